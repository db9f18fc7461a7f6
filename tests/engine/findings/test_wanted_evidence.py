"""What evidence is wanted for, and which places of a file count for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jiqun.engine.answers import read_answers
from jiqun.engine.definition import Address, Edition, cell
from jiqun.engine.findings import wanted_evidence


def wanted(edition: Edition, field_id: str, answer: object, **asked: Any) -> list[Address]:
    """Where evidence is wanted of a field under an answer; `asked` changes the field."""
    form = edition.main
    field = replace(form.fields[field_id], **asked)
    answers = read_answers(form, {"answers": {field_id: answer}})
    return [one.at for one in wanted_evidence(field, answers)]


def test_each_tick_is_wanted_in_the_order_of_the_form(edition: Edition) -> None:
    ticked = ["management_consulting", "information"]
    assert wanted(edition, "public_services", ticked) == [
        Address("public_services", "information"),
        Address("public_services", "management_consulting"),
    ]


def test_each_option_of_a_single_choice_is_that_chosen(edition: Edition) -> None:
    place = Address("industry_sector", "secondary")
    assert wanted(edition, "industry_sector", "secondary", evidence="each_option") == [place]


@pytest.mark.parametrize(
    ("field", "answer", "at"),
    [
        ("carbon_monitoring", "yes", [cell("carbon_monitoring")]),
        ("carbon_monitoring", "no", []),
        ("valid_patents", "1", [cell("valid_patents")]),
        ("valid_patents", "0", []),
        ("valid_patents", "无", []),
        ("valid_patents", "约10", []),
        ("standards_group_led", {"2023": "1"}, []),
        ("area_km2", "5", []),
    ],
)
def test_yes_and_a_count_above_nought_are_wanted_where_the_form_asks(
    edition: Edition, field: str, answer: object, at: list[Address]
) -> None:
    assert wanted(edition, field, answer) == at


def test_series_is_wanted_once_and_proven_by_any_year_that_has_some(edition: Edition) -> None:
    form = edition.main
    field = replace(form.fields["standards_group_led"], evidence="list_and_evidence")
    answer = {"2023": "0", "2024": "2", "2025": "1"}
    answers = read_answers(form, {"answers": {field.id: answer}})
    (one,) = wanted_evidence(field, answers)
    assert one.at == Address(field.id)
    assert one.proven_by == {one.at, cell(field.id, "2024"), cell(field.id, "2025")}
