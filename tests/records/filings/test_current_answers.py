"""The state kept in the process is always the state in the database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from jiqun.engine import Address, cell, read_answers, reading_groups
from jiqun.records.filings import current_answers
from jiqun.records.filings.actions import Change, create_filing, save_answer, save_answers
from jiqun.records.filings.current_answers import current_answers_of
from jiqun.records.filings.editions import edition_named, form_of
from jiqun.records.filings.lru_cache import LruCache
from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import answers, answers_and_outcome, interchange, outcome
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.models import Person

pytestmark = pytest.mark.django_db

STEPS = [
    [Change(cell("total_output", "2024"), "46.85", 0), Change(cell("operator"), "甲", 0)],
    [Change(Address(list="green"), [{"name": "绿色工厂", "kind": "某类"}], 0)],
    [Change(cell("total_output", "2024"), "四十亿", 1), Change(cell("county"), "中宁县", 0)],
    [Change(Address(list="green"), [{"name": "绿色园区", "kind": "某类", "odd": "x"}], 1)],
    [Change(cell("city"), "银川市", 0)],
    [Change(Address("plan_targets", row="co2"), {"baseline": "1.8"}, 0)],
    [Change(cell("operator"), None, 1), Change(Address(list="green"), [], 2)],
]


def test_state_carried_over_equals_state_read_anew(
    filing: Filing, clerk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    current_answers_of(filing)
    for step in STEPS:
        save_answers(filing, step, clerk)
        carried = current_answers_of(filing)
        monkeypatch.setattr(current_answers, "_kept", LruCache(8))
        anew = current_answers_of(Filing.objects.get())
        assert carried.answers == anew.answers
        assert (carried.values, carried.revisions) == (anew.values, anew.revisions)
        assert carried.answers == read_answers(form_of(filing), interchange(filing))


def test_state_of_a_change_undone_is_not_kept(filing: Filing, clerk: Person) -> None:
    save_answer(filing, cell("operator"), "甲", 0, clerk)
    with transaction.atomic():
        save_answer(Filing.objects.get(), cell("operator"), "乙", 1, clerk)
        assert answers(Filing.objects.get()).shown("operator") == "乙"
        transaction.set_rollback(True)
    assert answers(Filing.objects.get()).shown("operator") == "甲"
    save_answer(filing, cell("operator"), "丙", 1, clerk)
    assert answers(filing).shown("operator") == "丙"


def anything() -> current_answers.CurrentAnswers:
    """A state of nobody's filing, as an emptied database leaves it in the process."""
    form = edition_named("ningxia-2026").main
    return current_answers.CurrentAnswers(
        form, 0, {cell("area_km2"): "9"}, {cell("area_km2"): 1}, reading_groups(form)
    )


class Process:
    """What a process of the server keeps: tests change over from one to the other."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.patch = monkeypatch
        self.kept: tuple[LruCache[str, Any], LruCache[Any, Any]] = (LruCache(8), LruCache(8))

    def __enter__(self) -> None:
        self.patch.setattr(current_answers, "_kept", self.kept[0])
        self.patch.setattr(current_answers, "_committed", self.kept[1])

    def __exit__(self, *_: object) -> None:
        self.patch.undo()


@pytest.mark.parametrize("step", STEPS)
def test_state_after_a_change_elsewhere_reads_only_the_rows_that_changed(
    filing: Filing,
    clerk: Person,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
    step: list[Change],
) -> None:
    here, there = Process(monkeypatch), Process(monkeypatch)
    with here, django_capture_on_commit_callbacks(execute=True):
        for known in STEPS[: STEPS.index(step)]:
            save_answers(filing, known, clerk)
        current_answers_of(filing).answers  # noqa: B018
    with there, django_capture_on_commit_callbacks(execute=True):
        save_answers(filing, step, clerk)
        anew = current_answers_of(filing)
    with here, CaptureQueriesContext(connection) as asked:
        found = current_answers_of(filing)
    assert (found.values, found.revisions) == (anew.values, anew.revisions)
    assert found.answers == anew.answers
    assert len(asked) == 1
    assert ("changed_in" in asked[0]["sql"]) == (step is not STEPS[0])


def test_state_that_was_undone_is_not_one_others_start_from(
    filing: Filing,
    clerk: Person,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    here, there = Process(monkeypatch), Process(monkeypatch)
    with here, django_capture_on_commit_callbacks(execute=True):
        save_answer(filing, cell("operator"), "甲", 0, clerk)
        with transaction.atomic():
            save_answer(Filing.objects.get(), cell("area_km2"), "9", 0, clerk)
            transaction.set_rollback(True)
    with there:
        save_answer(Filing.objects.get(), cell("operator"), "乙", 1, clerk)
        save_answer(Filing.objects.get(), cell("operator"), "丙", 2, clerk)
    with here:
        found = current_answers_of(Filing.objects.get())
    assert found.values == {cell("operator"): "丙"}


def test_state_of_another_filing_of_the_same_number_is_not_one_to_start_from(
    filing: Filing, clerk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Process(monkeypatch):
        save_answer(filing, cell("operator"), "甲", 0, clerk)
    with Process(monkeypatch):
        current_answers._committed.put(
            (filing.pk, filing.created_at - timedelta(seconds=1)), anything()
        )
        assert current_answers_of(Filing.objects.get()).values == {cell("operator"): "甲"}


def test_kept_lets_go_of_what_was_not_used_for_longest() -> None:
    kept: LruCache[str, int] = LruCache(2)
    kept.put("a", 1)
    kept.put("b", 2)
    kept.get("a")
    kept.put("c", 3)
    assert [kept.get(name) for name in "abc"] == [1, None, 3]


def test_three_hundred_filings_in_turn_are_read_once(
    filing: Filing, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [create_filing(filing.edition, filing.owner, SYSTEM, filing.form) for _ in range(299)]
    filings = [filing, *others]
    memories: list[int] = []

    def check(*_: object, memory: object) -> None:
        memories.append(id(memory))

    monkeypatch.setattr(answers_and_outcome, "check", check)
    for one in filings:
        outcome(one)
    with CaptureQueriesContext(connection) as asked:
        for one in filings:
            outcome(one)
    assert [query["sql"] for query in asked] == []
    assert memories[:300] == memories[300:] and len(set(memories)) == 300
