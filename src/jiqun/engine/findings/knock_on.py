"""What a correction takes along 连带: the answers that follow by formula from a corrected one, and
those that share a check with it, which the correction could make wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jiqun.engine.definition import Check, Field, Form, short_labels
from jiqun.engine.expressions import Expression, ExpressionError, parse

_FORMULA, _CHECK = "由“{label}”计算得出", "与“{label}”一起受“{title}”的校验"


@dataclass(frozen=True, slots=True)
class KnockOn:
    """A field that a correction opens: why, in Chinese, and through which of the corrected ones."""

    field: str
    through: str
    why: str


def knock_on(form: Form, corrected: Iterable[str]) -> dict[str, KnockOn]:
    """The fields that corrections of some fields open besides them, by id, in the order of the
    form. Ids that the form does not have are passed over."""
    asked = [name for name in form.fields if name in set(corrected)]
    labels = short_labels(form)
    found: dict[str, KnockOn] = {}
    for one in asked:
        label = labels[one]
        follow = _following(form, one)
        for name in follow:
            found.setdefault(name, KnockOn(name, one, _FORMULA.format(label=label)))
        for check in form.checks.checks:
            for ring in _rings(form, check):
                if ring & {one, *follow}:
                    why = _CHECK.format(label=label, title=check.title)
                    for name in ring:
                        found.setdefault(name, KnockOn(name, one, why))
        for name in _counted_with(form, form.fields[one]):
            why = _CHECK.format(label=label, title="数量与名单一致")
            found.setdefault(name, KnockOn(name, one, why))
    return {name: found[name] for name in form.fields if name in found and name not in asked}


def _following(form: Form, name: str) -> set[str]:
    """The fields whose formulas come to another value with this one, however far."""
    found, ends = set[str](), {name}
    while ends:
        reached = {f.id for f in form.fields.values() if _names_in(f.formula) & ends}
        ends = reached - found - {name}
        found |= ends
    return found


def _names_in(formula: str) -> frozenset[str]:
    try:
        return parse(formula).names if formula else frozenset()
    except ExpressionError:
        return frozenset()


def _rings(form: Form, check: Check) -> Iterator[set[str]]:
    """The fields that a condition looks at together, once for each field it is reported on."""
    if check.condition is None:
        return
    looked_at = _fields_of(form, _expressions(check))
    plans = {f.id for f in form.fields.values() if any(f.indicator(row) for row in check.rows)}
    for name in check.fields or ("",):
        ring = looked_at | plans | ({name} & {*form.fields})
        if len(ring) > 1:
            yield ring


def _expressions(check: Check) -> Iterator[Expression]:
    if check.condition is not None:
        yield check.condition
    if check.formula is not None:
        yield check.formula


def _fields_of(form: Form, expressions: Iterable[Expression]) -> set[str]:
    """The fields that formulas name, also by a row of the plan or the count of a list."""
    names, targets = set[str](), set[str]()
    for one in expressions:
        names |= one.names
        targets |= one.targets
    lists = _lists_counted(form)
    counted = {lists[name] for name in names if name in lists}
    return {
        field.id
        for field in form.fields.values()
        if field.id in names
        or any(field.indicator(target) for target in targets)
        or (field.rows is not None and field.rows.list in counted)
    }


def _lists_counted(form: Form) -> Mapping[str, str]:
    return {count.name: count.list for count in form.checks.counts.values()}


def _counted_with(form: Form, field: Field) -> Iterator[str]:
    """The counts and names that the engine's own rules compare with a field."""
    for other in form.fields.values():
        if other.id == field.id:
            continue
        same_list = field.rows and other.rows and field.rows.list == other.rows.list
        if field.names_for == other.id or other.names_for == field.id or same_list:
            yield other.id
