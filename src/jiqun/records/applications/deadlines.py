"""When a call 申报通知 takes changes: from its opening to the end of its last minute, and longer
for an office that was given longer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from jiqun.records.applications.stages import DROPPED
from jiqun.records.verdict import ALLOWED, Verdict, refused
from jiqun.records.working_days.queries import YearUnknownError, working_days_after

if TYPE_CHECKING:
    from jiqun.records.applications.models import Application, Call

_MINUTE = timedelta(minutes=1)
_TOO_LATE = "不能再修改和提交。确需延期的，请向自治区申请；获准后可以接着办理，已保存的内容都在。"
CITY_WORKING_DAYS = 5
"""How many working days a city has after the later close of an office."""
CORRECTION_WORKING_DAYS = 3
"""How many working days a county has at least, where the region sends back."""
RECONFIRM_WORKING_DAYS = 3
"""How many working days a city has to confirm what came back to the region."""
RECHECK_WORKING_DAYS = 5
"""How many working days a county has, from being told of a decision, to ask for another look."""


@dataclass(frozen=True, slots=True)
class Due:
    """Until when something is due, as people are told it, and the first moment that is too late."""

    until: datetime
    ends_at: datetime


def is_open(application: Application, at: datetime | None = None) -> Verdict:
    """Whether an application takes changes at a time: from the opening of its call to the end of
    the last minute of its county."""
    now = at or timezone.now()
    if now < application.call.opens_at:
        return refused(f"申报{said_moment(application.call.opens_at)}开始，现在还不能填报。")
    if now >= closes_at(application):
        return refused(f"申报已于{said_moment(application.county_close)}截止，{_TOO_LATE}")
    return ALLOWED


def closes_at(application: Application) -> datetime:
    """The first moment that is too late for an application."""
    return minute_after(application.county_close)


def due_of(application: Application) -> Due | None:
    """What is due from the county: its correction, or that it submits; None where nothing is."""
    if application.due_at is not None:
        return Due(application.due_at, application.due_at)
    if application.submitted_id is not None or application.stage == DROPPED:
        return None
    return Due(application.county_close, closes_at(application))


def minute_after(close: datetime) -> datetime:
    """The end of the minute that a close names."""
    return close.replace(second=0, microsecond=0) + _MINUTE


def city_closes_at(application: Application) -> datetime | None:
    """The first moment that is too late for its city: where the county was given longer, at the
    clock of the call's close for cities CITY_WORKING_DAYS after it, and never earlier than that.

    None where the call does not say, and where the year is not entered: `city_close_is_known`.
    """
    try:
        return _city_close(application)
    except YearUnknownError:
        return None


def city_close_is_known(application: Application) -> Verdict:
    """Whether the close for its city can be worked out, and if not, what is to be done."""
    try:
        _city_close(application)
    except YearUnknownError as unknown:
        return refused(str(unknown))
    return ALLOWED


def _city_close(application: Application) -> datetime | None:
    """Raises YearUnknownError."""
    return city_close_after(application.call, application.county_close)


def city_close_after(call: Call, given: datetime) -> datetime | None:
    """The same for a county that has until a minute. Raises YearUnknownError."""
    if call.city_close is None:
        return None
    if given <= call.county_close:
        return minute_after(call.city_close)
    clock = timezone.localtime(call.city_close).time()
    day = working_days_after(timezone.localdate(given), CITY_WORKING_DAYS)
    later = timezone.make_aware(datetime.combine(day, clock))
    return minute_after(max(call.city_close, later))


def after_working_days(moment: datetime, n: int) -> datetime:
    """The first moment that is too late for what is due in n working days: the end of the n-th
    after the day of a moment. Raises YearUnknownError."""
    day = working_days_after(timezone.localdate(moment), n) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time.min))


def said_moment(moment: datetime) -> str:
    """A moment in words: 2026年3月31日18:00."""
    local = timezone.localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"
