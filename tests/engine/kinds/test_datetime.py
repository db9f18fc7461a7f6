"""Date and time: a day as a date is written, and a minute of it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.engine.kinds import KINDS, NONE, PlainQuestion, Trouble, Value

DATETIME = KINDS["datetime"]
ASKED = PlainQuestion()


@pytest.mark.parametrize(
    "raw",
    [
        "2026-03-18 17:30",
        "2026-03-18T17:30",
        "2026-03-18T17:30:00",
        "2026-3-18 17：30",
        "2026年3月18日17:30",
        "2026年3月18日 17时30分",
        "2026 年 3 月 18 日 17 点 30 分",
        "2026.3.18 17:30",
        "2026/3/18  17:30",
        "２０２６．３．１８　１７：３０",
        datetime(2026, 3, 18, 17, 30, 59),
    ],
)
def test_minute_of_a_day_is_understood(raw: object) -> None:
    value = DATETIME.parse(raw, ASKED)
    assert value == datetime(2026, 3, 18, 17, 30)
    assert DATETIME.show(value, ASKED) == "2026年3月18日17:30"
    assert DATETIME.dump(value, ASKED) == "2026-03-18 17:30"


@pytest.mark.parametrize(
    "raw", ["2026年3月18日9时", "2026年3月18日9时整", "2026-03-18 9点", "2026-03-18 9:00"]
)
def test_full_hour_needs_no_minutes(raw: str) -> None:
    value = DATETIME.parse(raw, ASKED)
    assert value == datetime(2026, 3, 18, 9)
    assert DATETIME.show(value, ASKED) == "2026年3月18日9:00"


@pytest.mark.parametrize(
    "raw",
    [
        "2026-03-18",
        "2026年3月18日",
        "17:30",
        "2026-03-18 24:00",
        "2026-03-18 17:60",
        "2026-02-30 17:30",
        "1899-12-31 17:30",
        "2026-03-1817:30",
        "2026-03-18 下午5点",
        "2026-03-18 17:30:15",
        "2026-03-18T17:30+08:00",
        "无 17:30",
        "明天",
        datetime(1850, 1, 1, 0, 0),
        datetime(2026, 3, 18, 17, 30, tzinfo=UTC),
    ],
)
def test_anything_else_is_not_a_date(raw: object) -> None:
    found = DATETIME.parse(raw, PlainQuestion(none_allowed=raw == "无 17:30"))
    assert isinstance(found, Trouble)
    assert found.code == "not_a_date"
    assert found.params["hint"]


@pytest.mark.parametrize("raw", [202603181730, True, ["2026-03-18 17:30"]])
def test_another_shape_is_wrong_shape(raw: object) -> None:
    found = DATETIME.parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert found.code == "wrong_shape"


def test_none_is_a_minute_only_where_allowed() -> None:
    assert DATETIME.parse("无", PlainQuestion(none_allowed=True)) == NONE


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31)))
def test_every_minute_printed_or_dumped_comes_back_equal(moment: datetime) -> None:
    value: Value = moment.replace(second=0, microsecond=0)
    assert DATETIME.parse(DATETIME.show(value, ASKED), ASKED) == value
    assert DATETIME.parse(DATETIME.dump(value, ASKED), ASKED) == value
