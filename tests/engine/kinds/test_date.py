"""Dates: one grammar, year first, 1900 to 2100."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.engine.kinds import KINDS, PlainQuestion, Trouble, Value, days_of

ASKED = PlainQuestion()


@pytest.mark.parametrize(
    "raw",
    [
        "2026-03-18",
        "2026-3-18",
        "2026年3月18日",
        "2026 年 3 月 18 日",
        "2026.3.18",
        "2026/3/18",
        "２０２６．３．１８",
        "２０２６年０３月１８日",
        " 2026-03-18\u3000",
        "2026年3月18号",
        "2026-03-18 00:00:00",
        "2026-03-18T00:00:00Z",
        "2026/3/18 0:00",
        "2026年3月18日 00:00",
        date(2026, 3, 18),
        datetime(2026, 3, 18),
    ],
)
def test_date_of_the_grammar_is_understood(raw: object) -> None:
    value = KINDS["date"].parse(raw, ASKED)
    assert value == date(2026, 3, 18)
    assert KINDS["date"].show(date(2026, 3, 18), ASKED) == "2026年3月18日"
    assert KINDS["date"].dump(date(2026, 3, 18), ASKED) == "2026-03-18"


@pytest.mark.parametrize(
    "raw",
    [
        "2025-02-30",
        "2025-13-01",
        "2025-00-10",
        "0001-01-01",
        "9999-12-31",
        "1899-12-31",
        "02/03/25",
        "18-03-2026",
        "二〇二五年一月一日",
        "2025年",
        "2025年3月",
        "2026-3.18",
        "20260318",
        "2026-03-18 10:00",
        "2026-03",
        "2026-03-18" + " " * 100 + "x",
        "昨天",
        "٢٠٢٦-٠٣-١٨",
        date(1850, 1, 1),
    ],
)
def test_date_outside_the_grammar_is_not_a_date(raw: object) -> None:
    found = KINDS["date"].parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert found.code == "not_a_date"
    assert found.params["hint"]


@pytest.mark.parametrize("raw", [20260318, True, datetime(2026, 3, 18, 10), ["2026-03-18"]])
def test_date_of_another_shape_is_wrong_shape(raw: object) -> None:
    found = KINDS["date"].parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert found.code == "wrong_shape"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_date_shown_or_dumped_is_parsed_back(day: date) -> None:
    value: Value = day
    assert KINDS["date"].parse(KINDS["date"].show(value, ASKED), ASKED) == day
    assert KINDS["date"].parse(KINDS["date"].dump(value, ASKED), ASKED) == day


@pytest.mark.parametrize(
    ("raw", "year"), [("2025", "2025"), ("２０２５年", "2025"), (2025, "2025"), ("1900", "1900")]
)
def test_year_of_four_digits_is_understood(raw: object, year: str) -> None:
    assert KINDS["year"].parse(raw, ASKED) == year


@pytest.mark.parametrize("raw", ["25", "1899", "2101", "2025.0", "二〇二五", 25, 10**30, "2025-01"])
def test_year_of_anything_else_is_not_a_date(raw: object) -> None:
    found = KINDS["year"].parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert found.code == "not_a_date"


@pytest.mark.parametrize(
    ("raw", "repair"),
    [
        ("20260318", "2026-03-18"),
        ("26年3月18日", "2026-03-18"),
        ("二〇二六年三月十八日", "2026-03-18"),
        ("二〇二六年十月二十日", "2026-10-20"),
        ("二〇二六年十二月三十一日", "2026-12-31"),
        ("2026-3.18", "2026-03-18"),
        ("2026-03-18 10:00", "2026-03-18"),
        ("20261318", ""),
        ("02/03/25", ""),
        ("昨天", ""),
    ],
)
def test_date_that_was_plainly_meant_is_offered(raw: str, repair: str) -> None:
    found = KINDS["date"].parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert (KINDS["date"].parse(found.repair, ASKED) if repair else found.repair) == (
        date.fromisoformat(repair) if repair else ""
    )


@pytest.mark.parametrize("raw", ["2026-03", "2026年3月", "2026 年 03 月", "2026年3月  日"])
def test_month_is_a_date_where_the_form_takes_one(raw: str) -> None:
    asked = PlainQuestion(month_allowed=True)
    value = KINDS["date"].parse(raw, asked)
    assert value == "2026-03"
    assert KINDS["date"].show(value, asked) == "2026年3月"
    assert KINDS["date"].dump(value, asked) == "2026-03"
    assert isinstance(KINDS["date"].parse(raw, ASKED), Trouble)


@pytest.mark.parametrize("raw", ["2026-13", "2026年0月", "1899-12", "2026"])
def test_month_that_there_is_not_is_not_a_date(raw: str) -> None:
    assert isinstance(KINDS["date"].parse(raw, PlainQuestion(month_allowed=True)), Trouble)


def test_month_stands_for_all_its_days() -> None:
    assert days_of("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert days_of(date(2026, 3, 18)) == (date(2026, 3, 18), date(2026, 3, 18))
    assert days_of("无") is None
