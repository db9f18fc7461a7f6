"""Intervals of exact decimals with outward rounding: the true result always lies inside.

The functions take and give plain pairs (low, high), because the evaluator makes thousands of
them; `Interval` is such a pair with names.
"""

from __future__ import annotations

from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from typing import NamedTuple

PRECISION = 34
_TRAPS = [InvalidOperation, DivisionByZero, Overflow]

DOWN = Context(prec=PRECISION, rounding=ROUND_FLOOR, traps=_TRAPS)
UP = Context(prec=PRECISION, rounding=ROUND_CEILING, traps=_TRAPS)
NEAR = Context(prec=PRECISION, rounding=ROUND_HALF_EVEN, traps=_TRAPS)
_WIDE = Context(prec=120, rounding=ROUND_HALF_UP, traps=_TRAPS)

ZERO = Decimal(0)
ONE = Decimal(1)

Bounds = tuple[Decimal, Decimal]
"""(low, high), low ≤ high."""


class Interval(NamedTuple):
    """All numbers from `low` to `high`, both included; a count is the interval of one number."""

    low: Decimal
    high: Decimal

    @classmethod
    def exactly(cls, value: Decimal) -> Interval:
        """The interval of one number."""
        return cls(value, value)

    @classmethod
    def printed(cls, value: Decimal, decimals: int = 2) -> Interval:
        """What a number printed with so many decimals stands for: 46.85 is [46.845, 46.855].

        A number with more decimals than that was rounded at its own last digit.
        """
        exponent = value.as_tuple().exponent
        last = -decimals if not isinstance(exponent, int) else min(exponent, -decimals)
        half = Decimal((0, (5,), last - 1))
        return cls(DOWN.subtract(value, half), UP.add(value, half))

    def touches(self, other: Bounds) -> bool:
        """Whether the two have a number in common, an end included."""
        return self.low <= other[1] and other[0] <= self.high

    def holds(self, value: Decimal) -> bool:
        """Whether the number lies inside."""
        return self.low <= value <= self.high


_add_down, _add_up = DOWN.add, UP.add
_sub_down, _sub_up = DOWN.subtract, UP.subtract
_mul_down, _mul_up = DOWN.multiply, UP.multiply
_div_down, _div_up = DOWN.divide, UP.divide


def add(a: Bounds, b: Bounds) -> Bounds:
    return _add_down(a[0], b[0]), _add_up(a[1], b[1])


def subtract(a: Bounds, b: Bounds) -> Bounds:
    return _sub_down(a[0], b[1]), _sub_up(a[1], b[0])


def negate(a: Bounds) -> Bounds:
    return a[1].copy_negate(), a[0].copy_negate()


def multiply(a: Bounds, b: Bounds) -> Bounds:
    al, ah = a
    bl, bh = b
    if al >= ZERO and bl >= ZERO:
        return _mul_down(al, bl), _mul_up(ah, bh)
    return (
        min(_mul_down(al, bl), _mul_down(al, bh), _mul_down(ah, bl), _mul_down(ah, bh)),
        max(_mul_up(al, bl), _mul_up(al, bh), _mul_up(ah, bl), _mul_up(ah, bh)),
    )


def divide(a: Bounds, b: Bounds) -> Bounds | None:
    """The quotient; None where the divisor may be 0."""
    al, ah = a
    bl, bh = b
    if bl > ZERO:
        if al >= ZERO:
            return _div_down(al, bh), _div_up(ah, bl)
    elif bh >= ZERO:
        return None
    return (
        min(_div_down(al, bl), _div_down(al, bh), _div_down(ah, bl), _div_down(ah, bh)),
        max(_div_up(al, bl), _div_up(al, bh), _div_up(ah, bl), _div_up(ah, bh)),
    )


def absolute(a: Bounds) -> Bounds:
    low, high = a
    if low >= ZERO:
        return a
    if high <= ZERO:
        return high.copy_negate(), low.copy_negate()
    return ZERO, max(low.copy_negate(), high)


def power(a: Bounds, n: int) -> Bounds:
    """`a` multiplied by itself, n ≥ 1 factors."""
    low, high = absolute(a) if n % 2 == 0 else a
    return _power(low, n, low >= ZERO), _power(high, n, high < ZERO)


def _power(x: Decimal, n: int, down: bool) -> Decimal:
    """x to the n-th, the size of it rounded down or up."""
    size = x.copy_abs()
    context = DOWN if down else UP
    result = size
    for _ in range(n - 1):
        result = context.multiply(result, size)
    return result.copy_negate() if x < ZERO and n % 2 else result


def near_root(x: Decimal, n: int) -> Decimal:
    """The n-th root of x ≥ 0 to 34 digits, never above the true one, and exact where that is."""
    return _root_below(x, n)[0]


def root(a: Bounds, n: int) -> Bounds | None:
    """The n-th root, None where `a` may be negative: low**n ≤ a[0] and a[1] ≤ high**n."""
    if a[0] < ZERO:
        return None
    high, is_exact, step = _root_below(a[1], n)
    return _root_below(a[0], n)[0], high if is_exact else UP.add(high, step)


def _root_below(x: Decimal, n: int) -> tuple[Decimal, bool, Decimal]:
    """The n-th root cut after 34 digits, whether nothing was cut, and one in its last digit.

    The digits of x are taken as one whole number, so that the root is exact to its last digit.
    """
    _, digits, power_of_ten = x.as_tuple()
    exponent = int(power_of_ten)
    zeros = n * PRECISION - len(digits)
    zeros += (exponent - zeros) % n
    whole = int(Decimal((0, digits, 0)))
    scaled, cut = (whole * 10**zeros, 0) if zeros >= 0 else divmod(whole, 10**-zeros)
    root = _whole_root(scaled, n)
    last = (exponent - zeros) // n
    return (
        Decimal(root).scaleb(last, _WIDE),
        cut == 0 and root**n == scaled,
        Decimal((0, (1,), last)),
    )


def _whole_root(m: int, n: int) -> int:
    """The largest whole number whose n-th power is at most m, by Newton's steps from above."""
    if m < 2:
        return m
    root = 1 << -(-m.bit_length() // n)
    while (closer := ((n - 1) * root + m // root ** (n - 1)) // n) < root:
        root = closer
    return root


def quantize(value: Decimal, decimals: int, rounding: str = ROUND_HALF_UP) -> Decimal:
    """The number with so many decimals."""
    return value.quantize(Decimal((0, (1,), -decimals)), rounding, _WIDE)
