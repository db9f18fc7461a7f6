"""Evidence of ticks, rows of lists, names of platforms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiqun.engine.findings import Outcome

Data = dict[str, Any]
OutcomeOf = Callable[..., Outcome]


def told(outcome: Outcome) -> list[str]:
    return [f.key for f in outcome.findings]


def test_evidence_of_the_whole_choice_does_not_prove_a_tick(
    data: Data, outcome_of: OutcomeOf
) -> None:
    for entry in data["evidence"]:
        if entry["for"] == "quality_brand_work.collective_mark":
            entry["for"] = "quality_brand_work"
    assert told(outcome_of(data)) == ["evidence_missing:quality_brand_work.collective_mark"]


def test_one_file_may_prove_several_ticks(data: Data, outcome_of: OutcomeOf) -> None:
    for entry in data["evidence"]:
        entry["file"] = "汇总.pdf"
    assert told(outcome_of(data)) == []


def test_choice_without_proof_due_needs_none(data: Data, outcome_of: OutcomeOf) -> None:
    data["answers"]["public_services"] = ["information", "training", "financing"]
    assert told(outcome_of(data)) == []


def test_lists_left_out_are_missing_for_each_year_above_nought(
    data: Data, outcome_of: OutcomeOf
) -> None:
    data["lists"]["standards"] = []
    found = told(outcome_of(data))
    assert "list_missing:standards_national_led:2023" in found
    assert len(found) == 16
    assert all(f.startswith("list_missing:standards_") for f in found)


def test_row_of_another_year_is_missed_in_one_and_too_many_in_the_other(
    data: Data, outcome_of: OutcomeOf
) -> None:
    data["lists"]["standards"][0]["year"] = "2024"
    assert told(outcome_of(data)) == [
        "list_count_differs:standards_national_led:2023",
        "list_count_differs:standards_national_led:2024",
    ]


@pytest.mark.parametrize(
    ("names", "count", "differs"),
    [
        ("甲中心、乙院", "2", False),
        ("甲中心，乙院；丙所", "3", False),
        ("甲中心\n乙院\n", "2", False),
        ("甲中心、、乙院", "2", False),
        ("甲中心（种薯、加工（烘干）），乙院", "2", False),
        ("甲中心（种薯、加工，乙院", "3", False),
        ("甲中心（种薯、乙院", "2", False),
        ("甲中心、甲 中心", "2", True),
        ("甲中心、甲分中心", "2", False),
        ("无", "无", False),
        ("无", "0", False),
        ("甲中心", "2", True),
        ("甲中心", "无", True),
        ("无", "1", True),
    ],
)
def test_names_are_counted(
    data: Data, outcome_of: OutcomeOf, names: str, count: str, differs: bool
) -> None:
    data["answers"]["other_platforms_names"] = names
    data["answers"]["other_platforms_count"] = count
    codes = [f.code for f in outcome_of(data).findings]
    assert ("names_count_differs" in codes) is differs
