"""Numbers and answers as they are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiqun.engine.expressions import ScopeValue, print_number
from jiqun.engine.expressions.number_format import print_reading


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("1.5", None, "1.50"),
        ("46", None, "46"),
        ("46.00", None, "46"),
        ("1E+3", None, "1000"),
        ("28.565", None, "28.57"),
        ("-28.565", None, "-28.57"),
        ("-0.001", None, "0.00"),
        ("-0", None, "0"),
        ("27.999999", None, "28.00"),
        ("2.5", 0, "3"),
        ("2", 3, "2.000"),
        ("1E+500", None, "1.00E+500"),
    ],
)
def test_print_number_rounds_half_up(value: str, decimals: int | None, expected: str) -> None:
    assert print_number(Decimal(value), decimals) == expected


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (None, "未填"),
        (ScopeValue(), "未填"),
        (ScopeValue(()), "未填"),
        (ScopeValue(""), "未填"),
        (ScopeValue("无", Decimal(0)), "无"),
        (ScopeValue(Decimal("1.5"), Decimal("1.5")), "1.50"),
        (ScopeValue(None, Decimal("1.5")), "1.50"),
        (ScopeValue(Decimal("1.5"), Decimal("1.5"), shown="1.5000"), "1.5000"),
        (ScopeValue(("a", "b")), "a、b"),
        (ScopeValue("no", shown="否"), "否"),
    ],
)
def test_print_reading_is_as_on_paper(reading: ScopeValue | None, expected: str) -> None:
    assert print_reading(reading) == expected
