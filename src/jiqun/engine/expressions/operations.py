"""The table of operators and functions: what each takes, gives and does, exactly and bounded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jiqun.engine.expressions import decimal_functions as exact
from jiqun.engine.expressions import interval
from jiqun.engine.expressions import interval_functions as bounded


def _no_number_operation(*operands: object) -> None:
    raise TypeError("this operation has its own rules in compiling.py")


@dataclass(frozen=True, slots=True)
class Operation:
    """What an operator or function is.

    gives   "number" or "condition"
    takes   "number": all arguments are numbers, and one that is unknown makes the result unknown;
            "answer": names, looked at as they stand; "condition"; "texts": a name looked at as it
            stands, and texts in quotes; "" (its own rules)
    least, most   how many arguments; most None is any number
    whole   the smallest and largest value of a whole number that follows the arguments
    exact, bounded   the operation on decimals and on intervals (for takes = "number")
    """

    gives: str
    takes: str
    least: int
    most: int | None
    whole: tuple[int, int] | None = None
    exact: Callable[..., Any] = _no_number_operation
    bounded: Callable[..., Any] = _no_number_operation

    @property
    def spreads(self) -> bool:
        """Whether a range of years may stand among the arguments."""
        return self.most != self.least


def _swapped(operation: Callable[[Any, Any], bool | None]) -> Callable[[Any, Any], bool | None]:
    return lambda a, b: operation(b, a)


def _least(*values: Decimal) -> Decimal:
    return min(values)


def _greatest(*values: Decimal) -> Decimal:
    return max(values)


_ROUNDING = (0, 10)
_FACTORS = (1, 9)

OPERATORS = {
    "+": Operation("number", "number", 2, 2, None, exact.add, interval.add),
    "-": Operation("number", "number", 2, 2, None, exact.subtract, interval.subtract),
    "*": Operation("number", "number", 2, 2, None, exact.multiply, interval.multiply),
    "/": Operation("number", "number", 2, 2, None, exact.divide, interval.divide),
    "negate": Operation("number", "number", 1, 1, None, exact.negate, interval.negate),
    "%": Operation("number", "number", 1, 1, None, exact.percent, bounded.percent),
    "^": Operation("number", "number", 1, 1, _FACTORS, exact.power, interval.power),
    "<": Operation("condition", "number", 2, 2, None, exact.less, bounded.less),
    "<=": Operation("condition", "number", 2, 2, None, exact.at_most, bounded.at_most),
    ">": Operation(
        "condition",
        "number",
        2,
        2,
        None,
        _swapped(exact.less),
        _swapped(bounded.less),
    ),
    ">=": Operation(
        "condition",
        "number",
        2,
        2,
        None,
        _swapped(exact.at_most),
        _swapped(bounded.at_most),
    ),
    "=": Operation("condition", "number", 2, 2, None, exact.equal, bounded.equal),
    "!=": Operation("condition", "number", 2, 2, None, exact.unequal, bounded.unequal),
    "is": Operation("condition", "", 2, 2),
    "is not": Operation("condition", "", 2, 2),
    "in": Operation("condition", "", 2, None),
    "holds": Operation("condition", "", 2, 2),
    "not": Operation("condition", "condition", 1, 1),
    "and": Operation("condition", "condition", 2, None),
    "or": Operation("condition", "condition", 2, None),
}
"""Operators. "is" and "is not" are = and != with texts; "in" is a name among texts; "holds" is a
text among the ticked boxes of a name."""

FUNCTIONS = {
    "sum": Operation("number", "number", 1, None, None, exact.total, bounded.total),
    "min": Operation("number", "number", 1, None, None, _least, bounded.least),
    "max": Operation("number", "number", 1, None, None, _greatest, bounded.greatest),
    "mean": Operation("number", "number", 1, None, None, exact.mean, bounded.mean),
    "abs": Operation("number", "number", 1, 1, None, exact.absolute, interval.absolute),
    "round": Operation("number", "number", 1, 1, _ROUNDING, exact.half_up, bounded.half_up),
    "round_up": Operation("number", "number", 1, 1, _ROUNDING, exact.upwards, bounded.upwards),
    "round_down": Operation(
        "number",
        "number",
        1,
        1,
        _ROUNDING,
        exact.downwards,
        bounded.downwards,
    ),
    "growth": Operation("number", "number", 2, 2, None, exact.growth, bounded.growth),
    "share": Operation("number", "number", 2, 2, None, exact.share, bounded.share),
    "compound_growth": Operation(
        "number",
        "number",
        1,
        9,
        None,
        exact.compound_growth,
        bounded.compound_growth,
    ),
    "root_growth": Operation(
        "number",
        "number",
        2,
        2,
        _FACTORS,
        exact.root_growth,
        bounded.root_growth,
    ),
    "differs": Operation("condition", "number", 2, 2, None, exact.unequal, bounded.differs),
    "other": Operation("condition", "answer", 2, 2),
    "count": Operation("number", "answer", 1, None),
    "given": Operation("condition", "answer", 1, 1),
    "empty": Operation("condition", "answer", 1, 1),
    "none": Operation("condition", "answer", 1, 1),
    "ticked": Operation("condition", "answer", 1, 1),
    "known": Operation("condition", "number", 1, 1),
    "mentions": Operation("condition", "texts", 2, None),
    "year": Operation("number", "number", 1, 1, None, exact.year, bounded.year),
}

OPERATIONS = OPERATORS | FUNCTIONS
