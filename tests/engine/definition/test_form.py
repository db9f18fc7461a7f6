"""A form as a whole: in which part a place stands."""

from __future__ import annotations

import pytest

from jiqun.engine.definition import NOWHERE, Address, Edition, cell


@pytest.mark.parametrize(
    ("at", "section"),
    [
        (cell("total_output", "2024"), "part_2"),
        (Address("public_services", "training"), "part_7"),
        (Address("plan_targets", row="co2", part="2028"), "part_8"),
        (Address(list="patents", row="3"), "part_3"),
        (Address("valid_patents", list="patents", row="3"), "part_3"),
        (Address("no_such_field"), ""),
        (NOWHERE, ""),
    ],
)
def test_place_stands_in_the_part_of_its_field_or_of_the_count_of_its_list(
    edition: Edition, at: Address, section: str
) -> None:
    assert edition.main.section_of(at) == section
