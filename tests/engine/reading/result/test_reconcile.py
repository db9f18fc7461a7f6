"""What the readers say, put together: never an answer to what nobody fills in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jiqun.engine.definition import Address, Edition
from jiqun.engine.kinds import KINDS
from jiqun.engine.reading.result.reader_result import ReaderResult
from jiqun.engine.reading.result.reconcile import combine


@pytest.mark.parametrize(
    ("kind_id", "taken"), [("text", {"planted": "甲"}), ("reference", {}), ("derived", {})]
)
def test_what_the_system_printed_is_not_read_back_as_an_answer(
    edition: Edition, kind_id: str, taken: dict[str, str]
) -> None:
    section = edition.main.sections[0]
    field = replace(section.fields[0], id="planted", kind=KINDS[kind_id], periods=(), options=())
    planted = replace(edition.main, sections=(replace(section, fields=(field,)),))
    combined = combine(planted, [ReaderResult("tag", {Address("planted"): ["甲"]})])
    assert combined.answers == taken


def test_file_names_on_several_lines_are_read_as_they_stand(edition: Edition) -> None:
    section = edition.main.sections[0]
    field = replace(section.fields[0], id="planted", kind=KINDS["file"], periods=(), options=())
    planted = replace(edition.main, sections=(replace(section, fields=(field,)),))
    combined = combine(planted, [ReaderResult("tag", {Address("planted"): ["甲.pdf\n乙.pdf"]})])
    assert field.kind.parse(combined.answers["planted"], field) == ("甲.pdf", "乙.pdf")
