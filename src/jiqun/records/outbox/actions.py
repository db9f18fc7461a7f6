"""Telling offices what happened, in the transaction in which it does."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from jiqun.records.journal.actions import writing
from jiqun.records.organisations.models import Office
from jiqun.records.outbox.models import OutboxLine


def tell(to: Iterable[tuple[Office, str]], subject: str, kind: str, words: str) -> list[OutboxLine]:
    """Queue a notice for each office and group of its people; to be called inside `writing`, so
    that it is told if and only if it happened."""
    with writing():
        now = timezone.now()
        return OutboxLine.objects.bulk_create(
            OutboxLine(office=office, group=group, subject=subject, kind=kind, words=words, at=now)
            for office, group in dict.fromkeys(to)
        )
