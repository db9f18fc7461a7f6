"""Who is at a filing now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from jiqun.records.filings.models import Filing

SEEN_WITHIN = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Present:
    """A person who is at the filing, in which section, and when last seen."""

    person_id: int
    name: str
    section: str
    seen_at: datetime


def present(filing: Filing) -> list[Present]:
    """Everybody seen within the last 30 seconds, by name."""
    since = timezone.now() - SEEN_WITHIN
    rows = filing.presences.filter(seen_at__gte=since).select_related("person")
    found = [Present(r.person_id, r.person.full_name, r.section, r.seen_at) for r in rows]
    return sorted(found, key=lambda p: (p.name, p.person_id))
