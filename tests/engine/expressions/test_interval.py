"""Intervals of printed numbers, roots and outward rounding, against exact fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.engine.expressions import Interval, interval, interval_functions

_SHORT = st.decimals(-(10**9), 10**9, places=2)
_LONG = st.builds(
    lambda sign, digits, exponent: Decimal(f"{sign}{digits}E{exponent}"),
    st.sampled_from(["", "-"]),
    st.integers(10**36, 10**45),
    st.integers(-50, 9),
)
_NUMBERS = _SHORT | _LONG  # the long ones have more digits than are kept
_SIZES = st.decimals(0, 10**9, places=6)


def _between(a: Decimal, b: Decimal) -> Interval:
    return Interval(min(a, b), max(a, b))


_INTERVALS = st.builds(_between, _NUMBERS, _NUMBERS)


@pytest.mark.parametrize(
    ("value", "decimals", "low", "high"),
    [
        ("46.85", 2, "46.845", "46.855"),
        ("41", 2, "40.995", "41.005"),
        ("-5.2", 2, "-5.205", "-5.195"),
        ("1.2345", 2, "1.23445", "1.23455"),
        ("7", 0, "6.5", "7.5"),
    ],
)
def test_printed_number_stands_for_what_rounds_to_it(
    value: str, decimals: int, low: str, high: str
) -> None:
    assert Interval.printed(Decimal(value), decimals) == (Decimal(low), Decimal(high))


def test_touches_common_end_is_enough() -> None:
    a = Interval(Decimal(1), Decimal(2))
    assert a.touches(Interval(Decimal(2), Decimal(3)))
    assert a.touches(Interval(Decimal(0), Decimal(1)))
    assert not a.touches(Interval(Decimal("2.01"), Decimal(3)))
    assert a.holds(Decimal(2))
    assert not a.holds(Decimal("2.01"))
    assert Interval.exactly(Decimal(2)) == Interval(Decimal(2), Decimal(2))


_PLACES = st.sampled_from([0, Fraction(1, 2), 1])
"""Where between the ends: at each of them, as the extremes of a result come of two ends."""


@given(a=_INTERVALS, b=_INTERVALS, at=st.tuples(_PLACES, _PLACES))
def test_arithmetic_of_ends_and_middles_lies_inside(
    a: Interval, b: Interval, at: tuple[Fraction, Fraction]
) -> None:
    x = Fraction(a.low) + at[0] * (Fraction(a.high) - Fraction(a.low))
    y = Fraction(b.low) + at[1] * (Fraction(b.high) - Fraction(b.low))
    _assert_inside(x + y, interval.add(a, b))
    _assert_inside(x - y, interval.subtract(a, b))
    _assert_inside(x * y, interval.multiply(a, b))
    _assert_inside(abs(x), interval.absolute(a))
    _assert_inside(-x, interval.negate(a))
    for n in (1, 2, 3, 4):
        _assert_inside(x**n, interval.power(a, n))
    quotient = interval.divide(a, b)
    assert (quotient is None) == (b.low <= 0 <= b.high)
    if quotient is not None:
        _assert_inside(x / y, quotient)
        for found, true in (
            (interval_functions.growth(b, a), (x / y - 1) * 100),
            (interval_functions.root_growth(b, a, 1), (x / y - 1) * 100),
            (interval_functions.share(a, b), x / y * 100),
        ):
            if found is not None:
                _assert_inside(true, found)
    _assert_inside(x / 100, interval_functions.percent(a))
    _assert_inside(x + y + 1, interval_functions.total(a, b, (Decimal(1), Decimal(1))))
    _assert_inside((x + y + x) / 3, interval_functions.mean(a, b, a))


_THIRDS = [(n, d) for n in ("1", "2", "-1", "-2") for d in ("3", "-3", "7", "-7")]


@pytest.mark.parametrize(("dividend", "divisor"), _THIRDS)
def test_quotient_that_does_not_end_lies_strictly_between_its_bounds(
    dividend: str, divisor: str
) -> None:
    # No decimal is a third: a bound that were rounded inwards would lie on the other side of it.
    found = interval.divide(*(Interval.exactly(Decimal(n)) for n in (dividend, divisor)))
    assert found is not None
    low, high = map(Fraction, found)
    assert low < Fraction(int(dividend), int(divisor)) < high
    assert high - low <= Fraction(1, 10**interval.PRECISION)


def _assert_inside(x: Fraction, bounds: tuple[Decimal, Decimal]) -> None:
    assert Fraction(bounds[0]) <= x <= Fraction(bounds[1])


@given(a=_SIZES, b=_SIZES, n=st.integers(1, 9))
def test_root_is_outward_and_tight(a: Decimal, b: Decimal, n: int) -> None:
    x = _between(a, b)
    found = interval.root(x, n)
    assert found is not None
    low, high = (Fraction(bound) for bound in found)
    assert low**n <= Fraction(x.low)
    assert Fraction(x.high) <= high**n
    close = Fraction(1, 10**33)
    assert (low * (1 + close)) ** n >= Fraction(x.low)
    assert Fraction(x.high) >= (high * (1 - close)) ** n


@pytest.mark.parametrize(
    ("x", "n", "expected"), [("1.331", 3, "1.1"), ("1.44", 2, "1.2"), ("0", 3, "0")]
)
def test_root_of_a_power_is_exact(x: str, n: int, expected: str) -> None:
    assert interval.root((Decimal(x), Decimal(x)), n) == (Decimal(expected), Decimal(expected))


def test_root_of_more_digits_than_kept_still_lies_outside() -> None:
    x = Decimal("1" + "0" * 99 + "1")
    found = interval.root((x, x), 2)
    assert found is not None
    assert found[0] ** 2 < x < Fraction(found[1]) ** 2


def test_root_of_what_may_be_negative_is_unknown() -> None:
    assert interval.root((Decimal("-0.01"), Decimal(1)), 3) is None


@given(rates=st.lists(_SIZES, min_size=1, max_size=4))
def test_compound_growth_of_single_figures_lies_inside(rates: list[Decimal]) -> None:
    found = interval_functions.compound_growth(*((r, r) for r in rates))
    assert found is not None
    product = Fraction(1)
    for rate in rates:
        product *= 1 + Fraction(rate) / 100
    low, high = (Fraction(bound) / 100 + 1 for bound in found)
    assert low ** len(rates) <= product <= high ** len(rates)
