"""What an answer is to a formula."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jiqun.engine.answers import Answer
from jiqun.engine.definition import Edition
from jiqun.engine.expressions import Interval
from jiqun.engine.findings.scope_values import value_of
from jiqun.engine.kinds import Value


@pytest.mark.parametrize(
    ("value", "days", "shown"),
    [
        (date(2026, 3, 18), (date(2026, 3, 18), date(2026, 3, 18)), "2026年3月18日"),
        ("2026-02", (date(2026, 2, 1), date(2026, 2, 28)), "2026年2月"),
    ],
)
def test_month_stands_for_any_of_its_days(
    edition: Edition, value: Value, days: tuple[date, date], shown: str
) -> None:
    asked = edition.main.fields["application_date"]
    found = value_of(asked, Answer(value), "申报时间")
    first, last = (Decimal(day.toordinal()) for day in days)
    assert (found.interval, found.shown) == (Interval(first, last), shown)
