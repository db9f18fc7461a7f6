"""待我办理: the applications that wait for a person, for which move, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from jiqun.records.applications.deadlines import city_closes_at
from jiqun.records.applications.models import Application
from jiqun.records.applications.moves import (
    ACCEPT,
    CLOSE_REVIEW,
    DECIDE,
    PROCEDURE,
    PUT_TO_REVIEW,
    RECOGNISE,
    RECOMMEND,
    RECONFIRM,
    SEND,
    UPHOLD,
)
from jiqun.records.applications.queries import applications_for
from jiqun.records.applications.rules import roles_in, stage_shown
from jiqun.records.applications.stages import CITY_LEVEL, IN_RECHECK
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.roles import CITY, REGION, in_group
from jiqun.records.procedure import Move, MoveRow

AWAITED = (
    *(RECONFIRM, RECOMMEND, SEND, ACCEPT, PUT_TO_REVIEW, CLOSE_REVIEW),
    *(DECIDE, RECOGNISE, UPHOLD),
)
"""The moves by which an application goes on; it waits for who makes them, not for who could also
send it back, take it back or correct it."""


@dataclass(frozen=True, slots=True)
class WaitingApplication:
    """An application that waits for a person: its id, county, number, call and stage in words, the
    move it waits for, and whether that is to confirm what another proposed; since when, for how
    many days, and until when; whether a correction of it did not come in time."""

    id: str
    county: str
    number: str
    call: str
    call_id: str
    stage: str
    move: str
    confirms: bool
    since: datetime
    days: int
    due: datetime | None
    overdue: bool


def has_a_queue(person: Person) -> bool:
    """Whether applications wait for a person of these roles at all: officers of city and region."""
    return bool({post.role for post in person.posts} & in_group(CITY, REGION))


def waiting_for(person: Person, at: datetime | None = None) -> list[WaitingApplication]:
    """What waits for a person, the most urgent first: what is due soonest, then what has waited for
    longest."""
    now, roles = at or timezone.now(), frozenset(post.role for post in person.posts)
    places = Q(pk__in=())
    for place in {place for _, row in _rows() if row.roles & roles for place in row.starts}:
        places |= Q(stage=place.stage, level=place.level)
    lying = applications_for(person).filter(places).select_related("proposal")
    found = [one for application in lying for one in _waits(person, application, now)]
    return sorted(found, key=_urgency)


def _urgency(one: WaitingApplication) -> tuple[bool, float, datetime]:
    return one.due is None, one.due.timestamp() if one.due else 0.0, one.since


def _rows() -> Iterator[tuple[Move, MoveRow]]:
    """The rows of the moves that are waited for, and of those that wait for a second person."""
    for move in PROCEDURE.moves.values():
        yield from ((move, row) for row in move.rows if move in AWAITED or row.second)


def _waits(person: Person, application: Application, now: datetime) -> Iterable[WaitingApplication]:
    """At most one: an application waits for a person once, whatever their roles are."""
    roles, proposal = roles_in(person, application), getattr(application, "proposal", None)
    for move, row in _rows():
        if application.place not in row.starts:
            continue
        if proposal is not None:
            mine = proposal.by_id != person.pk and proposal.move == move.id
            mine = mine and proposal.outcome == row.outcome and bool(row.second & roles)
        else:
            mine = move in AWAITED and bool(row.who & roles)
        if mine:
            return [_waiting(person, application, move, proposal is not None, now)]
    return []


def _waiting(
    person: Person, application: Application, move: Move, confirms: bool, now: datetime
) -> WaitingApplication:
    since = application.moved_at or application.created_at
    days = timezone.localdate(now) - timezone.localdate(since)
    return WaitingApplication(
        application.public_id,
        application.county.name,
        application.number,
        application.call.title,
        application.call.public_id,
        stage_shown(person, application),
        move.id,
        confirms,
        timezone.localtime(since),
        max(days.days, 0),
        application.due_at or _city_due(application),
        application.overdue,
    )


def _city_due(application: Application) -> datetime | None:
    """What lies at a city is to be sent by the city's close: the minute that it names."""
    at_city = application.place.level == CITY_LEVEL and application.stage != IN_RECHECK
    closes = city_closes_at(application) if at_city else None
    return closes - timedelta(minutes=1) if closes else None
