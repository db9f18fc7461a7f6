"""Conditions: checks that are a formula, evaluated over intervals at every place they look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from jiqun.engine.answers import Answers
from jiqun.engine.definition import BASELINE, Address, Check, Field, Form, RepairRule, cell
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
    """One place where a condition is evaluated; of a table of rows, once in every row of it."""

    check: Check
    condition: Expression
    at: Address
    table: Field | None = None

    def places(self, answers: Answers) -> Iterator[Address]:
        """The place, or the one of each row."""
        if self.table is None:
            yield self.at
            return
        for row in answers.row_ids(self.table):
            if not self.check.rows or row in self.check.rows:
                yield self.at._replace(row=row)


def spots(form: Form) -> tuple[Spot, ...]:
    """Every place where a condition of the form's checks is evaluated, in order."""
    return tuple(spot for check in form.checks.checks for spot in _spots(check, form))


def _spots(check: Check, form: Form) -> Iterator[Spot]:
    if check.condition is None:
        return
    fields = [form.fields[field_id] for field_id in check.fields]
    if check.rows and not any(field.columns for field in fields):
        for row in check.rows:
            yield Spot(check, check.condition, Address(form.plan_of[row].id, row=row))
        return
    for field in fields:
        if field.columns:
            yield Spot(check, check.condition, Address(field.id, part=check.column), field)
            continue
        for period in check.periods or field.cells:
            yield Spot(check, check.condition, cell(field.id, period))


def evaluate_spots(
    spots: tuple[Spot, ...], context: RuleContext, memory: Memory
) -> tuple[list[RaisedFinding], list[Skipped]]:
    """Where a condition is certainly true; and where it could not be told because of a 无.

    Of several checks of one code, only the first that is true speaks of a place: findings that one
    explanation would answer are one finding.
    """
    raised: dict[tuple[str, Address], RaisedFinding] = {}
    skipped: dict[tuple[str, Address], Skipped] = {}
    for number, spot in enumerate(spots):
        for at in spot.places(context.answers):
            work = partial(_evaluate, spot.check, at, context)
            result = memory.recall((number, at.row), context.figures, work)
            if isinstance(result, RaisedFinding):
                raised.setdefault((spot.check.code, at), result)
            elif result is not None:
                skipped.setdefault((spot.check.code, at), result)
    untold = [note for place, note in skipped.items() if place not in raised]
    return list(raised.values()), untold


def _evaluate(check: Check, at: Address, context: RuleContext) -> RaisedFinding | Skipped | None:
    assert check.condition is not None  # noqa: S101 - a spot has one
    figures = context.figures.seen_from(at)
    evaluated = evaluate if check.as_printed else evaluate_interval
    result = evaluated(check.condition, figures)
    if result is True:
        hit = _hit(check, at, figures, context)
        return RaisedFinding(check, hit, finding_of(check, hit, figures))
    return _skipped(check, at, figures, context) if result is None else None


def _hit(check: Check, at: Address, figures: FigureScope, context: RuleContext) -> Hit:
    return Hit(
        at,
        formula=explain(check.formula, figures) if check.formula else None,
        repair=_repair(check.repair, at, figures, context) if check.repair else None,
    )


def _repair(
    rule: RepairRule, at: Address, figures: FigureScope, context: RuleContext
) -> Repair | None:
    value = evaluate(rule.value, figures)
    form, field = context.form, rule.field or at.field
    if not isinstance(value, Decimal) or not field:
        return None
    indicator = form.indicator(at) if rule.field is None else None
    if indicator is not None:
        place = Address(field, row=at.row, part=rule.period or at.part)
        return Repair(place, _printed(value, indicator.kind))
    asked = form.fields[field]
    period = (rule.period or at.part) if asked.periods else None
    place = at if asked.columns else cell(field, period)
    question = form.question(place)
    if question is None or not question.range.holds(value):
        return None
    return Repair(place, _printed(value, question.kind))


def _printed(value: Decimal, kind: Kind) -> str:
    return print_number(value, kind.decimals)


def _skipped(
    check: Check, at: Address, figures: FigureScope, context: RuleContext
) -> Skipped | None:
    """The note that a check was not made, where what it needs is 无."""
    assert check.condition is not None  # noqa: S101 - a spot has one
    for need in needs(check.condition, figures):
        if not need.missing or need.source:
            continue
        if need.target:
            reading = figures.target(need.name, need.period or BASELINE)
            plan = context.form.plan_of.get(need.name)
            place = Address(plan.id if plan else at.field, row=need.name, part=need.period or "")
        else:
            reading = figures.read(need.name, need.period)
            place = cell(need.name, need.period)
        if reading is not None and reading.answer == NONE:
            where = context.labels.where(place)
            message = f"{where}填的是无，“{check.title}”这一项没有核对。"
            return Skipped(check.code, at, message)
    return None
