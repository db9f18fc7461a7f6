"""What would clear a finding: its repair, or the ways it could be put right where the figures of
several cells disagree and none of them can be preferred."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from jiqun.engine.answers import Answer, Answers
from jiqun.engine.definition import Address, Check, Form, RepairRule, cell
from jiqun.engine.expressions import (
    UNFILLED,
    evaluate,
    evaluate_interval,
    print_number,
)
from jiqun.engine.findings.figure_scope import CellRead, FigureScope
from jiqun.engine.findings.finding import Hit, Repair, Way
from jiqun.engine.findings.rounding import value_at
from jiqun.engine.findings.rule_context import RuleContext
from jiqun.engine.findings.spots import error_spots
from jiqun.engine.kinds import Value


def repair_of(
    check: Check, at: Address, figures: FigureScope, context: RuleContext
) -> Repair | None:
    """The repair of a condition; None where its value is no answer there, or clears nothing."""
    return next(
        _changes((check.repair,) if check.repair else (), check, at, figures, context), None
    )


def ways_of(
    check: Check, at: Address, figures: FigureScope, context: RuleContext
) -> tuple[Way, ...]:
    """The ways of a condition, in the order of the check; none that would clear nothing."""
    changes = _changes(check.ways, check, at, figures, context)
    found = (way_to(change.at, change.value, context) for change in changes)
    return tuple(dict.fromkeys(found))


def way_to(at: Address, value: str, context: RuleContext) -> Way:
    """The way that puts a value into an answer."""
    target = context.targets.get(at._replace(part="")) if at.row else None
    question = context.form.question(at)
    unit = target.unit if target else question.unit if question else ""
    return Way(at, value, context.answers.shown_at(at) or UNFILLED, unit)


def ways_to(changes: Iterable[tuple[Address, str]], context: RuleContext) -> tuple[Way, ...]:
    """The ways that put values into answers, without those an answer does not take."""
    return tuple(
        way_to(at, text, context) for at, text in changes if takes(at, text, context) is not None
    )


def takes(at: Address, text: str, context: RuleContext) -> Value | None:
    """What an answer would be with a text in it; None where that is not of its kind or range, is
    not what the rows of its list 清单 add up to, or brings up an error there."""
    value = value_at(context.form, at, text)
    if value is None or not _agrees_with_list(at, value, context):
        return None
    after = _changed(context, at, value)
    spots = error_spots(context.form).get(at._replace(part="") if at.row else at, ())
    raised = any(
        _speaks(spot.check, spot.at, after, context)
        and not _speaks(spot.check, spot.at, context.answers, context)
        for spot in spots
    )
    return None if raised else value


def only_taken(hit: Hit, context: RuleContext) -> Hit:
    """A hit without the repair and ways that their answers do not take."""
    repair = hit.repair
    if repair is None and not hit.ways:
        return hit
    kept = repair if repair and takes(repair.at, repair.value, context) is not None else None
    ways = tuple(way for way in hit.ways if takes(way.at, way.value, context) is not None)
    return replace(hit, repair=kept, ways=ways)


def _agrees_with_list(at: Address, value: Value, context: RuleContext) -> bool:
    field = context.form.fields.get(at.field)
    if field is None or field.rows is None or not isinstance(value, Decimal):
        return True
    _reads(context, (field.rows.list, None, False))
    total = context.rows.total(field)
    return not total or context.rows.count(field, at.period) == value


def _reads(context: RuleContext, read: CellRead) -> None:
    """Note that what is found rests on a cell."""
    if context.figures.reads is not None:
        context.figures.reads.append(read)


def _changes(
    rules: tuple[RepairRule, ...],
    check: Check,
    at: Address,
    figures: FigureScope,
    context: RuleContext,
) -> Iterator[Repair]:
    """What the rules come to, as far as the answer takes it and it clears the finding."""
    for rule in rules:
        value = evaluate(rule.value, figures)
        place = _place(rule, at, context.form)
        if not isinstance(value, Decimal) or place is None:
            continue
        indicator, question = context.form.indicator(place), context.form.question(place)
        kind = indicator.kind if indicator else question.kind if question else None
        text = print_number(value, kind.decimals) if kind else ""
        _reads(context, (place.row or place.field, place.part or None, bool(place.row)))
        answer = takes(place, text, context) if kind else None
        if answer is None or _speaks(check, at, _changed(context, place, answer), context):
            continue
        yield Repair(place, text)


def _place(rule: RepairRule, at: Address, form: Form) -> Address | None:
    """The cell a rule changes, seen from where the finding is."""
    field = rule.field or at.field
    if not field:
        return None
    if rule.field is None and form.indicator(at) is not None:
        return Address(field, row=at.row, part=rule.period or at.part)
    asked = form.fields[field]
    period = (rule.period or at.part) if asked.periods else None
    return at if asked.columns else cell(field, period)


def _changed(context: RuleContext, at: Address, value: Value) -> Answers:
    """The answers with another value in one of them."""
    answers = context.answers
    row = at._replace(part="")
    if at.row and row in context.targets:
        targets = tuple(
            replace(t, values={**t.values, at.part: Answer(value)}) if t.at == row else t
            for t in answers.targets
        )
        return replace(answers, targets=targets)
    return replace(answers, cells={**answers.cells, at: Answer(value)})


def _speaks(check: Check, at: Address, answers: Answers, context: RuleContext) -> bool:
    """Whether the check still speaks there of other answers."""
    if check.condition is None:
        return False
    numbers = context.form.checks.numbers
    figures = FigureScope(answers, context.facts, numbers, context.labels).seen_from(at)
    figures.reads = context.figures.reads  # what is found here rests on these cells too
    evaluated = evaluate if check.as_printed else evaluate_interval
    return evaluated(check.condition, figures) is True
