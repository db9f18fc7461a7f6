"""Rows of lists: one thing by its key, spoken for by its best rank, counted by year and level."""

from __future__ import annotations

import pytest

from jiqun.engine.definition import Edition
from jiqun.engine.findings.row_counts import RowCounts

ROWS = (
    {"number": "GB/T 1-2024", "level": "国家", "year": "2024", "rank": "5"},
    {"number": "gb/t 1-2024 ", "level": "国家", "year": "2024", "rank": "2"},
    {"number": "GB/T 2-2024", "level": "国家", "year": "2024", "rank": "4"},
    {"number": "GB/T 3-2025", "level": "国家", "year": "2025", "rank": "1"},
    {"number": "GB/T 5-2024", "level": "国家", "year": "2024", "rank": "3"},
    {"number": "GB／T5—2024", "level": "国家", "year": "2024", "rank": "3"},
    {"number": " ", "level": "国家", "year": "2024", "rank": "3"},
    {"number": "GB/T 4-2024", "level": "国家", "year": "2024", "rank": ""},
)


@pytest.mark.parametrize(
    ("field", "period", "count"),
    [
        ("standards_national_led", "2024", 2),
        ("standards_national_joined", "2024", 1),
        ("standards_national_led", "2025", 1),
        ("standards_industry_led", "2024", 0),
    ],
)
def test_rows_add_up_by_year_level_and_rank(
    edition: Edition, field: str, period: str, count: int
) -> None:
    counts = RowCounts(edition.main, {"standards": ROWS})
    assert counts.count(edition.main.fields[field], period) == count
    assert counts.total(edition.main.fields[field]) == len(ROWS) - 1  # one names nothing


def test_list_without_conditions_counts_every_number_once(edition: Edition) -> None:
    patents = edition.main.fields["valid_patents"]
    rows = ({"number": "1"}, {"number": "2"}, {"number": " 1"}, {"name": "甲"}, {"name": "乙"})
    counts = RowCounts(edition.main, {"patents": rows})
    assert counts.count(patents, None) == 4
    assert counts.total(patents) == 5
    assert RowCounts(edition.main, {}).count(patents, None) == 0


def test_rows_that_nothing_names_are_no_rows(edition: Edition) -> None:
    patents = edition.main.fields["valid_patents"]
    counts = RowCounts(edition.main, {"patents": ({}, {"uscc": "91110108551385082Q"})})
    assert (counts.total(patents), counts.count(patents, None)) == (0, 0)
