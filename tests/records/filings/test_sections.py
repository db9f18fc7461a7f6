"""How far each part is."""

from __future__ import annotations

import pytest

from jiqun.engine import Address, cell
from jiqun.records.filings.actions import Change, save_answers
from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import (
    SectionState,
    answers,
    outcome,
    progress,
    section_states,
)
from jiqun.records.organisations.models import Person

pytestmark = pytest.mark.django_db


def _parts(filing: Filing) -> list[SectionState]:
    return section_states(answers(filing), outcome(filing))


def test_empty_filing_has_only_empty_parts(filing: Filing) -> None:
    parts = _parts(filing)
    assert [p.part for p in parts] == list(range(10))
    assert {(p.state, p.label, p.filled) for p in parts[:9]} == {("empty", "未填", 0)}
    assert (parts[9].state, parts[9].label) == ("by_hand", "打印后签章")
    assert progress(parts).percent == 0


def test_part_goes_from_filling_over_mending_to_ready(
    filing: Filing, clerk: Person, example_values: dict[Address, object]
) -> None:
    part_one = {
        at: value
        for at, value in example_values.items()
        if not at.list and answers(filing).form.fields[at.field].section == "part_1"
    }
    save_answers(filing, [Change(cell("operator"), part_one[cell("operator")], 0)], clerk)
    assert (_parts(filing)[1].state, _parts(filing)[1].label) == ("filling", "填写中")
    changes = [Change(at, value, 0) for at, value in part_one.items()]
    save_answers(filing, [*changes, Change(cell("area_km2"), "四十", 0)], clerk)
    save_answers(filing, [Change(cell("area_km2"), "四十", 1)], clerk)
    found = _parts(filing)[1]
    assert (found.state, found.label, found.errors) == ("to_mend", "1 处需改", 1)
    save_answers(filing, [Change(cell("area_km2"), "49.46", 2)], clerk)
    found = _parts(filing)[1]
    assert (found.state, found.label) == ("ready", "已就绪")
    assert found.filled == found.total > 10


def test_part_signed_by_hand_is_ready_once_it_says_who_signed_and_when(
    filing: Filing, clerk: Person
) -> None:
    save_answers(filing, [Change(cell("declaration_signatory"), "马建军", 0)], clerk)
    assert (_parts(filing)[9].state, _parts(filing)[9].is_open) == ("by_hand", False)
    save_answers(filing, [Change(cell("declaration_date"), "明天", 0)], clerk)
    assert (_parts(filing)[9].state, _parts(filing)[9].is_open) == ("to_mend", True)
    save_answers(filing, [Change(cell("declaration_date"), "2026-03-18", 1)], clerk)
    assert _parts(filing)[9].state == "ready"


def test_missing_answers_and_errors_are_counted_apart(filing: Filing, clerk: Person) -> None:
    changes = [
        Change(cell("enterprise_count", "2025"), "10", 0),
        Change(cell("sme_count", "2025"), "12", 0),
    ]
    save_answers(filing, changes, clerk)
    part = _parts(filing)[2]
    assert (part.state, part.errors, part.filled) == ("to_mend", 1, 2)
    assert part.missing == part.total - 2


def test_finding_on_a_list_belongs_to_the_part_that_counts_it(
    filled: Filing, clerk: Person
) -> None:
    before = {p.section: p.errors for p in _parts(filled)}
    rows = [{"name": "甲", "year": "不是年"}]
    save_answers(filled, [Change(Address(list="standards"), rows, 1)], clerk)
    after = {p.section: p.errors for p in _parts(filled)}
    assert [s for s in after if after[s] > before[s]] == ["part_3"]


def test_whole_example_is_all_but_given(filled: Filing) -> None:
    found = progress(_parts(filled))
    assert found.missing == 0 and found.filled == found.total and found.percent == 100
