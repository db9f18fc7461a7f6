"""Reading the working days: whether a day is one, and which is the n-th from a day on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from jiqun.records.working_days.models import SpecialDay, WorkingYear

_ONE = timedelta(days=1)
_SATURDAY = 5


class YearUnknownError(LookupError):
    """A year whose working days nobody has entered; the text says so and who does it, in Chinese.

    They are never guessed from weekdays: a deadline would then fall into a holiday.
    """

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            f"{year}年的工作日还没有录入，算不出期限。请自治区录入{year}年的放假和调休安排。"
        )


def is_working_day(day: date) -> bool:
    """Whether people work on a day, make-up Saturdays and Sundays too. Raises YearUnknownError."""
    return _works(day, _special(day.year))


def working_days_after(day: date, n: int) -> date:
    """The n-th working day after a day, which itself does not count. Raises YearUnknownError for a
    year on the way, ValueError for n below 1."""
    return _nth(day + _ONE, n)


def end_of_working_days(start_day: date, n: int) -> date:
    """The last of n working days of which the first is `start_day`, or the next where nobody works
    on it. Raises YearUnknownError for a year on the way, ValueError for n below 1."""
    return _nth(start_day, n)


def special_days(year: int) -> list[SpecialDay]:
    """The days of a year unlike their weekdays, in order. Raises YearUnknownError."""
    return list(_special(year).values())


def year_is_known(year: int) -> bool:
    """Whether the days of a year are entered."""
    return WorkingYear.objects.filter(year=year).exists()


def works_by_weekday(day: date) -> bool:
    """Whether a day is one from Monday to Friday."""
    return day.weekday() < _SATURDAY


def _nth(first: date, n: int) -> date:
    if n < 1:
        raise ValueError("working days are counted from 1")
    working = (day for day, works in _days(first) if works)
    return next(day for number, day in enumerate(working, 1) if number == n)


def _days(first: date) -> Iterator[tuple[date, bool]]:
    """The days from a day on, each with whether people work; a year is asked for when it comes."""
    day, special = first, _special(first.year)
    while True:
        yield day, _works(day, special)
        day += _ONE
        if (day.month, day.day) == (1, 1):
            special = _special(day.year)


def _works(day: date, special: dict[date, SpecialDay]) -> bool:
    return special[day].is_working if day in special else works_by_weekday(day)


def _special(year: int) -> dict[date, SpecialDay]:
    known = WorkingYear.objects.filter(year=year).prefetch_related("special_days").first()
    if known is None:
        raise YearUnknownError(year)
    return {one.day: one for one in known.special_days.all()}
