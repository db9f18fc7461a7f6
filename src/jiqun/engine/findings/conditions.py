"""Conditions: checks that are a formula, evaluated over intervals at every place they look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from jiqun.engine.definition import BASELINE, Address, Check, Form, RepairRule, cell
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
from jiqun.engine.kinds import NONE, Kind


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where a condition is evaluated."""

    check: Check
    condition: Expression
    at: Address


def spots(form: Form) -> tuple[Spot, ...]:
    """Every place where a condition of the form's checks is evaluated, in order."""
    return tuple(spot for check in form.checks.checks for spot in _spots(check, form))


def _spots(check: Check, form: Form) -> Iterator[Spot]:
    if check.condition is None:
        return
    if check.rows:
        for row in check.rows:
            field = next(iter(check.fields), "")
            yield Spot(check, check.condition, Address(field, row=row))
        return
    for field_id in check.fields:
        for period in check.periods or form.fields[field_id].cells:
            yield Spot(check, check.condition, cell(field_id, period))


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
    figures = context.figures.seen_from(spot.at)
    evaluated = evaluate if spot.check.as_printed else evaluate_interval
    result = evaluated(spot.condition, figures)
    if result is True:
        hit = _hit(spot, figures, context)
        return RaisedFinding(spot.check, hit, finding_of(spot.check, hit, figures))
    return _skipped(spot, figures, context) if result is None else None


def _hit(spot: Spot, figures: FigureScope, context: RuleContext) -> Hit:
    check = spot.check
    return Hit(
        spot.at,
        formula=explain(check.formula, figures) if check.formula else None,
        repair=_repair(check.repair, spot, figures, context) if check.repair else None,
    )


def _repair(
    rule: RepairRule, spot: Spot, figures: FigureScope, context: RuleContext
) -> Repair | None:
    value = evaluate(rule.value, figures)
    field = rule.field or spot.at.field
    if not isinstance(value, Decimal) or not field:
        return None
    row = spot.at.row if rule.field is None else ""
    period = rule.period or spot.at.part
    if row:
        indicator = context.form.indicator_by_id[row]
        at = Address(field, row=row, part=period)
        return Repair(at, _printed(value, indicator.kind))
    question = context.form.fields[field]
    if not question.range.holds(value):
        return None
    return Repair(cell(field, period if question.periods else None), _printed(value, question.kind))


def _printed(value: Decimal, kind: Kind) -> str:
    return print_number(value, kind.decimals)


def _skipped(spot: Spot, figures: FigureScope, context: RuleContext) -> Skipped | None:
    """The note that a check was not made, where what it needs is 无."""
    for need in needs(spot.condition, figures):
        if not need.missing:
            continue
        if need.target:
            reading = figures.target(need.name, need.period or BASELINE)
            at = Address(spot.at.field, row=need.name, part=need.period or "")
        else:
            reading = figures.read(need.name, need.period)
            at = cell(need.name, need.period)
        if reading is not None and reading.answer == NONE:
            where = context.labels.where(at)
            message = f"{where}填的是无，“{spot.check.title}”这一项没有核对。"
            return Skipped(spot.check.code, spot.at, message)
    return None
