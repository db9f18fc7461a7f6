"""Trends 增减: what can be told beside the yearly figures of a form: growth, and totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Field, RowCount
from jiqun.engine.expressions import Interval, ScopeValue, evaluate, parse, print_number
from jiqun.engine.findings.row_counts import span
from jiqun.engine.findings.row_faults import PERIOD
from jiqun.engine.kinds import KINDS, NONE

# Those of the check unusual_change: an amount grows in percent, a share in points.
_FORMULAS = {kind.growth: parse(kind.growth) for kind in KINDS.values() if kind.growth}
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Trend:
    """What can be told beside one row of years.

    `changes` has, by year, the change against the year before, to two decimals, half up: in
    percent, or in percentage points 百分点 where the figures are percentages (`points`). A row that
    counts the things of each year for itself `adds_up`: it has a `total` over its years instead,
    once they are all filled in.
    """

    changes: Mapping[str, Decimal]
    points: bool = False
    adds_up: bool = False
    total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Rows of years added up: by year, and over all years. A year with an empty or unreadable
    figure has no total, nor has one where every figure is 无."""

    years: Mapping[str, Decimal]
    total: Decimal | None


def trend(answers: Answers, field: Field) -> Trend:
    """The growth of a field with years, or its total.

    Nothing is told of a year that is empty, 无 or not understood, nor after a year of 0.
    """
    if _counts_by_year(field):
        cells = [(field, period) for period in field.periods]
        return Trend({}, adds_up=True, total=_sum(answers, cells))
    series = _Series(answers, field)
    changes: dict[str, Decimal] = {}
    formula = _FORMULAS.get(field.kind.growth)
    for series.period in field.periods if formula else ():
        change = evaluate(formula, series) if formula else None
        if isinstance(change, Decimal):
            changes[series.period] = Decimal(print_number(change, 2))
    return Trend(changes, points=field.kind.share)


def are_parts(fields: Sequence[Field]) -> bool:
    """Whether fields are parts of one total: yearly counts of one list 清单, no row of which is
    in two of them."""
    counts = [field.rows for field in fields if field.rows and _counts_by_year(field)]
    return (
        len(counts) == len(fields) > 1
        and len({(field.rows.list, field.periods) for field in fields if field.rows}) == 1
        and all(_are_apart(one, other) for one, other in combinations(counts, 2))
    )


def totals(answers: Answers, fields: Sequence[Field]) -> Totals:
    """Fields with the same years added up, year by year."""
    years: dict[str, Decimal] = {}
    for period in fields[0].periods:
        total = _sum(answers, [(field, period) for field in fields])
        if total is not None:
            years[period] = total
    return Totals(years, _sum(answers, [(f, period) for f in fields for period in f.periods]))


class _Series:
    """A Scope over the years of one field, which is `it`; 无 is nothing to calculate with."""

    row = None

    def __init__(self, answers: Answers, field: Field) -> None:
        self.base_year = answers.form.base_year
        self.field = field.id
        self.period: str | None = None
        self._answers = answers

    def read(self, name: str, period: str | None) -> ScopeValue | None:
        number = self._answers.number(name, period)
        return None if number is None else ScopeValue(number, number, Interval.exactly(number))

    def target(self, row: str, period: str) -> ScopeValue | None:
        return None

    def source(self, name: str) -> None:
        return None


def _counts_by_year(field: Field) -> bool:
    return field.rows is not None and PERIOD in field.rows.where.values()


def _sum(answers: Answers, cells: Iterable[tuple[Field, str]]) -> Decimal | None:
    values = [answers.value(field.id, period) for field, period in cells]
    numbers = [value for value in values if isinstance(value, Decimal)]
    complete = len(numbers) + values.count(NONE) == len(values)
    return sum(numbers, _ZERO) if numbers and complete else None


def _are_apart(one: RowCount, other: RowCount) -> bool:
    """Whether no row can be counted by both: they ask for different texts or ranks of a column."""
    return any(
        _differ(one.where[column], other.where[column])
        for column in one.where.keys() & other.where.keys()
    )


def _differ(one: str, other: str) -> bool:
    if ".." in one and ".." in other:
        (low, high), (least, most) = span(one), span(other)
        return high < least or most < low
    return one != other and ".." not in one + other and PERIOD not in (one, other)
