"""The state kept in the process is always the state in the database."""

from __future__ import annotations

import pytest
from django.db import transaction

from jiqun.engine import read_answers
from jiqun.records.filings import state
from jiqun.records.filings.actions import Change, save_answer, save_answers
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.keeping import Kept
from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import answers, interchange
from jiqun.records.filings.state import state_of
from jiqun.records.organisations.models import Person

pytestmark = pytest.mark.django_db

STEPS = [
    [Change("total_output.2024", "46.85", 0), Change("operator", "甲", 0)],
    [Change("lists.green", [{"name": "绿色工厂", "kind": "某类"}], 0)],
    [Change("total_output.2024", "四十亿", 1), Change("county", "中宁县", 0)],
    [Change("lists.green", [{"name": "绿色园区", "kind": "某类", "odd": "x"}], 1)],
    [Change("city", "银川市", 0)],
    [Change("plan_targets.co2", {"baseline": "1.8"}, 0)],
    [Change("operator", None, 1), Change("lists.green", [], 2)],
]


def test_state_carried_over_equals_state_read_anew(filing: Filing, clerk: Person) -> None:
    state_of(filing)
    for step in STEPS:
        save_answers(filing, step, clerk)
        carried = state_of(filing)
        state._kept = Kept(8)
        anew = state_of(Filing.objects.get())
        assert carried.answers == anew.answers
        assert (carried.values, carried.revisions) == (anew.values, anew.revisions)
        assert carried.answers == read_answers(form_of(filing), interchange(filing))


def test_state_of_a_change_undone_is_not_kept(filing: Filing, clerk: Person) -> None:
    save_answer(filing, "operator", "甲", 0, clerk)
    with transaction.atomic():
        save_answer(Filing.objects.get(), "operator", "乙", 1, clerk)
        assert answers(Filing.objects.get()).shown("operator") == "乙"
        transaction.set_rollback(True)
    assert answers(Filing.objects.get()).shown("operator") == "甲"
    save_answer(filing, "operator", "丙", 1, clerk)
    assert answers(filing).shown("operator") == "丙"


def test_kept_lets_go_of_what_was_not_used_for_longest() -> None:
    kept: Kept[str, int] = Kept(2)
    kept.put("a", 1)
    kept.put("b", 2)
    kept.get("a")
    kept.put("c", 3)
    assert [kept.get(name) for name in "abc"] == [1, None, 3]
