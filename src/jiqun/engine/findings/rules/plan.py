"""What the plan's targets 规划目标 must be: there, rising, and on an orderly path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from jiqun.engine.answers import Target
from jiqun.engine.definition import BASELINE, Address, Check, plan_periods
from jiqun.engine.findings.finding import Repair
from jiqun.engine.findings.repairs import takes, way_to
from jiqun.engine.findings.rule_context import Hit, RuleContext
from jiqun.engine.kinds import NONE

Numbers = list[tuple[str, Decimal]]
"""The numbers of a row that are given, by period, from the baseline to the last year."""


def plan_missing(check: Check, context: RuleContext) -> Iterator[Hit]:
    """An indicator the form gives, without baseline or last year's target."""
    ends = (BASELINE, context.form.plan_years[-1])
    seen, filled = context.problem_places, {t.field for t in context.answers.targets}
    for plan, indicator in ((p, i) for p in context.form.plans for i in p.indicators):
        if plan.id not in filled and Address(plan.id) in seen:
            continue
        at = Address(plan.id, row=indicator.id)
        target = context.targets.get(at)
        asks = [
            at._replace(part=p)
            for p in ends
            if (target is None or p not in target.values) and at._replace(part=p) not in seen
        ]
        if asks and at not in seen:
            missing = "和".join(context.labels.plan_period(one.part) for one in asks)
            yield Hit(at, {"missing": missing}, asks=tuple(asks))


def plan_rising(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A target that does not rise in every year given."""
    for target in context.answers.targets:
        if target.indicator in check.rows:
            yield from _out_of_order(context, target, _below, Decimal(1))


def plan_path(check: Check, context: RuleContext) -> Iterator[Hit]:
    """Values between that do not lie in order between baseline and target."""
    last = context.form.plan_years[-1]
    free = check.settings.get("free", "").split()
    for target in context.answers.targets:
        numbers = dict(_numbers(context, target))
        if (
            target.indicator in free
            or len(numbers) < 3
            or BASELINE not in numbers
            or last not in numbers
        ):
            continue
        rises = numbers[last] >= numbers[BASELINE]
        yield from _out_of_order(context, target, _at_most if rises else _at_least, Decimal(0))


def _below(a: Decimal, b: Decimal) -> bool:
    return a < b


def _at_most(a: Decimal, b: Decimal) -> bool:
    return a <= b


def _at_least(a: Decimal, b: Decimal) -> bool:
    return a >= b


def _out_of_order(
    context: RuleContext, target: Target, ordered: Callable[[Decimal, Decimal], bool], step: Decimal
) -> Iterator[Hit]:
    """The first two neighbours that are out of order, with the changes that mend it all."""
    numbers = _numbers(context, target)
    broken = next(((a, b) for a, b in pairwise(numbers) if not ordered(a[1], b[1])), None)
    if broken is None:
        return
    name = context.labels.plan_period
    (first, a), (second, b) = broken
    values = "，".join(f"{name(p)} {v:f}" for p, v in numbers)
    words = {
        "values": values,
        "first": f"{name(first)} {a:f}",
        "second": f"{name(second)} {b:f}",
        "row_label": target.label,
    }
    changes = _changes(context, target, numbers, ordered, step)
    alone = len(changes) == 1
    yield Hit(
        target.at,
        words,
        formula="→".join(f"{v:f}" for _, v in numbers),
        repair=changes[0] if alone else None,
        ways=() if alone else tuple(way_to(c.at, c.value, context) for c in changes),
    )


def _changes(
    context: RuleContext,
    target: Target,
    numbers: Numbers,
    ordered: Callable[[Decimal, Decimal], bool],
    step: Decimal,
) -> list[Repair]:
    """For each number that can put all in order alone, its smallest change that does. Where there
    is one such number, it alone can be at fault."""
    changes = []
    for n, (period, number) in enumerate(numbers):
        ends = [numbers[n - 1][1] + step] if n else []
        if n + 1 < len(numbers):
            ends.append(numbers[n + 1][1] - step)
        mending = [end for end in ends if _in_order(numbers, n, end, ordered)]
        at = target.at._replace(part=period)
        if mending:
            value = f"{min(mending, key=lambda end: abs(end - number)):f}"
            if takes(at, value, context) is not None:
                changes.append(Repair(at, value))
    return changes


def _in_order(
    numbers: Numbers, n: int, value: Decimal, ordered: Callable[[Decimal, Decimal], bool]
) -> bool:
    """Whether all is in order with another value in one place."""
    values = [v for _, v in numbers]
    values[n] = value
    return all(ordered(a, b) for a, b in pairwise(values))


def _numbers(context: RuleContext, target: Target) -> Numbers:
    indicator = context.form.indicator(target.at)
    zero: Mapping[object, Decimal] = (
        {NONE: Decimal(0)} if indicator and indicator.kind.counts else {}
    )
    numbers = []
    for period in plan_periods(context.form):
        answer = target.values.get(period)
        value = answer.value if answer else None
        number = value if isinstance(value, Decimal) else zero.get(value)
        if number is not None:
            numbers.append((period, number))
    return numbers
