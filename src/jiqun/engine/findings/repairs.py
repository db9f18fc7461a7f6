"""What would clear a finding: its repair, or the ways it could be put right where the figures of
several cells disagree and none of them can be preferred."""

from __future__ import annotations

from collections.abc import Iterator
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
from jiqun.engine.findings.figure_scope import FigureScope
from jiqun.engine.findings.finding import Repair, Way
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


def agrees_with_list(at: Address, count: int, context: RuleContext) -> bool:
    """Whether a count is what the rows of its list 清单 add up to, where it has any."""
    field = context.form.fields.get(at.field)
    if field is None or field.rows is None or not context.rows.total(field):
        return True
    return context.rows.count(field, at.period) == count


def _changes(
    rules: tuple[RepairRule, ...],
    check: Check,
    at: Address,
    figures: FigureScope,
    context: RuleContext,
) -> Iterator[Repair]:
    """What the rules come to, as far as it is an answer of its cell and clears the finding."""
    for rule in rules:
        value = evaluate(rule.value, figures)
        place = _place(rule, at, context.form)
        if not isinstance(value, Decimal) or place is None:
            continue
        indicator, question = context.form.indicator(place), context.form.question(place)
        kind = indicator.kind if indicator else question.kind if question else None
        text = print_number(value, kind.decimals) if kind else ""
        answer = value_at(context.form, place, text)
        if figures.reads is not None:
            target = bool(place.row)
            figures.reads.append((place.row or place.field, place.part or None, target))
        if answer is not None and _mends(check, at, place, answer, context):
            yield Repair(place, text)


def _place(rule: RepairRule, at: Address, form: Form) -> Address | None:
    """The cell a rule changes, seen from where the finding is."""
    if rule.row:
        return Address(form.plan_of[rule.row].id, row=rule.row, part=rule.period or "")
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


def _mends(check: Check, at: Address, place: Address, value: Value, context: RuleContext) -> bool:
    """Whether a check has nothing to say of a place once an answer is another, and no error comes
    up at that answer."""
    if isinstance(value, Decimal) and not agrees_with_list(place, int(value), context):
        return False
    before, after = context.answers, _changed(context, place, value)
    if _speaks(check, at, after, context):
        return False
    own = error_spots(context.form).get(place._replace(part="") if place.row else place, ())
    return not any(
        _speaks(spot.check, spot.at, after, context)
        and not _speaks(spot.check, spot.at, before, context)
        for spot in own
    )


def _speaks(check: Check, at: Address, answers: Answers, context: RuleContext) -> bool:
    """Whether the check still speaks there of other answers."""
    if check.condition is None:
        return False
    numbers = context.form.checks.numbers
    figures = FigureScope(answers, context.facts, numbers, context.labels).seen_from(at)
    figures.reads = context.figures.reads  # what is found here rests on these cells too
    evaluated = evaluate if check.as_printed else evaluate_interval
    return evaluated(check.condition, figures) is True
