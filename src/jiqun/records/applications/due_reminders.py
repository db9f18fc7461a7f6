"""Reminding by the clock 临期提醒: counties that have not submitted, and those that are to correct
something, some days before it is due; once each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from jiqun.records.applications.deadlines import minute_after, said_moment
from jiqun.records.applications.models import Application, Call, DueReminder, Extension, Return
from jiqun.records.applications.stages import FILLING, READY_TO_RESEAL, READY_TO_SEAL, RETURNED
from jiqun.records.journal.actions import SYSTEM, record, writing
from jiqun.records.organisations.models import Office
from jiqun.records.organisations.roles import COUNTY, OPERATOR, Level
from jiqun.records.outbox.actions import tell

DAYS_BEFORE = (1, 3, 7)
"""How many days before it is due an office is reminded."""
_OF_AN_APPLICATION = ("call", "county", "operator")
_LONGEST = timedelta(days=max(DAYS_BEFORE))


@dataclass(frozen=True, slots=True)
class _Due:
    """What is due from a county: of what thing, in what words, until when, and since when."""

    county: Office
    subject: str
    kind: str
    words: str
    due_at: datetime
    since: datetime
    operator: Office | None = None

    def days(self, now: datetime) -> int | None:
        """Of DAYS_BEFORE the one whose time it is; None where there is none, as where the whole
        time that was given is shorter."""
        if now >= self.due_at:
            return None
        near = [n for n in DAYS_BEFORE if now >= self.due_at - timedelta(days=n)]
        return near[0] if near and self.since <= self.due_at - timedelta(days=near[0]) else None


def remind_of_what_is_due(at: datetime | None = None) -> int:
    """Remind of what is due soon; how many counties were. Asked again it reminds nobody twice."""
    now = at or timezone.now()
    found = [(one, days) for one in _all_due(now) if (days := one.days(now)) is not None]
    known = DueReminder.objects.filter(subject__in={one.subject for one, _ in found})
    done = {(r.office_id, r.subject, r.kind, r.due_at, r.days) for r in known}
    left = [(one, days) for one, days in found if _row(one, days) not in done]
    return sum(_remind(one, days) for one, days in left)


def _row(due: _Due, days: int) -> tuple[int, str, str, datetime, int]:
    return (due.county.pk, due.subject, due.kind, due.due_at, days)


def _remind(due: _Due, days: int) -> bool:
    """Remind of one thing, unless somebody else did meanwhile."""
    with writing():
        office, subject, kind, due_at, before = _row(due, days)
        _, new = DueReminder.objects.get_or_create(
            office_id=office, subject=subject, kind=kind, due_at=due_at, days=before
        )
        if not new:
            return False
        told = [(due.county, COUNTY)]
        told += [(due.operator, OPERATOR)] if due.operator else []
        tell(told, subject, kind, due.words.replace("DAYS", str(days)))
        record(kind, subject, SYSTEM, details={"office": office, "days": days}, source="system")
    return True


def _all_due(now: datetime) -> Iterator[_Due]:
    soon = (now - timedelta(minutes=1), now + _LONGEST)
    closing = Q(call__county_close__range=soon) | Q(extended_to__range=soon)
    not_in = Application.objects.filter(
        closing, stage__in=(FILLING, READY_TO_SEAL), call__opens_at__lte=now
    )
    for one in not_in.select_related(*_OF_AN_APPLICATION):
        words = _words(one.call, "截止", one.county_close, "申报还没有提交")
        kind = "close_reminded"
        yield _of(one, kind, words, minute_after(one.county_close), one.created_at)
    late = Return.objects.filter(ended_at=None, application__due_at__range=soon)
    in_hand = late.filter(application__stage__in=(RETURNED, READY_TO_RESEAL))
    rounds = in_hand.select_related(*(f"application__{one}" for one in _OF_AN_APPLICATION))
    for round_ in rounds:
        returned, due = round_.application, round_.application.due_at or now
        words = _words(returned.call, "修改期限", due, "还没有重新提交")
        kind = "correction_reminded"
        yield _of(returned, kind, words, due, round_.sent_at)
    yield from _not_begun(now, soon)


def _words(call: Call, what: str, at: datetime, left: str) -> str:
    return f"{call.title}：离{what}不到DAYS天（{said_moment(at)}），{left}。"


def _of(application: Application, kind: str, words: str, due_at: datetime, since: datetime) -> _Due:
    county, operator = application.county, application.operator
    return _Due(county, application.subject, kind, words, due_at, since, operator)


def _not_begun(now: datetime, soon: tuple[datetime, datetime]) -> Iterator[_Due]:
    """The counties that have not begun, of the calls that close for them soon."""
    closing = Q(county_close__range=soon) | Q(extensions__county_close__range=soon)
    for call in Call.objects.filter(closing, opens_at__lte=now).distinct():
        begun = Application.objects.filter(call=call).values("county")
        given = dict(Extension.objects.filter(call=call).values_list("office", "county_close"))
        rows = Office.objects.filter(level=Level.COUNTY, ended_on=None)
        for county in rows.exclude(pk__in=begun):
            close = max(call.county_close, given.get(county.pk, call.county_close))
            words = _words(call, "截止", close, "还没有开始申报")
            due = minute_after(close)
            yield _Due(county, f"call:{call.pk}", "close_reminded", words, due, call.opens_at)
