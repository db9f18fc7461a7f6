"""Conditions: checks that are a formula, evaluated over intervals at every place they look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from jiqun.engine.definition import Check, Form, RepairRule
from jiqun.engine.expressions import (
    Expression,
    evaluate,
    evaluate_interval,
    explain,
    needs,
    print_number,
)
from jiqun.engine.findings.figure_scope import FigureScope
from jiqun.engine.findings.finding import Hit, Repair, Skipped
from jiqun.engine.findings.incremental import Memory
from jiqun.engine.findings.message import RaisedFinding, finding_of
from jiqun.engine.findings.rule_context import RuleContext
from jiqun.engine.kinds import NONE


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where a condition is evaluated."""

    check: Check
    condition: Expression
    field: str | None
    period: str | None
    row: str | None


def spots(form: Form) -> tuple[Spot, ...]:
    """Every place where a condition of the form's checks is evaluated, in order."""
    return tuple(spot for check in form.checks.checks for spot in _spots(check, form))


def _spots(check: Check, form: Form) -> Iterator[Spot]:
    if check.condition is None:
        return
    if check.rows:
        for row in check.rows:
            yield Spot(check, check.condition, next(iter(check.fields), None), None, row)
        return
    for field_id in check.fields:
        for period in check.periods or form.fields[field_id].cells:
            yield Spot(check, check.condition, field_id, period, None)


def evaluate_spots(
    spots: tuple[Spot, ...], context: RuleContext, memory: Memory
) -> tuple[list[RaisedFinding], list[Skipped]]:
    """Where a condition is certainly true; and where it could not be told because of a 无."""
    raised: list[RaisedFinding] = []
    skipped: list[Skipped] = []
    for number, spot in enumerate(spots):
        result = memory.recall(number, context.figures, partial(_evaluate, spot, context))
        if isinstance(result, RaisedFinding):
            raised.append(result)
        elif result is not None:
            skipped.append(result)
    return raised, skipped


def _evaluate(spot: Spot, context: RuleContext) -> RaisedFinding | Skipped | None:
    figures = context.figures.at(spot.field, spot.period, spot.row)
    evaluated = evaluate if spot.check.as_printed else evaluate_interval
    result = evaluated(spot.condition, figures)
    if result is True:
        hit = _hit(spot, figures, context)
        return RaisedFinding(spot.check, hit, finding_of(spot.check, hit, figures))
    return _skipped(spot, figures, context) if result is None else None


def _hit(spot: Spot, figures: FigureScope, context: RuleContext) -> Hit:
    check = spot.check
    return Hit(
        spot.field,
        spot.period,
        row=spot.row,
        formula=explain(check.formula, figures) if check.formula else None,
        repair=_repair(check.repair, spot, figures, context) if check.repair else None,
    )


def _repair(
    rule: RepairRule, spot: Spot, figures: FigureScope, context: RuleContext
) -> Repair | None:
    value = evaluate(rule.value, figures)
    field = rule.field or spot.field
    if not isinstance(value, Decimal) or field is None:
        return None
    row = spot.row if rule.field is None else None
    period = rule.period or spot.period
    if row is not None:
        indicator = context.form.indicator_by_id[row]
        return Repair(field, _printed(value, indicator.kind), period, row)
    question = context.form.fields[field]
    if not question.range.holds(value):
        return None
    return Repair(field, _printed(value, question.kind), period if question.periods else None)


def _printed(value: Decimal, kind: str) -> str:
    return print_number(value, 0 if kind == "count" else 2)


def _skipped(spot: Spot, figures: FigureScope, context: RuleContext) -> Skipped | None:
    """The note that a check was not made, where what it needs is 无."""
    for need in needs(spot.condition, figures):
        if not need.missing:
            continue
        if need.target:
            reading = figures.target(need.name, need.period or "baseline")
            where = context.labels.where(spot.field, need.period, need.name)
        else:
            reading = figures.read(need.name, need.period)
            where = context.labels.where(need.name, need.period)
        if reading is not None and reading.answer == NONE:
            message = f"{where}填的是无，“{spot.check.title}”这一项没有核对。"
            return Skipped(spot.check.code, spot.field, spot.row, spot.period, message)
    return None
