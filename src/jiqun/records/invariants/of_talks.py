"""Invariants of the talk at answers, and of what offices looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, F

from jiqun.records.applications.models import AnswerLook
from jiqun.records.invariants.invariant import Invariant
from jiqun.records.journal.models import Event
from jiqun.records.organisations.roles import Level
from jiqun.records.talks.models import TalkRow

_SAID = ("talk_opened", "talk_replied")
_TURNED = ("talk_settled", "talk_reopened")


def _said_and_told() -> Iterator[str]:
    events = Event.objects.filter(kind__in=_SAID).values_list("subject", flat=True)
    told = Counter(events)
    for talk in TalkRow.objects.annotate(said=Count("entries")):
        if told.pop(talk.subject, 0) != talk.said or not talk.said:
            yield talk.subject
    yield from told


def _settled_otherwise() -> Iterator[str]:
    last = dict(
        Event.objects.filter(kind__in=_TURNED).order_by("id").values_list("subject", "kind")
    )
    for talk in TalkRow.objects.all():
        if (last.get(talk.subject) == "talk_settled") != (talk.settled_at is not None):
            yield talk.subject


def _looks_untold() -> Iterator[str]:
    told = set(Event.objects.filter(kind="answer_looked_at").values_list("subject", "topic"))
    for look in AnswerLook.objects.all():
        if (f"look:{look.application_id}", look.target) not in told:
            yield f"application:{look.application_id} {look.target}"


def _looked_from_elsewhere() -> Iterator[str]:
    """An office above looks, and at a version of that application."""
    right = AnswerLook.objects.filter(
        office__level__in=(Level.CITY, Level.REGION), version__filing=F("application__filing")
    )
    for look in AnswerLook.objects.exclude(pk__in=right.values("pk")):
        yield f"application:{look.application_id} {look.target}"


INVARIANTS = (
    Invariant("talk_is_in_the_journal", "讨论里的每句话都有一条日志", _said_and_told),
    Invariant("talk_is_settled_as_told", "讨论了结与否与日志一致", _settled_otherwise),
    Invariant("looks_have_events", "每次核对都有日志", _looks_untold),
    Invariant("looks_are_from_above", "核对的是上级单位，是本申报的版本", _looked_from_elsewhere),
)
