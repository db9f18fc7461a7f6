"""Computed values 计算值: what follows from the answers by the formulas of the form's fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial

from jiqun.engine.definition import Address, Field, Form, cell
from jiqun.engine.expressions import (
    Expression,
    Interval,
    Template,
    evaluate,
    evaluate_interval,
    named_value,
    parse,
    parse_template,
    print_number,
)
from jiqun.engine.findings.figure_scope import FigureScope
from jiqun.engine.findings.incremental import Memory


class Formulas:
    """The formulas and defaults of a form's fields, read once."""

    def __init__(self, form: Form) -> None:
        fields = form.fields.values()
        self.figures: tuple[tuple[Address, Expression, int], ...] = tuple(
            (cell(f.id, period), formula, f.kind.decimals)
            for f in fields
            if f.formula
            for formula in (parse(f.formula),)
            for period in f.cells
        )
        self.texts: tuple[tuple[Address, Template], ...] = tuple(
            (cell(f.id), parse_template(f.default)) for f in fields if f.default
        )
        self.tables: tuple[tuple[Field, Field], ...] = tuple(
            (table, column) for table in fields for column in table.columns if column.formula
        )

    def values(self, figures: FigureScope, memory: Memory) -> Mapping[Address, Decimal | str]:
        """The values that can be computed: numbers to two decimals (counts whole), half up."""
        values: dict[Address, Decimal | str] = {}
        for at, formula, decimals in (*self.figures, *self._of_rows(figures)):
            work = partial(_figure, figures, at, formula, decimals)
            value = memory.recall(("value", at), figures, work)
            if value is not None:
                values[at] = value
        for at, template in self.texts:
            seen = figures.seen_from(at)
            if all(_answered(hole.expression, seen) for hole in template.holes):
                values[at] = template.fill(seen)
        return values

    def agreeing(self, figures: FigureScope, memory: Memory) -> frozenset[Address]:
        """The answers that may be the figure their formula gives, as far as rounding can tell."""
        return frozenset(
            at
            for at, formula, _ in self.figures
            if memory.recall(("agrees", at), figures, partial(_agrees, figures, at, formula))
        )

    def _of_rows(self, figures: FigureScope) -> Iterator[tuple[Address, Expression, int]]:
        """The computed cells of the rows there are."""
        for table, column in self.tables:
            for row in figures.answers.row_ids(table):
                given = table.given_row(row)
                kind = given.like.kind if given and given.like else column.kind
                at = Address(table.id, row=row, part=column.id)
                yield at, parse(column.formula), kind.decimals


def _figure(
    figures: FigureScope, at: Address, formula: Expression, decimals: int
) -> Decimal | str | None:
    """A number; or the text that stands there, where the formula is nothing but its name."""
    seen = figures.seen_from(at)
    value = evaluate(formula, seen)
    if isinstance(value, Decimal):
        return Decimal(print_number(value, decimals))
    question = figures.answers.form.question(at)
    named = named_value(formula, seen) if question and not question.kind.typed else None
    return named.shown if named and named.shown else None


def _agrees(figures: FigureScope, at: Address, formula: Expression) -> bool:
    seen = figures.seen_from(at)
    computed, answer = evaluate_interval(formula, seen), figures.read(at.field, at.period)
    if not isinstance(computed, Interval) or answer is None or answer.interval is None:
        return False
    return computed.low <= answer.interval.high and answer.interval.low <= computed.high


def _answered(formula: Expression, figures: FigureScope) -> bool:
    """Whether something stands at the name a hole of a text is nothing but."""
    reading = named_value(formula, figures)
    return reading is not None and reading.answer is not None
