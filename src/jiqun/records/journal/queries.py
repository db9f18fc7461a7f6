"""Reading the journal: what happened to something, in order."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.db.models import QuerySet

from jiqun.records.journal.models import Event


def events_of(subject: str, topic: str | None = None) -> QuerySet[Event]:
    """The events of a subject, oldest first; only those of a topic, where one is named."""
    events = Event.objects.filter(subject=subject)
    return events if topic is None else events.filter(topic=topic)


def details_of(event: Event) -> Mapping[str, object]:
    """The details of an event as they were recorded."""
    details: Mapping[str, object] = json.loads(event.details)
    return details
