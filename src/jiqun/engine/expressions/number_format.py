"""Print a number, and the answer a name gives."""

from __future__ import annotations

from decimal import Decimal

from jiqun.engine.expressions.interval import quantize
from jiqun.engine.expressions.scope import NONE, ScopeValue

UNFILLED = "未填"

_LONGEST_PRINTED = 60


def print_number(value: Decimal, decimals: int | None = None) -> str:
    """A whole number as it is, any other with 2 decimals (or as many as asked), half up."""
    if value.adjusted() > _LONGEST_PRINTED:
        return f"{value:.2E}"
    if decimals is None:
        decimals = 0 if value == value.to_integral_value() else 2
    rounded = quantize(value, decimals)
    return f"{rounded.copy_abs() if rounded.is_zero() else rounded:f}"


def print_quantity(text: str, unit: str) -> str:
    """A printed figure with its unit: 90 家, 45%; 未填 and 无 have none."""
    if not unit or text in (UNFILLED, NONE):
        return text
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}"


def print_reading(reading: ScopeValue | None) -> str:
    """An answer as printed, without unit; 未填 where there is none."""
    if reading is None:
        return UNFILLED
    if reading.shown:
        return reading.shown
    answer = reading.number if reading.answer is None else reading.answer
    if answer is None or answer == "" or answer == ():
        return UNFILLED
    if isinstance(answer, tuple):
        return "、".join(str(part) for part in answer)
    return print_number(answer) if isinstance(answer, Decimal) else str(answer)
