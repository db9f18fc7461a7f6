"""Reading applications: whose they are, and how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from jiqun.records.applications.deadlines import Due, due_of, minute_after
from jiqun.records.applications.extensions import county_close_of
from jiqun.records.applications.models import Application, Call
from jiqun.records.applications.rules import can_see, takes_part, visible_to
from jiqun.records.evidence import queries as evidence
from jiqun.records.evidence.answers_with_evidence import (
    answers_with_evidence,
    states_with_evidence,
)
from jiqun.records.filings import queries as filings
from jiqun.records.filings.public_ids import is_id
from jiqun.records.filings.queries import Progress, SectionState
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import events_of
from jiqun.records.organisations.models import Office, Person
from jiqun.records.prepared_lookup import PreparedLookup
from jiqun.records.verdict import NotFound

_held = PreparedLookup(Application, "public_id", "call", "filing", hold="filing")
_read = PreparedLookup(Application, "public_id", "call", "county", "filing")


@dataclass(frozen=True, slots=True)
class Last:
    """Who did what last: the kind of the event, the answer or piece it is about, who and when."""

    kind: str
    topic: str
    person: str
    office: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Summary:
    """An application at a glance: its parts, what is missing, what is due from the county and the
    time left until then (None: nothing is), who was there last."""

    application: Application
    parts: tuple[SectionState, ...]
    progress: Progress
    gaps: int
    due: Due | None
    left: timedelta | None
    last: Last | None


def applications_for(person: Person) -> QuerySet[Application]:
    """The applications a person may see."""
    visible = Application.objects.filter(visible_to(person))
    return visible.select_related("call", "county__parent", "operator", "filing__owner")


def own_applications(person: Person, most: int) -> list[Application]:
    """The first of the applications a person has to do with, so many at most."""
    return list(applications_for(person).filter(takes_part(person))[:most])


def looked_on(person: Person) -> list[Application]:
    """The applications a person may see and has no part in, such as those of clusters that reach
    into their county."""
    part = takes_part(person)
    return list(applications_for(person).exclude(part)) if part else []


def begun_by(county: Office) -> dict[str, int]:
    """How many applications a county has begun, by the ids of their calls."""
    counted = Application.objects.filter(county=county).values_list("call__public_id")
    return dict(counted.annotate(begun=Count("id")).order_by())


def application_for(person: Person, public_id: str) -> Application:
    """An application a person may see, with its call, county and filing; raises NotFound for one of
    others and for none alike."""
    found = _checked(person, _read.find(public_id) if is_id(public_id) else None)
    if found.filing.owner_id == found.county_id:
        found.filing.owner = found.county  # so that it need not be asked for
    return found


def application_held(person: Person, public_id: str) -> Application:
    """The same inside `writing`, its filing held, so that nobody else changes it; with its call and
    its filing and no more, because this is asked for every answer that is saved."""
    return _checked(person, _held.find(public_id) if is_id(public_id) else None)


def held_by_clock(public_id: str) -> Application:
    """The application of an address inside `writing`, held, for the system itself."""
    found = _held.find(public_id) if is_id(public_id) else None
    if found is None:
        raise NotFound
    return found


def open_calls(office: Office, at: datetime | None = None) -> list[Call]:
    """The calls that take changes of an office now."""
    now = at or timezone.now()
    begun = Call.objects.filter(opens_at__lte=now)
    return [call for call in begun if now < minute_after(county_close_of(call, office))]


def summary(application: Application, at: datetime | None = None) -> Summary:
    """An application at a glance, for the home page."""
    filing = application.filing
    answers = answers_with_evidence(filing)
    parts = states_with_evidence(filing)
    due = due_of(application)
    return Summary(
        application,
        parts,
        filings.progress(parts),
        evidence.matrix(filing, answers).gaps,
        due,
        max(timedelta(0), due.ends_at - (at or timezone.now())) if due else None,
        _last(application),
    )


def _checked(person: Person, application: Application | None) -> Application:
    if application is None or not can_see(person, application):
        raise NotFound
    return application


def _last(application: Application) -> Last | None:
    event: Event | None = events_of(application.filing.subject).order_by("-id").first()
    if event is None:
        return None
    return Last(event.kind, event.topic, event.person_name, event.office_name, event.at)
