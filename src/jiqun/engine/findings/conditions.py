"""Conditions: checks that are a formula, evaluated over intervals at every place they look at."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from jiqun.engine.answers import LISTS, Figures
from jiqun.engine.definition import BASELINE, Address, Check, Form, cell
from jiqun.engine.expressions import (
    Need,
    ScopeValue,
    evaluate,
    evaluate_interval,
    explain,
    needs,
)
from jiqun.engine.findings.figure_scope import FigureScope
from jiqun.engine.findings.finding import Hit, Skipped
from jiqun.engine.findings.finding_figures import figures_read, of_source
from jiqun.engine.findings.incremental import Memory
from jiqun.engine.findings.message import RaisedFinding, finding_of, not_carried
from jiqun.engine.findings.repairs import repair_of, ways_of
from jiqun.engine.findings.rule_context import RuleContext
from jiqun.engine.findings.spots import Spot
from jiqun.engine.kinds import NONE


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
        finding = finding_of(check, hit, figures)
        if check.level == "confirm":
            finding = replace(finding, figures=_rests_on(check, hit, figures))
        return RaisedFinding(check, hit, finding)
    return _skipped(check, at, figures, context) if result is None else None


def _hit(check: Check, at: Address, figures: FigureScope, context: RuleContext) -> Hit:
    return Hit(
        at,
        formula=explain(check.formula, figures) if check.formula else None,
        repair=repair_of(check, at, figures, context),
        ways=ways_of(check, at, figures, context),
    )


def _rests_on(check: Check, hit: Hit, figures: FigureScope) -> Figures:
    """What the condition, the formula and the message read; not what repairs were tried on."""

    def speak() -> None:
        seen = figures.seen_from(hit.at)
        for formula in filter(None, (check.condition, check.formula)):
            (evaluate if check.as_printed else evaluate_interval)(formula, seen)
        finding_of(check, hit, seen)

    read = figures.read_by(speak)
    found = dict(figures_read(figures, read[""]))
    for name, reads in read.items():
        source = figures.source(name) if name else None
        if source is not None:
            found.update(of_source(name, figures_read(source, reads)))
    return tuple(sorted(found.items()))


def _skipped(
    check: Check, at: Address, figures: FigureScope, context: RuleContext
) -> Skipped | None:
    """The note that a check was not made, where what it needs is 无, or is 0 and divides, or is a
    number of rows of lists that the file does not carry."""
    assert check.condition is not None  # noqa: S101 - a spot has one
    needed = [need for need in needs(check.condition, figures) if not need.source]
    for need in needed:
        reading, place = _needed(need, at, figures, context.form)
        if need.missing and need.name in context.form.checks.counts:
            return not_carried(check, LISTS)
        if need.missing and reading is not None and reading.answer == NONE:
            where = context.labels.where(place)
            return Skipped(check.code, at, f"{where}填写“无”，未执行“{check.title}”校验。")
    if any(need.missing for need in needed) or evaluate(check.condition, figures) is not None:
        return None
    for need in needed:
        reading, place = _needed(need, at, figures, context.form)
        if reading is not None and reading.number == 0:
            where = context.labels.where(place)
            message = f"{where}为 0，无法计算，未执行“{check.title}”校验。"
            return Skipped(check.code, at, message)
    return None


def _needed(
    need: Need, at: Address, figures: FigureScope, form: Form
) -> tuple[ScopeValue | None, Address]:
    """What a condition needs, and where that stands."""
    if need.target:
        plan = form.plan_of.get(need.name)
        place = Address(plan.id if plan else at.field, row=need.name, part=need.period or "")
        return figures.target(need.name, need.period or BASELINE), place
    return figures.read(need.name, need.period), cell(need.name, need.period)
