"""Writing and recording: the change and its event stand or fall together."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import pytest
from django.db.transaction import TransactionManagementError

from jiqun.records.journal.actions import SYSTEM, record, writing
from jiqun.records.journal.chain import START, digest_of
from jiqun.records.journal.models import Chain, Event
from jiqun.records.journal.queries import details_of, events_of

pytestmark = pytest.mark.django_db


@dataclass
class Clerk:
    pk: int = 7
    full_name: str = "马建军"
    office_name: str = "中宁县工业和信息化局"


def test_record_outside_of_writing_is_refused() -> None:
    with pytest.raises(RuntimeError, match="outside of writing"):
        record("answer_changed", "filing:1", SYSTEM)
    assert Event.objects.count() == 0


def test_record_keeps_who_what_and_from_where() -> None:
    with writing():
        record("answer_changed", "filing:1", Clerk(), "operator", {"after": "中心"}, "word")
    event = events_of("filing:1").get()
    assert (event.person_id, event.person_name) == (7, "马建军")
    assert event.office_name == "中宁县工业和信息化局"
    assert (event.kind, event.topic, event.source) == ("answer_changed", "operator", "word")
    assert details_of(event) == {"after": "中心"}


def test_events_of_a_subject_form_a_chain_from_one_without_gaps() -> None:
    with writing():
        record("first", "filing:1", SYSTEM)
        record("other", "filing:2", SYSTEM)
        record("second", "filing:1", SYSTEM)
    with writing():
        record("third", "filing:1", SYSTEM)
    events = list(events_of("filing:1"))
    assert [event.kind for event in events] == ["first", "second", "third"]
    assert [event.number for event in events] == [1, 2, 3]
    assert [event.previous for event in events] == [START, events[0].digest, events[1].digest]
    assert all(event.digest == digest_of(event) for event in events)
    end = Chain.objects.get(subject="filing:1")
    assert (end.count, end.digest) == (3, events[2].digest)
    assert [event.kind for event in Event.objects.all()] == ["first", "other", "second", "third"]


def test_digest_is_the_same_after_reading_back() -> None:
    with writing():
        written = record(
            "said", "filing:1", Clerk(), "text", {"值": "𠮷\u0001\n“引号”", "数": [1, None]}
        )
    assert digest_of(Event.objects.get()) == written.digest


def test_events_of_a_topic_leave_out_the_others() -> None:
    with writing():
        record("answer_changed", "filing:1", SYSTEM, "operator")
        record("answer_changed", "filing:1", SYSTEM, "area_km2")
        record("answer_changed", "filing:2", SYSTEM, "operator")
    assert [event.number for event in events_of("filing:1")] == [1, 2]
    assert [event.number for event in events_of("filing:1", "area_km2")] == [2]


def test_exception_in_writing_leaves_nothing_behind() -> None:
    with pytest.raises(ValueError, match="no"), writing():
        record("said", "filing:1", SYSTEM)
        raise ValueError("no")
    assert not Chain.objects.exists()
    assert not Event.objects.exists()


def test_inner_writing_that_fails_undoes_the_whole() -> None:
    with pytest.raises(ValueError, match="no"), writing():
        record("outer", "filing:1", SYSTEM)
        with writing():
            record("inner", "filing:1", SYSTEM)
            raise ValueError("no")
    assert not Chain.objects.exists()
    assert not Event.objects.exists()


def test_inner_writing_that_fails_and_is_caught_cannot_leave_a_half_behind() -> None:
    with pytest.raises(TransactionManagementError), writing():
        record("outer", "filing:1", SYSTEM)
        with suppress(ValueError), writing():
            raise ValueError("no")
        record("after", "filing:1", SYSTEM)
    assert not Chain.objects.exists()
    assert not Event.objects.exists()


def test_writing_after_one_that_failed_goes_on_from_the_chain_as_it_stands() -> None:
    with pytest.raises(ValueError, match="no"), writing():
        record("said", "filing:1", SYSTEM)
        raise ValueError("no")
    with writing():
        record("said", "filing:1", SYSTEM)
    assert [(event.number, event.previous) for event in Event.objects.all()] == [(1, START)]


def test_recording_after_writing_has_ended_is_refused() -> None:
    with writing():
        record("said", "filing:1", SYSTEM)
    with pytest.raises(RuntimeError):
        record("said", "filing:1", SYSTEM)
