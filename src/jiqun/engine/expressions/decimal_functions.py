"""The operations on single decimals, to 34 digits; None where there is no result."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import reduce

from jiqun.engine.expressions.interval import NEAR, ONE, ZERO, near_root, quantize

HUNDRED = Decimal(100)
LAST_DAY = Decimal(date.max.toordinal() + 1)

add, subtract, multiply = NEAR.add, NEAR.subtract, NEAR.multiply
negate = Decimal.copy_negate
absolute = Decimal.copy_abs


def divide(a: Decimal, b: Decimal) -> Decimal | None:
    return None if b == ZERO else NEAR.divide(a, b)


def percent(a: Decimal) -> Decimal:
    return NEAR.divide(a, HUNDRED)


def power(a: Decimal, n: int) -> Decimal:
    result = a
    for _ in range(n - 1):
        result = multiply(result, a)
    return result


def total(*values: Decimal) -> Decimal:
    return reduce(add, values)


def mean(*values: Decimal) -> Decimal:
    return NEAR.divide(total(*values), Decimal(len(values)))


def half_up(a: Decimal, decimals: int) -> Decimal:
    return quantize(a, decimals)


def upwards(a: Decimal, decimals: int) -> Decimal:
    return quantize(a, decimals, ROUND_CEILING)


def downwards(a: Decimal, decimals: int) -> Decimal:
    return quantize(a, decimals, ROUND_FLOOR)


def share(a: Decimal, b: Decimal) -> Decimal | None:
    return None if b == ZERO else multiply(NEAR.divide(a, b), HUNDRED)


def growth(a: Decimal, b: Decimal) -> Decimal | None:
    return None if a == ZERO else _as_growth(NEAR.divide(b, a))


def compound_growth(*rates: Decimal) -> Decimal | None:
    factors = [add(ONE, percent(rate)) for rate in rates]
    if min(factors) < ZERO:
        return None
    return _as_growth(near_root(reduce(multiply, factors), len(factors)))


def root_growth(a: Decimal, b: Decimal, n: int) -> Decimal | None:
    if a == ZERO:
        return None
    ratio = NEAR.divide(b, a)
    return None if ratio < ZERO else _as_growth(near_root(ratio, n))


def _as_growth(factor: Decimal) -> Decimal:
    return multiply(subtract(factor, ONE), HUNDRED)


def year(a: Decimal) -> Decimal | None:
    """The year of a day that is counted as `date.toordinal` does, a moment being a part of it."""
    if not ONE <= a < LAST_DAY:
        return None
    return Decimal(date.fromordinal(int(a)).year)


def less(a: Decimal, b: Decimal) -> bool:
    return a < b


def at_most(a: Decimal, b: Decimal) -> bool:
    return a <= b


def equal(a: Decimal, b: Decimal) -> bool:
    return a == b


def unequal(a: Decimal, b: Decimal) -> bool:
    return a != b
