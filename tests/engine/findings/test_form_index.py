"""What is known of a form before any answer: which answers may be missing at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jiqun.engine.definition import Edition
from jiqun.engine.findings.rule_context import FormIndex
from jiqun.engine.kinds import KINDS


@pytest.mark.parametrize(
    ("kind_id", "required"),
    [("text", True), ("yes_no", True), ("choices", False), ("derived", False), ("rows", False)],
)
def test_only_what_somebody_types_as_one_value_is_required(
    edition: Edition, kind_id: str, required: bool
) -> None:
    section = edition.main.sections[0]
    field = replace(section.fields[0], id="planted", kind=KINDS[kind_id], required="yes")
    index = FormIndex(replace(edition.main, sections=(replace(section, fields=(field,)),)))
    assert ("planted" in {at.field for at, _ in index.required}) == required
