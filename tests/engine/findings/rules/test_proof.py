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


@pytest.mark.parametrize("count", ["0", "无"])
def test_count_of_nothing_needs_no_proof(data: Data, outcome_of: OutcomeOf, count: str) -> None:
    data["answers"]["overseas_branches"] = count
    data["lists"]["overseas_branches"] = []
    _without(data, "overseas_branches")
    assert told(outcome_of(data)) == []


def test_count_without_proof_says_which_count_and_what_to_upload(
    data: Data, outcome_of: OutcomeOf
) -> None:
    _without(data, "valid_patents")
    (finding,) = outcome_of(data).findings
    assert finding.key == "evidence_missing:valid_patents"
    assert "填报为 354 个，尚未上传佐证材料。请上传能证明这一数量的材料" in finding.message


@pytest.mark.parametrize("entry", [{"file": " "}, {"kind": "hearsay"}, {"for": "green_parks"}])
def test_evidence_that_proves_nothing_counts_as_none(
    data: Data, outcome_of: OutcomeOf, entry: dict[str, str]
) -> None:
    (own,) = (one for one in data["evidence"] if one["for"] == "green_factories")
    own.update(entry)
    assert "evidence_missing:green_factories" in told(outcome_of(data))


def test_evidence_for_a_box_that_is_not_ticked_counts_as_none(
    data: Data, outcome_of: OutcomeOf
) -> None:
    for entry in data["evidence"]:
        if entry["for"] == "public_services.training":
            entry["for"] = "public_services.financing"
    assert told(outcome_of(data)) == ["evidence_missing:public_services.training"]


@pytest.mark.parametrize(("option", "proves"), [("yes", True), ("no", False)])
def test_only_evidence_for_the_yes_proves_it(
    data: Data, outcome_of: OutcomeOf, option: str, proves: bool
) -> None:
    for entry in data["evidence"]:
        if entry["for"] == "carbon_monitoring":
            entry["for"] = f"carbon_monitoring.{option}"
    expected = [] if proves else ["evidence_missing:carbon_monitoring"]
    assert told(outcome_of(data)) == expected


def _without(data: Data, *places: str) -> None:
    data["evidence"] = [one for one in data["evidence"] if one["for"] not in places]


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
