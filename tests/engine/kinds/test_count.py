"""Counts: whole, not negative."""

from decimal import Decimal

import pytest

from jiqun.engine.kinds import KINDS, PlainQuestion, Trouble

HOUSES = PlainQuestion(unit="家", none_allowed=True)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("12", "12"),
        ("12家", "12"),
        ("1,234", "1234"),
        ("3.0", "3"),
        ("3.00", "3"),
        ("０", "0"),
        ("-0", "0"),
        (5, "5"),
        (Decimal("5.0"), "5"),
    ],
)
def test_count_whole_is_understood(raw: object, expected: str) -> None:
    value = KINDS["count"].parse(raw, HOUSES)
    assert isinstance(value, Decimal)
    assert KINDS["count"].show(value, HOUSES) == expected


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("3.5", "not_an_integer"),
        (Decimal("0.001"), "not_an_integer"),
        ("-1", "out_of_range"),
        (-3, "out_of_range"),
        ("12个", "not_a_number"),
        ("十二", "not_a_number"),
        (True, "wrong_shape"),
    ],
)
def test_count_of_anything_else_is_refused(raw: object, code: str) -> None:
    found = KINDS["count"].parse(raw, HOUSES)
    assert isinstance(found, Trouble)
    assert found.code == code
