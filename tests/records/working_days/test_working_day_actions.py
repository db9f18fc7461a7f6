"""Entering years and correcting days: each with its event, and what the database itself refuses."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.verdict import NotAllowedError
from jiqun.records.working_days.actions import DayOfWork, correct_day, enter_year, fill_year
from jiqun.records.working_days.models import SpecialDay, WorkingYear
from jiqun.records.working_days.queries import YearUnknownError, is_working_day, special_days

pytestmark = pytest.mark.django_db
# 1 May and 2 and 3 October 2027 lie at weekends.
BY_HAND = [
    DayOfWork(date(2027, 1, 1), False, "元旦"),
    DayOfWork(date(2027, 10, 1), False, "国庆节"),
    DayOfWork(date(2027, 10, 9), True),
]


def test_year_is_filled_as_published_with_its_names_and_an_event() -> None:
    made = fill_year(2026, SYSTEM)
    assert made.source.startswith("chinesecalendar ")
    names = {one.name for one in special_days(2026)}
    assert {"国庆节", "国庆节调休", "元旦", "春节", "春节调休"} <= names
    event = events_of("working_year:2026").get()
    days = details_of(event)["days"]
    assert event.kind == "working_year_entered" and isinstance(days, dict)
    assert days["2026-10-01"] == [False, "国庆节"]


def test_year_the_package_does_not_know_is_said_to_be_unknown() -> None:
    with pytest.raises(YearUnknownError, match="2099年"):
        fill_year(2099, SYSTEM)
    assert not WorkingYear.objects.exists() and not Event.objects.exists()


def test_year_entered_already_keeps_what_was_corrected() -> None:
    fill_year(2026, SYSTEM)
    correct_day(date(2026, 10, 8), False, "调整通知", SYSTEM)
    for again in (lambda: fill_year(2026, SYSTEM), lambda: enter_year(2026, [], SYSTEM)):
        with pytest.raises(NotAllowedError, match="2026年"):
            again()
    assert not is_working_day(date(2026, 10, 8))


def test_year_entered_by_hand_is_known_then() -> None:
    enter_year(2027, BY_HAND, SYSTEM)
    assert is_working_day(date(2027, 10, 9)) and not is_working_day(date(2027, 10, 1))
    assert [one.name for one in special_days(2027)] == ["元旦", "国庆节", "调休"]


def test_year_without_the_holidays_of_the_law_is_not_taken_for_whole() -> None:
    with pytest.raises(NotAllowedError, match="缺少法定节假日10月1日"):
        enter_year(2027, [one for one in BY_HAND if one.day.month != 10], SYSTEM)
    with pytest.raises(NotAllowedError, match="2028-01-01不在2027年"):
        enter_year(2027, [*BY_HAND, DayOfWork(date(2028, 1, 1), False)], SYSTEM)
    assert not WorkingYear.objects.exists()


def test_corrected_day_holds_and_says_why_and_what_was_before() -> None:
    fill_year(2026, SYSTEM)
    day = date(2026, 10, 8)
    correct_day(day, False, " 国办调整通知 ", SYSTEM, name="国庆节")
    assert not is_working_day(day)
    event = events_of("working_year:2026").last()
    assert event and event.kind == "working_day_corrected"
    assert details_of(event) == {
        "day": "2026-10-08",
        "before": True,
        "is_working": False,
        "name": "国庆节",
        "reason": "国办调整通知",
    }
    correct_day(day, True, "收回调整", SYSTEM)
    assert is_working_day(day) and not SpecialDay.objects.filter(day=day).exists()


def test_correction_needs_a_reason_and_a_year() -> None:
    fill_year(2026, SYSTEM)
    with pytest.raises(NotAllowedError, match="写明更正的理由"):
        correct_day(date(2026, 10, 8), False, "  ", SYSTEM)
    with pytest.raises(YearUnknownError, match="2027年"):
        correct_day(date(2027, 10, 8), False, "调整通知", SYSTEM)
    assert is_working_day(date(2026, 10, 8))


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2025, 10, 8), "国庆节"), (date(2027, 1, 1), "元旦"), (date(2026, 10, 8), "")],
)
def test_database_refuses_a_day_of_another_year_or_without_a_name(day: date, name: str) -> None:
    year = WorkingYear.objects.create(year=2026, source="test")
    SpecialDay.objects.create(day=date(2026, 10, 9), year=year, is_working=False, name="国庆节")
    with pytest.raises(IntegrityError), transaction.atomic():
        SpecialDay.objects.create(day=day, year=year, is_working=False, name=name)


def test_database_refuses_a_year_that_is_none() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkingYear.objects.create(year=207, source="test")
