"""Counting working days over the holidays that were published, and in years nobody entered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from jiqun.records.journal.actions import SYSTEM
from jiqun.records.working_days.actions import fill_year
from jiqun.records.working_days.queries import (
    YearUnknownError,
    end_of_working_days,
    is_working_day,
    special_days,
    working_days_after,
)

pytestmark = pytest.mark.django_db
Day = date.fromisoformat


@pytest.fixture(autouse=True)
def years(db: None) -> None:
    for year in (2022, 2023):
        fill_year(year, SYSTEM)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        # 工信部 2023: 公示 of five working days over 中秋 and 国庆; two of them a weekend's.
        ("2023-09-28", "2023-10-10", ("09-28", "10-07", "10-08", "10-09", "10-10")),
        # 2022: over the turn of the year.
        ("2022-12-29", "2023-01-05", ("12-29", "12-30", "01-03", "01-04", "01-05")),
        # 山东 2022: over 劳动节.
        ("2022-04-26", "2022-05-05", ("04-26", "04-27", "04-28", "04-29", "05-05")),
    ],
)
def test_five_days_of_publicity_end_where_authorities_ended_them(
    first: str, last: str, days: tuple[str, ...]
) -> None:
    assert end_of_working_days(Day(first), 5) == Day(last)
    counted = [end_of_working_days(Day(first), n) for n in range(1, 6)]
    assert tuple(f"{day:%m-%d}" for day in counted) == days


def test_day_itself_counts_in_one_and_not_in_the_other() -> None:
    thursday = Day("2023-09-28")
    assert end_of_working_days(thursday, 1) == thursday
    assert working_days_after(thursday, 1) == Day("2023-10-07")
    assert working_days_after(thursday, 4) == Day("2023-10-10")


def test_period_that_begins_on_a_day_off_begins_on_the_next_that_is_not() -> None:
    assert end_of_working_days(Day("2023-09-30"), 1) == Day("2023-10-07")


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2023-10-07", True),  # a Saturday made up for
        ("2023-10-14", False),
        ("2023-10-06", False),  # a Friday of the holidays
        ("2023-10-13", True),
    ],
)
def test_working_day_is_what_was_published_not_the_weekday(day: str, works: bool) -> None:
    assert is_working_day(Day(day)) is works


@pytest.mark.parametrize("count", [working_days_after, end_of_working_days])
def test_year_nobody_entered_is_asked_for_and_never_guessed(
    count: Callable[[date, int], date],
) -> None:
    assert count(Day("2023-12-27"), 1)
    with pytest.raises(YearUnknownError, match=r"^2024年的工作日还没有录入.*请自治区录入2024年的"):
        count(Day("2023-12-27"), 9)
    with pytest.raises(YearUnknownError, match="2021年"):
        count(Day("2021-12-30"), 1)
    with pytest.raises(YearUnknownError, match="2024年"):
        is_working_day(Day("2024-01-02"))


def test_last_day_of_a_known_year_asks_for_no_other() -> None:
    assert end_of_working_days(Day("2023-12-29"), 1) == Day("2023-12-29")


@pytest.mark.parametrize("n", [0, -1])
def test_fewer_days_than_one_are_refused(n: int) -> None:
    with pytest.raises(ValueError, match="from 1"):
        working_days_after(Day("2023-03-01"), n)


def test_days_are_read_once_a_year(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        working_days_after(Day("2023-01-01"), 200)
    with django_assert_num_queries(4):
        working_days_after(Day("2022-12-01"), 200)


def test_days_like_their_weekdays_are_not_kept() -> None:
    days = {f"{one.day:%m-%d}": one.is_working for one in special_days(2023)}
    assert days["10-07"] and not days["10-06"]
    assert not {"10-01", "10-14", "10-13"} & set(days)  # 1 October was a Sunday
