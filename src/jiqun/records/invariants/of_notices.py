"""Invariants of what offices are told: what they read of it, and what the clock reminds of."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Max

from jiqun.records.applications.models import DueReminder
from jiqun.records.invariants.invariant import Invariant
from jiqun.records.journal.models import Event
from jiqun.records.outbox.models import OutboxLine, ReadUpTo, SentLine


def _reminders_untold() -> Iterator[str]:
    told = set(OutboxLine.objects.values_list("office", "subject", "kind"))
    happened = set(Event.objects.order_by().values_list("subject", "kind").distinct())
    for one in DueReminder.objects.all():
        if (one.office_id, one.subject, one.kind) not in told or (
            (one.subject, one.kind) not in happened
        ):
            yield f"{one.subject}（{one.kind}，{one.days}天）"


def _read_too_far() -> Iterator[str]:
    last = OutboxLine.objects.aggregate(last=Max("id"))["last"] or 0
    for mark in ReadUpTo.objects.filter(line__gt=last):
        yield f"person:{mark.person_id}"


def _sent_too_early() -> Iterator[str]:
    for one in SentLine.objects.select_related("line"):
        if one.at < one.line.at:
            yield f"{one.line.subject}（{one.line.kind}）"


INVARIANTS = (
    Invariant("reminders_are_told", "每次临期提醒都有通知和日志", _reminders_untold),
    Invariant("read_what_was_told", "已读的通知都存在", _read_too_far),
    Invariant("sent_after_it_was_told", "通知发出的时间不早于写下的时间", _sent_too_early),
)
