"""Two people at the same answers, in every order: nothing anybody saved is overwritten unseen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiqun.engine import Address, cell
from jiqun.records.filings.actions import Change, Saved, Stale, create_filing, save_answer
from jiqun.records.filings.actions.saving import save_held
from jiqun.records.filings.models import AnswerRow, Filing
from jiqun.records.filings.queries import answers_now
from jiqun.records.journal.actions import writing
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.journal.verifying import verify
from jiqun.records.organisations.models import Office, Person
from proofs import times

KEYS = (cell("operator"), cell("county_contact"))
STEP = st.tuples(
    st.sampled_from((0, 1)),  # who
    st.sampled_from(KEYS),
    st.sampled_from(("look", "甲", "乙", "丙", "")),  # look again, or save this text
)


@pytest.mark.proof("interleavings")
@pytest.mark.django_db
@settings(
    max_examples=times("interleavings"),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEP, min_size=4, max_size=14))
def test_any_order_of_saves_is_a_serial_order_of_those_accepted(
    county: Office, clerk: Person, operator: Person, steps: list[tuple[int, Address, str]]
) -> None:
    filing = create_filing("ningxia-2026", county, clerk)
    people = (clerk, operator)
    seen = (dict.fromkeys(KEYS, ("", 0)), dict.fromkeys(KEYS, ("", 0)))  # text, revision
    truth = dict.fromkeys(KEYS, ("", 0))
    for who, key, text in steps:
        if text == "look":
            now = answers_now(filing).get(key)
            seen[who][key] = (str(now.value or ""), now.revision) if now else ("", 0)
            assert seen[who][key] == truth[key]
            continue
        result = save_answer(filing, key, text, seen[who][key][1], people[who])
        if isinstance(result, Saved):
            # Accepted: on top of what this person had seen, or nothing had to be changed.
            assert seen[who][key] == truth[key] or text == truth[key][0]
            if text != truth[key][0]:
                truth[key] = (text, truth[key][1] + 1)
            seen[who][key] = truth[key]
        else:
            assert seen[who][key][1] != truth[key][1] and text != truth[key][0]
            assert (result.theirs or "", result.revision) == truth[key]
        assert (result.revision, result.address) == (truth[key][1], key)
    _check_journal(filing, truth)


def _check_journal(filing: Filing, truth: dict[str, tuple[str, int]]) -> None:
    """Each event begins where the one before it ended; the last is what stands."""
    for key in KEYS:
        standing = None
        events = [details_of(e) for e in events_of(filing.subject, key)]
        for number, event in enumerate(events, 1):
            assert (event["before"], event["revision"]) == (standing, number)
            standing = event["after"]
        assert ((standing or ""), len(events)) == truth[key]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_on_one_answer_only_one_is_saved(
    office: Callable[..., Office], person: Callable[..., Person]
) -> None:
    place = office("中宁县工业和信息化局")
    people = [person(f"clerk{n}" if n else "clerk", place) for n in range(6)]
    filing = create_filing("ningxia-2026", place, people[0])

    def save(one: Person) -> Saved | Stale:
        try:
            own = Filing.objects.get(pk=filing.pk)
            return save_answer(own, cell("operator"), f"{one.username}公司", 0, one)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(save, people))
    saved = [r for r in results if isinstance(r, Saved)]
    assert len(saved) == 1
    assert {r.theirs for r in results if isinstance(r, Stale)} == {saved[0].value}
    assert AnswerRow.objects.get().revision == 1
    assert verify() == []


@pytest.mark.django_db(transaction=True)
def test_save_that_meets_another_of_the_same_answer_waits_and_is_told(
    county: Office, clerk: Person, operator: Person
) -> None:
    filing = create_filing("ningxia-2026", county, clerk)
    at_work, met = threading.Event(), threading.Event()

    def slow() -> None:
        with writing(beside_others=True):
            held = Filing.objects.select_for_update(no_key=True).get(pk=filing.pk)
            at_work.set()
            met.wait(10)
            save_held(held, [Change(cell("operator"), "甲公司", 0)], clerk)
        connection.close()

    def second() -> Saved | Stale:
        try:
            return save_answer(
                Filing.objects.get(pk=filing.pk), cell("operator"), "乙", 0, operator
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(slow)
        assert at_work.wait(10)
        other = pool.submit(second)
        with suppress(TimeoutError):
            other.result(0.5)
        assert not other.done()
        met.set()
        first.result()
        told = other.result()
    assert isinstance(told, Stale)
    assert (told.theirs, told.theirs_by) == ("甲公司", clerk.full_name)
    assert verify() == []
