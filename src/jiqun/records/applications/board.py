"""The board 全部县区: every county of a call in a row of its own, also those that have not started;
worked out from the rows of the applications, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from django.db.models import Max
from django.utils import timezone

from jiqun.records.applications.deadlines import minute_after
from jiqun.records.applications.extensions import Extended, extended_of
from jiqun.records.applications.models import Application, Call
from jiqun.records.applications.moves import PROCEDURE
from jiqun.records.applications.queries import applications_for
from jiqun.records.applications.rules import roles_in, shown_place
from jiqun.records.applications.stages import (
    CITY_LEVEL,
    ENDED,
    FILLING,
    READY_TO_RESEAL,
    READY_TO_SEAL,
    RETURNED,
    TO_RECONFIRM,
    UNDER_REVIEW,
)
from jiqun.records.filings.queries import texts_at
from jiqun.records.journal.event_kinds import EVENT_KINDS
from jiqun.records.journal.models import Event
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.queries import acting_for, other_names_of
from jiqun.records.organisations.roles import CITY, REGION, Level
from jiqun.records.organisations.sight import EVERYTHING, Sight, seen_by, ways
from jiqun.records.procedure import Place

STATES: Mapping[str, str] = {
    "not_started": "未开始",
    "late": "逾期未交",
    "filling": "填报中",
    "sealing": "待盖章",
    "returned": "退回修改",
    "at_city": "待市级办理",
    "at_region": "待自治区办理",
    "ended": "已结束",
}
"""Where a county is, as the board counts it: each row is in one of them, the first that holds."""

_MOVES = tuple(move.event for move in PROCEDURE.moves.values())
_COUNTIES: Sight = ways({CITY: ("parent",), REGION: (EVERYTHING,)})


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A county on the board, with one of its applications or none (`application` and `number` are
    empty then). Counts are of answers, days of 24 hours; `days_left` is None where nothing is due.
    `extended` is the longer time of the county, `overdue` that its correction did not come in time.
    `formerly` are other names by which county and city are found. Of a county that was merged, the
    `office` that is reminded is the one that acts in its place, and `county` says so.
    """

    office: int
    county: str
    city: str
    state: str
    stage: str
    application: str = ""
    number: str = ""
    cluster: str = ""
    filled: int = 0
    missing: int = 0
    errors: int = 0
    confirms: int = 0
    closes_at: datetime | None = None
    days_left: int | None = None
    days_since_save: int | None = None
    last_move: str = ""
    moved_at: datetime | None = None
    extended: Extended | None = None
    overdue: bool = False
    formerly: str = ""


def board(person: Person, call_id: str, at: datetime | None = None) -> list[BoardRow]:
    """The rows of a call for a person above the counties: those of their city, or all."""
    now = at or timezone.now()
    call = Call.objects.get(public_id=call_id)
    counties = _counties(person)
    found = list(applications_for(person).filter(call=call))
    begun = _by((application.county_id, application) for application in found)
    names = texts_at([application.filing for application in found], "cluster_name")
    moves = _last_moves(application.subject for application in found)
    extended = extended_of(call)
    rows: list[BoardRow] = []
    ended = _ended(found, counties)
    for county in [*counties, *ended]:
        own = [
            _row(person, application, names.get(application.filing_id, ""), moves, now)
            for application in begun.get(county.pk, ())
        ]
        longer = extended.get(county.pk)
        own = own or [_not_started(county, longer.until if longer else call.county_close, now)]
        rows += [replace(row, extended=longer) for row in own]
    return _known(rows, [*counties, *ended])


def _ended(found: Iterable[Application], counties: Iterable[Office]) -> list[Office]:
    """The counties that are no more and have applications: those do not leave the board."""
    there = {one.pk for one in counties}
    gone = (one.county for one in found if one.county.ended_on and one.county_id not in there)
    return list({county.pk: county for county in gone}.values())


def _known(rows: Iterable[BoardRow], counties: Iterable[Office]) -> list[BoardRow]:
    """The rows with the other names of county and city; where a county is no more, with the one
    that acts in its place."""
    offices = {one.pk: one for county in counties for one in (county, county.parent) if one}
    names = other_names_of(list(offices.values()))
    acting = acting_for({pk for pk, one in offices.items() if one.ended_on})
    known = []
    for row in rows:
        county, actor = offices[row.office], acting.get(row.office)
        formerly = "、".join((*names[county.pk], *names.get(county.parent_id or 0, ())))
        if actor is not None:
            words = f"{row.county}（已撤销，由{actor.name}办理）"
            known.append(replace(row, office=actor.pk, county=words, formerly=formerly))
        else:
            known.append(replace(row, formerly=formerly) if formerly else row)
    return known


def _counties(person: Person) -> list[Office]:
    """The counties a person looks after, city by city; those without a code at the end."""
    rows = Office.objects.filter(seen_by(_COUNTIES, person), level=Level.COUNTY, ended_on=None)
    return sorted(
        rows.select_related("parent"),
        key=lambda one: (not one.division, one.division, one.name),
    )


def _not_started(county: Office, close: datetime, now: datetime) -> BoardRow:
    late = now >= minute_after(close)
    return BoardRow(
        county.pk,
        county.name,
        county.parent.name if county.parent else "",
        "late" if late else "not_started",
        STATES["not_started"],
        closes_at=close,
        days_left=_days(close, now),
    )


def _row(
    person: Person,
    application: Application,
    cluster: str,
    moves: Mapping[str, Event],
    now: datetime,
) -> BoardRow:
    place = shown_place(roles_in(person, application), application)
    county, filing = application.county, application.filing
    due = application.due_at
    if due is None and place.stage in (FILLING, READY_TO_SEAL):
        due = application.county_close
    last = moves.get(application.subject)
    return BoardRow(
        county.pk,
        county.name,
        county.parent.name if county.parent else "",
        _state(application, place, now),
        PROCEDURE.label_of(place),
        application.public_id,
        application.number,
        cluster,
        filing.filled,
        filing.missing,
        filing.errors,
        filing.confirms,
        due,
        _days(due, now) if due else None,
        (now - filing.changed_at).days if filing.changed_at else None,
        EVENT_KINDS.get(last.kind, "") if last else "",
        timezone.localtime(last.at) if last else None,
        overdue=application.overdue and place.stage == UNDER_REVIEW,
    )


def _state(application: Application, place: Place, now: datetime) -> str:
    if place.stage in ENDED:
        return "ended"
    if place.stage in (FILLING, READY_TO_SEAL) and now >= minute_after(application.county_close):
        return "late"
    if place.stage in (READY_TO_SEAL, READY_TO_RESEAL):
        return "sealing"
    if place.stage in (FILLING, RETURNED):
        return place.stage
    at_city = place.level == CITY_LEVEL or place.stage == TO_RECONFIRM
    return "at_city" if at_city else "at_region"


def _days(until: datetime, now: datetime) -> int:
    """Whole days left, below 0 once it is over."""
    return (minute_after(until) - now).days


_Key = TypeVar("_Key")
_Thing = TypeVar("_Thing")


def _by(pairs: Iterable[tuple[_Key, _Thing]]) -> dict[_Key, list[_Thing]]:
    found: dict[_Key, list[_Thing]] = {}
    for key, thing in pairs:
        found.setdefault(key, []).append(thing)
    return found


def _last_moves(subjects: Iterable[str]) -> dict[str, Event]:
    """The last move of each application."""
    moves = Event.objects.filter(subject__in=list(subjects), kind__in=_MOVES)
    last = moves.order_by().values("subject").annotate(last=Max("id")).values_list("last")
    return {event.subject: event for event in Event.objects.filter(id__in=last)}
