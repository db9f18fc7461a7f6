"""Who is at a filing: a note that is renewed while a page is open, and no event worth keeping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from jiqun.records.filings.models import Filing, Presence
from jiqun.records.journal.actions import writing
from jiqun.records.organisations.models import Person

RENEWED_AFTER = timedelta(seconds=10)
SEEN_WITHIN = timedelta(seconds=30)


def note_presence(filing: Filing, person: Person, section: str) -> None:
    """Note that a person is at a section of the filing now."""
    now = timezone.now()
    presence = Presence.objects.filter(filing=filing, person=person).first()
    if presence and presence.section == section and now - presence.seen_at < RENEWED_AFTER:
        return  # asking often must not make everybody wait for their turn to write
    with writing():
        Presence.objects.update_or_create(
            filing=filing, person=person, defaults={"section": section[:80], "seen_at": now}
        )


@dataclass(frozen=True, slots=True)
class Present:
    """A person who is at the filing, in which section, and when last seen."""

    person_id: int
    name: str
    section: str
    seen_at: datetime


def people_present(filing: Filing) -> list[Present]:
    """Everybody seen within the last 30 seconds, by name."""
    since = timezone.now() - SEEN_WITHIN
    rows = filing.presences.filter(seen_at__gte=since).select_related("person")
    people = [Present(r.person_id, r.person.full_name, r.section, r.seen_at) for r in rows]
    return sorted(people, key=lambda p: (p.name, p.person_id))
