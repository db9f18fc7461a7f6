"""The way an application went, step by step, as the journal has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from jiqun.records.applications.models import Application
from jiqun.records.applications.moves import PROCEDURE, RESUBMIT, SUBMIT
from jiqun.records.journal.event_kinds import EVENT_KINDS
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.models import Person
from jiqun.records.procedure import Move

_STEPS = ("application_started", *(move.event for move in PROCEDURE.moves.values()))


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its number in the journal, when, who, what it was, and the reason they gave."""

    number: int
    at: datetime
    person: str
    office: str
    words: str
    reason: str


def steps_of(application: Application) -> list[Step]:
    """The steps of an application, the latest first."""
    events = events_of(application.subject).filter(kind__in=_STEPS)
    return [_step(event) for event in events.order_by("-id")]


def last_submission(application: Application) -> Step | None:
    """The step with which it was submitted last, first or again."""
    submitted = events_of(application.subject).filter(kind__in=(SUBMIT.event, RESUBMIT.event))
    last = submitted.order_by("-id").first()
    return _step(last) if last else None


def was_just_made(application: Application, move: Move, by: Person) -> bool:
    """Whether the last step of an application is this move by this person: who presses twice has
    what they wanted."""
    last = events_of(application.subject).filter(kind__in=_STEPS).order_by("-id").first()
    return last is not None and last.person_id == by.pk and move.event == last.kind


def _step(event: Event) -> Step:
    return Step(
        event.pk,
        timezone.localtime(event.at),
        event.person_name,
        event.office_name,
        EVENT_KINDS.get(event.kind, ""),
        str(details_of(event).get("reason", "")),
    )
