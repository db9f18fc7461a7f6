"""The functions of the language on intervals, rounded outwards; None where nothing is certain."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce

from jiqun.engine.expressions import decimal_functions
from jiqun.engine.expressions.decimal_functions import HUNDRED
from jiqun.engine.expressions.interval import (
    DOWN,
    ONE,
    UP,
    ZERO,
    Bounds,
    add,
    divide,
    multiply,
    root,
)

_sub_down, _sub_up = DOWN.subtract, UP.subtract
_mul_down, _mul_up = DOWN.multiply, UP.multiply
_div_down, _div_up = DOWN.divide, UP.divide


def percent(a: Bounds) -> Bounds:
    return _div_down(a[0], HUNDRED), _div_up(a[1], HUNDRED)


def total(*values: Bounds) -> Bounds:
    return reduce(add, values)


def mean(*values: Bounds) -> Bounds:
    low, high = total(*values)
    return _div_down(low, Decimal(len(values))), _div_up(high, Decimal(len(values)))


def least(*values: Bounds) -> Bounds:
    return min(v[0] for v in values), min(v[1] for v in values)


def greatest(*values: Bounds) -> Bounds:
    return max(v[0] for v in values), max(v[1] for v in values)


def half_up(a: Bounds, decimals: int) -> Bounds:
    return decimal_functions.half_up(a[0], decimals), decimal_functions.half_up(a[1], decimals)


def upwards(a: Bounds, decimals: int) -> Bounds:
    return decimal_functions.upwards(a[0], decimals), decimal_functions.upwards(a[1], decimals)


def downwards(a: Bounds, decimals: int) -> Bounds:
    return decimal_functions.downwards(a[0], decimals), decimal_functions.downwards(a[1], decimals)


def share(a: Bounds, b: Bounds) -> Bounds | None:
    ratio = divide(a, b)
    if ratio is None:
        return None
    return _mul_down(ratio[0], HUNDRED), _mul_up(ratio[1], HUNDRED)


def growth(a: Bounds, b: Bounds) -> Bounds | None:
    return _as_growth(divide(b, a))


def compound_growth(*rates: Bounds) -> Bounds | None:
    factors = [add((ONE, ONE), percent(rate)) for rate in rates]
    if min(factor[0] for factor in factors) < ZERO:
        return None
    return _as_growth(root(reduce(multiply, factors), len(factors)))


def root_growth(a: Bounds, b: Bounds, n: int) -> Bounds | None:
    ratio = divide(b, a)
    return None if ratio is None else _as_growth(root(ratio, n))


def _as_growth(factor: Bounds | None) -> Bounds | None:
    if factor is None:
        return None
    low, high = factor
    return _mul_down(_sub_down(low, ONE), HUNDRED), _mul_up(_sub_up(high, ONE), HUNDRED)


def year(a: Bounds) -> Bounds | None:
    low, high = decimal_functions.year(a[0]), decimal_functions.year(a[1])
    return None if low is None or high is None else (low, high)


def less(a: Bounds, b: Bounds) -> bool | None:
    if a[1] < b[0]:
        return True
    return False if a[0] >= b[1] else None


def at_most(a: Bounds, b: Bounds) -> bool | None:
    if a[1] <= b[0]:
        return True
    return False if a[0] > b[1] else None


def equal(a: Bounds, b: Bounds) -> bool | None:
    if differs(a, b):
        return False
    return True if a[0] == a[1] == b[0] == b[1] else None


def unequal(a: Bounds, b: Bounds) -> bool | None:
    same = equal(a, b)
    return None if same is None else not same


def differs(a: Bounds, b: Bounds) -> bool:
    return a[1] < b[0] or b[1] < a[0]
