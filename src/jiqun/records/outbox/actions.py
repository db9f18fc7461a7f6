"""Telling offices what happened, in the transaction in which it does."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from jiqun.records.journal.actions import writing
from jiqun.records.organisations.models import Office, Person
from jiqun.records.outbox.models import OutboxLine, ReadUpTo


def tell(to: Iterable[tuple[Office, str]], subject: str, kind: str, words: str) -> list[OutboxLine]:
    """Queue a notice for each office and group of its people; to be called inside `writing`, so
    that it is told if and only if it happened."""
    with writing():
        now = timezone.now()
        return OutboxLine.objects.bulk_create(
            OutboxLine(office=office, group=group, subject=subject, kind=kind, words=words, at=now)
            for office, group in dict.fromkeys(to)
        )


def read_up_to(number: int, person: Person) -> None:
    """Keep that a person has read what they are told up to the line of a number; never less than
    before. Reading changes nothing that others see, so the journal has no event of it."""
    last = OutboxLine.objects.order_by("-id").values_list("id", flat=True).first() or 0
    with writing():
        mark, _ = ReadUpTo.objects.get_or_create(person=person, defaults={"line": 0})
        if mark.line < min(number, last):
            mark.line = min(number, last)
            mark.save(update_fields=["line"])
