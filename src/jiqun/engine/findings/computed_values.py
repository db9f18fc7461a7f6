"""Computed values 计算值: what follows from the answers by the formulas of the form's fields."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from jiqun.engine.definition import Address, Form, cell
from jiqun.engine.expressions import (
    Expression,
    Template,
    evaluate,
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

    def values(self, figures: FigureScope, memory: Memory) -> Mapping[Address, Decimal | str]:
        """The values that can be computed: numbers to two decimals (counts whole), half up."""
        values: dict[Address, Decimal | str] = {}
        for at, formula, decimals in self.figures:
            work = partial(_figure, figures, at, formula, decimals)
            value = memory.recall(("value", at), figures, work)
            if value is not None:
                values[at] = value
        for at, template in self.texts:
            if all(_answered(figures, name) for name in template.names):
                values[at] = template.fill(figures.seen_from(at))
        return values


def _figure(
    figures: FigureScope, at: Address, formula: Expression, decimals: int
) -> Decimal | None:
    value = evaluate(formula, figures.seen_from(at))
    return Decimal(print_number(value, decimals)) if isinstance(value, Decimal) else None


def _answered(figures: FigureScope, name: str) -> bool:
    reading = figures.read(name, None)
    return reading is not None and reading.answer is not None
