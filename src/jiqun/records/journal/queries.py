"""Reading the journal: what happened to something, in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from jiqun.records.journal.models import Event
from jiqun.records.paged_rows import Rows


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as it is handed out: its number in the journal, when, who, from where, what, about
    what of its subject, and its details."""

    id: int
    at: datetime
    person: str
    office: str
    source: str
    kind: str
    topic: str
    details: Mapping[str, object]


def happened(event: Event) -> Happened:
    """An event as it is handed out."""
    return Happened(
        event.pk,
        event.at,
        event.person_name,
        event.office_name,
        event.source,
        event.kind,
        event.topic,
        details_of(event),
    )


def happenings(subject: str, about: str = "") -> Rows[Happened]:
    """The events of a subject, the latest first; only those whose kind begins so."""
    events = events_of(subject).filter(kind__startswith=about)
    return Rows(events.order_by("-id"), happened)


def last_writers(subject: str, kind: str, topics: Iterable[str]) -> dict[str, Happened]:
    """By topic the last event of a kind, of some topics of a subject."""
    events = events_of(subject).filter(kind=kind, topic__in=list(topics)).order_by("id")
    return {event.topic: happened(event) for event in events}


def events_of(subject: str, topic: str | None = None) -> QuerySet[Event]:
    """The events of a subject, oldest first; only those of a topic, where one is named. For the
    records themselves: screens are handed what happened."""
    events = Event.objects.filter(subject=subject)
    return events if topic is None else events.filter(topic=topic)


def details_of(event: Event) -> Mapping[str, object]:
    """The details of an event as they were recorded."""
    details: Mapping[str, object] = json.loads(event.details)
    return details
