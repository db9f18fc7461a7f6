"""Opening calls, starting applications, and the gate to editing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.records.applications.conftest import World

from jiqun.engine import UnusableInput, cell
from jiqun.records.applications.actions import editing, start_application
from jiqun.records.applications.calls import CallTerms, open_call
from jiqun.records.applications.deadlines import closes_at
from jiqun.records.applications.models import Application, Call
from jiqun.records.filings.actions import save_answer
from jiqun.records.filings.models import AnswerRow
from jiqun.records.filings.queries import answers
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.queries import events_of
from jiqun.records.verdict import NotAllowedError, NotFound

pytestmark = pytest.mark.django_db


def test_county_starts_one_application_a_call(world: World) -> None:
    own = world.zhongning
    assert start_application(world.call, own.county, SYSTEM) == own
    assert Application.objects.count() == 3
    assert [e.kind for e in events_of(own.subject)] == ["application_started"]
    assert [e.kind for e in events_of(own.filing.subject)] == ["filing_created"]


def test_call_needs_an_edition_and_an_end_after_its_beginning(call: Call) -> None:
    with pytest.raises(LookupError):
        open_call(CallTerms("nowhere-1999", "通知", call.opens_at, call.county_close), SYSTEM)
    with pytest.raises(UnusableInput, match="县级截止时间要晚于开始时间"):
        open_call(CallTerms(call.edition, "通知", call.county_close, call.opens_at), SYSTEM)


def test_editing_lets_in_who_may(world: World) -> None:
    person = world.people["park"]
    with editing(world.zhongning.public_id, person) as held:
        save_answer(held.filing, cell("operator"), "甲", 0, person)
    assert answers(held.filing).shown("operator") == "甲"
    assert AnswerRow.objects.get().filing == world.zhongning.filing


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("zhongwei", NotAllowedError),
        ("ningxia", NotAllowedError),
        ("helan", NotFound),
        ("admin", NotFound),
    ],
)
def test_editing_refuses_who_may_not(world: World, who: str, refusal: type[Exception]) -> None:
    with (
        pytest.raises(refusal),
        editing(world.zhongning.public_id, world.people[who]) as held,
    ):
        save_answer(held.filing, cell("operator"), "甲", 0, world.people[who])
    assert not AnswerRow.objects.exists()


def test_editing_asks_the_deadline_as_it_is_now_not_as_it_was_read(world: World) -> None:
    stale = Application.objects.select_related("call").get(pk=world.zhongning.pk)
    Call.objects.update(county_close=world.call.opens_at + timedelta(minutes=1))
    with (
        pytest.raises(NotAllowedError, match="截止"),
        editing(stale.public_id, world.people["park"]),
    ):
        pass


def test_editing_is_refused_from_the_first_moment_too_late(world: World) -> None:
    person, end = world.people["park"], closes_at(world.zhongning)
    with editing(world.zhongning.public_id, person, end - timedelta(microseconds=1)):
        pass
    with pytest.raises(NotAllowedError), editing(world.zhongning.public_id, person, end):
        pass


def test_failure_while_editing_undoes_all_of_it(world: World) -> None:
    person = world.people["park"]
    with pytest.raises(RuntimeError), editing(world.zhongning.public_id, person) as held:
        save_answer(held.filing, cell("operator"), "甲", 0, person)
        raise RuntimeError
    assert not AnswerRow.objects.exists()
    assert answers(world.zhongning.filing).shown("operator") == ""
