"""Invariants of the journal, and of what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils import timezone

from jiqun.records.invariants.invariant import Invariant
from jiqun.records.journal.event_kinds import EVENT_KINDS
from jiqun.records.journal.models import Event
from jiqun.records.journal.verifying import verify
from jiqun.records.organisations.models import Person
from jiqun.records.outbox.models import OutboxLine

_SLACK = timedelta(minutes=5)  # clocks of several machines


def _chains() -> Iterable[str]:
    return verify()


def _unknown_kinds() -> Iterator[str]:
    kinds = Event.objects.order_by().values_list("kind", flat=True).distinct()
    yield from (kind for kind in kinds if kind not in EVENT_KINDS)


def _unknown_people() -> Iterator[str]:
    known = set(Person.objects.values_list("pk", flat=True))
    acting = Event.objects.exclude(person_id=None).order_by()
    for number in acting.values_list("person_id", flat=True).distinct():
        if number not in known:
            yield f"person:{number}"


def _of_the_future() -> Iterator[str]:
    for event in Event.objects.filter(at__gt=timezone.now() + _SLACK):
        yield f"{event.subject}（{event.pk}）"


def _told_of_nothing() -> Iterator[str]:
    """A notice is told in the transaction of an event of its kind."""
    happened = set(Event.objects.order_by().values_list("subject", "kind").distinct())
    for line in OutboxLine.objects.order_by("id"):
        if (line.subject, line.kind) not in happened:
            yield f"{line.subject}（{line.kind}）"


INVARIANTS = (
    Invariant("journal_is_whole", "日志的链条完整", _chains),
    Invariant("kinds_are_known", "日志里的事件都在目录里", _unknown_kinds),
    Invariant("actors_are_known", "日志里的人都有账号", _unknown_people),
    Invariant("nothing_of_the_future", "日志里没有将来的事", _of_the_future),
    Invariant("told_what_happened", "每条通知都有它所说的事件", _told_of_nothing),
)
