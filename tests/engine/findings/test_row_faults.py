"""Rows of lists that are wrong by themselves, each on the answer that it counts for."""

from __future__ import annotations

import pytest

from jiqun.engine.definition import Edition
from jiqun.engine.findings.row_counts import RowCounts
from jiqun.engine.findings.row_faults import RowFaults

STANDARD = {"number": "GB/T 1-2024", "level": "国家", "year": "2024", "rank": "5"}
PATENT = {"number": "ZL1", "name": "一种装置", "kind": "发明专利", "granted": "2025-12-31"}


def faults_of(edition: Edition, **lists: tuple[dict[str, str], ...]) -> RowFaults:
    return RowCounts(edition.main, lists).faults


def test_row_lacks_what_names_it(edition: Edition) -> None:
    faults = faults_of(edition, patents=(PATENT, {**PATENT, "name": " ", "kind": ""}))
    (hit,) = faults.incomplete
    assert str(hit.at) == "valid_patents:patents:2"
    assert hit.words == {"missing": "“名称”、“类别”"}


@pytest.mark.parametrize("text", ["", " ", "/", "——", "。。", "（）"])
def test_marks_alone_name_nothing(edition: Edition, text: str) -> None:
    (hit,) = faults_of(edition, patents=({**PATENT, "name": text},)).incomplete
    assert hit.words == {"missing": "“名称”"}


@pytest.mark.parametrize("text", ["“富硒”枸杞", "(A)", "Ⅱ型", "7", "無"])
def test_text_with_a_letter_or_figure_names_a_row(edition: Edition, text: str) -> None:
    assert faults_of(edition, patents=({**PATENT, "name": text},)).incomplete == ()


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (STANDARD, "standards_national_joined"),
        ({**STANDARD, "rank": "3"}, "standards_national_led"),
        ({**STANDARD, "level": "团体", "rank": ""}, "standards_group_led"),
        ({**STANDARD, "year": "2019", "level": "行业"}, "standards_industry_joined"),
        ({}, "standards_international_led"),
    ],
)
def test_fault_stands_at_the_answer_the_row_counts_for(
    edition: Edition, row: dict[str, str], field: str
) -> None:
    faults = faults_of(edition, standards=({**row, "number": ""},))
    assert [hit.at.field for hit in faults.incomplete] == [field]


@pytest.mark.parametrize(
    ("change", "times"),
    [
        ({"number": "gb／t 1—2024"}, 1),
        ({"number": "GB/T1－2024", "rank": "1"}, 1),
        ({"number": "GB/T 11-2024"}, 0),
        ({"uscc": "91110108551385082Q"}, 0),
        ({"number": ""}, 0),
    ],
)
def test_row_is_repeated_by_the_columns_of_its_list(
    edition: Edition, change: dict[str, str], times: int
) -> None:
    faults = faults_of(edition, standards=(STANDARD, {**STANDARD, **change}))
    assert len(faults.repeated) == times


def test_each_repeat_names_the_first(edition: Edition) -> None:
    faults = faults_of(edition, patents=(PATENT, PATENT, PATENT))
    assert [(hit.at.row, hit.words["other"]) for hit in faults.repeated] == [("2", "1"), ("3", "1")]


@pytest.mark.parametrize(
    ("date", "late"),
    [("2025-12-31", False), ("2026-01-01", True), ("2026", True), ("下个月", False), ("", False)],
)
def test_row_is_dated_after_the_base_year(edition: Edition, date: str, late: bool) -> None:
    faults = faults_of(edition, patents=({**PATENT, "granted": date},))
    assert bool(faults.late) is late
