"""Answers as the values that formulas see: a figure with all it may stand for, 无, a moment."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import lru_cache

from jiqun.engine.answers import Answer
from jiqun.engine.definition import Field, Range
from jiqun.engine.expressions import Interval, ScopeValue
from jiqun.engine.kinds import NONE, Kind, days_of

_ZERO = Decimal(0)
_MINUTES = Decimal(24 * 60)  # of a day


def value_of(field: Field, answer: Answer | None, label: str) -> ScopeValue:
    """What an answer is to a formula: empty, a figure, 无, a moment, or words."""
    value = answer.value if answer else None
    if answer is None or value is None:
        typed = answer.typed if answer and field.kind.shown_as_typed else None
        return ScopeValue(typed or None, shown=typed or "", label=label, unit=field.unit)
    if isinstance(value, Decimal):
        return _figure(f"{value:f}", field.kind.exact, field.range, field.unit, label)
    if value == NONE:
        return none_value(field.kind, field.unit, label)
    days = days_of(value) if field.kind.dated else None
    if days is not None:
        first, last = map(_moment, days)
        shown = field.kind.show(value, field)
        return ScopeValue(value, first, Interval(first, last), "", shown, label)
    if value in field.words:
        return ScopeValue(value, unit=field.unit, shown=str(value), label=label)
    return ScopeValue(value, unit=field.unit, shown=field.kind.show(value, field), label=label)


@lru_cache(maxsize=4096)  # from one check of a form to the next, most figures are the same
def _figure(shown: str, exact: bool, span: Range, unit: str, label: str) -> ScopeValue:
    value = Decimal(shown)  # by its digits: 12 and 12.00 are equal numbers, and print differently
    interval = stands_for(value, exact)
    if span.holds(value):  # what a true figure cannot be is no part of it
        interval = Interval(
            interval.low if span.low is None else max(interval.low, span.low),
            interval.high if span.high is None else min(interval.high, span.high),
        )
    return ScopeValue(value, value, interval, unit, shown, label)


def _moment(value: datetime.date) -> Decimal:
    """A day as a number, a moment with the part of its day: what is later is more."""
    days = Decimal(value.toordinal())
    if not isinstance(value, datetime.datetime):
        return days
    return days + Decimal(value.hour * 60 + value.minute) / _MINUTES


def stands_for(value: Decimal, exact: bool) -> Interval:
    """What a figure stands for: a count itself, any other all that is printed so, rounded."""
    return Interval.exactly(value) if exact else Interval.printed(value)


def none_value(kind: Kind, unit: str, label: str) -> ScopeValue:
    """无: of a count it is 0, of any other figure nothing to calculate with."""
    if kind.counts:
        return ScopeValue(NONE, _ZERO, Interval.exactly(_ZERO), unit, NONE, label)
    return ScopeValue(NONE, unit=unit, shown=NONE, label=label)
