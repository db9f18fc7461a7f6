"""Writing the working days: a year from what was published or by hand, and correcting a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import chinese_calendar

from jiqun.records.journal.actions import Actor, record, writing
from jiqun.records.verdict import NotAllowedError, refused
from jiqun.records.working_days.models import SpecialDay, WorkingYear
from jiqun.records.working_days.queries import YearUnknownError, works_by_weekday, year_is_known

_PUBLISHED = f"chinesecalendar {chinese_calendar.__version__}"
_NAMES = {holiday.value: holiday.chinese for holiday in chinese_calendar.Holiday}
_FIXED = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
"""Months and days without work by law each year: a year without them is not entered whole."""


@dataclass(frozen=True, slots=True)
class DayOfWork:
    """What holds on a day: whether people work, and what it is called."""

    day: date
    is_working: bool
    name: str = ""

    @property
    def called(self) -> str:
        """Its name, or the word for what it is."""
        return self.name.strip() or ("调休" if self.is_working else "放假")


def fill_year(year: int, by: Actor, source: str = "web") -> WorkingYear:
    """Enter a year as it was published, from the package chinesecalendar.

    Raises YearUnknownError where the package does not know it, NotAllowedError where it is entered
    already: what was corrected stays.
    """
    published = [
        DayOfWork(day, works, f"{_NAMES[name]}{'调休' if works else ''}")
        for works, days in ((False, chinese_calendar.holidays), (True, chinese_calendar.workdays))
        for day, name in days.items()
        if day.year == year
    ]
    if not published:
        raise YearUnknownError(year)
    return _enter(year, published, _PUBLISHED, by, source)


def enter_year(year: int, days: Iterable[DayOfWork], by: Actor, source: str = "web") -> WorkingYear:
    """Enter a year by hand, with all its days unlike their weekdays.

    Raises NotAllowedError for a year that is entered already, a day of another year, and where a
    day is missing that is without work by law.
    """
    given = list(days)
    for one in given:
        if one.day.year != year:
            raise NotAllowedError(refused(f"{one.day:%Y-%m-%d}不在{year}年，没有录入。"))
    resting = {one.day for one in given if not one.is_working}
    for month, day in _FIXED:
        fixed = date(year, month, day)
        if works_by_weekday(fixed) and fixed not in resting:
            raise NotAllowedError(
                refused(f"缺少法定节假日{month}月{day}日。请按国务院办公厅通知把{year}年录全。")
            )
    return _enter(year, given, "manual", by, source)


def correct_day(
    day: date, is_working: bool, reason: str, by: Actor, name: str = "", source: str = "web"
) -> None:
    """Say otherwise than before whether people work on a day of a year that is entered. Raises
    YearUnknownError, and NotAllowedError without a reason."""
    if not reason.strip():
        raise NotAllowedError(refused("请写明更正的理由，例如发布调整的通知。"))
    now = DayOfWork(day, is_working, name)
    with writing():
        if not year_is_known(day.year):
            raise YearUnknownError(day.year)
        before = SpecialDay.objects.filter(day=day).first()
        if is_working == works_by_weekday(day):
            SpecialDay.objects.filter(day=day).delete()
        else:
            SpecialDay.objects.update_or_create(
                day=day,
                defaults={"year_id": day.year, "is_working": is_working, "name": now.called},
            )
        details = {
            "day": day.isoformat(),
            "before": before.is_working if before else works_by_weekday(day),
            "is_working": is_working,
            "name": now.called,
            "reason": reason.strip(),
        }
        record("working_day_corrected", _subject(day.year), by, details=details, source=source)


def _enter(
    year: int, days: Iterable[DayOfWork], known_from: str, by: Actor, source: str
) -> WorkingYear:
    """Those of some days that are unlike their weekdays, and the year that has them."""
    unlike = {one.day: one for one in days if one.is_working != works_by_weekday(one.day)}
    with writing():
        if year_is_known(year):
            raise NotAllowedError(refused(f"{year}年已经录入。日子有变的，请逐日更正并写明理由。"))
        made = WorkingYear.objects.create(year=year, source=known_from)
        SpecialDay.objects.bulk_create(
            SpecialDay(day=one.day, year=made, is_working=one.is_working, name=one.called)
            for one in unlike.values()
        )
        details = {
            "source": known_from,
            "days": {
                day.isoformat(): [one.is_working, one.called] for day, one in sorted(unlike.items())
            },
        }
        record("working_year_entered", _subject(year), by, details=details, source=source)
    return made


def _subject(year: int) -> str:
    return f"working_year:{year}"
