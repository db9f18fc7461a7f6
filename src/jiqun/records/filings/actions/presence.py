"""Who is at a filing: a note that is renewed while a page is open, and no event worth keeping."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from jiqun.records.filings.models import Filing, Presence
from jiqun.records.journal.actions import writing
from jiqun.records.organisations.models import Person

RENEWED_AFTER = timedelta(seconds=10)


def seen(filing: Filing, person: Person, section: str) -> None:
    """Note that a person is at a section of the filing now."""
    now = timezone.now()
    known = Presence.objects.filter(filing=filing, person=person).first()
    if known and known.section == section and now - known.seen_at < RENEWED_AFTER:
        return  # asking often must not make everybody wait for their turn to write
    with writing():
        Presence.objects.update_or_create(
            filing=filing, person=person, defaults={"section": section[:80], "seen_at": now}
        )
