"""The figures a finding rests on: what its explanation 情况说明 was written for, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from jiqun.engine.answers import Answers, Figures
from jiqun.engine.definition import (
    NOWHERE,
    Address,
    Form,
    UnknownAddress,
    cell,
    labels_of,
    parse_place,
)
from jiqun.engine.expressions import print_quantity
from jiqun.engine.expressions.scope import UNIT
from jiqun.engine.findings.figure_scope import FROM_LEDGER, CellRead, FigureScope
from jiqun.engine.findings.finding import Hit
from jiqun.engine.findings.message import cut

_OF = "/"  # parts the name of another filing from what was read there
_IN = "@"  # parts the name of a fact from its year
_OTHERWISE = "校验结果与填写说明时不同"


def figures_read(figures: FigureScope, reads: Iterable[CellRead]) -> Figures:
    """The figures behind cells that a formula read, by address or name, as printed; the numbers a
    check sets are none."""
    told = (_told(figures, read) for read in dict.fromkeys(reads))
    return tuple(sorted(filter(None, told)))


def of_source(name: str, figures: Figures) -> Iterator[tuple[str, str]]:
    """The figures of another filing, under the name the form has for it."""
    return ((f"{name}{_OF}{key}", text) for key, text in figures)


def figures_of_hit(hit: Hit, answers: Answers) -> Figures:
    """The figures of what a rule found: the answers where it speaks, and those it names beside."""
    at = hit.at
    if at.list:
        rows = answers.lists.get(at.list, ())
        row = rows[int(at.row) - 1] if at.row and int(at.row) <= len(rows) else {}
        found = {str(at._replace(field="", part="")): "，".join(filter(None, row.values()))}
    else:
        found = {str(place): answers.shown_at(place) for place in _answers_at(at, answers)}
    return tuple(sorted({**found, **dict(hit.beside)}.items()))


def changes_said(form: Form, seen: Figures, now: Figures) -> tuple[str, ...]:
    """What became of the figures an explanation was written for, in words; empty where all of them
    are as they were."""
    if seen == now:
        return ()
    before, after = dict(seen), dict(now)
    said = (
        f"{_named(form, key)}由 {_text(form, key, before[key])} 变为 {_text(form, key, after[key])}"
        for key in before
        if key in after and before[key] != after[key]
    )
    return tuple(said) or (_OTHERWISE,)


def _answers_at(at: Address, answers: Answers) -> list[Address]:
    """The answers at a place: of a field its years, of a row its cells."""
    if not at.field:
        return []
    target = answers.target(at) if at.row else None
    if target is not None:
        places: Iterable[Address] = (target.at._replace(part=part) for part in target.values)
    else:
        places = (a for a in answers.cells if (a.field, a.row) == (at.field, at.row))
    return [a for a in places if not at.part or a.part == at.part] or [at._replace(option="")]


def _told(figures: FigureScope, read: CellRead) -> tuple[str, str] | None:
    answers = figures.answers
    form = answers.form
    if isinstance(read, Address):
        held = figures.held(read)
        of_ledger = read.part == FROM_LEDGER
        return str(read), (f"{held}" if held else "") if of_ledger else answers.shown_at(read)
    name, period, target = read
    if target:
        plan = form.plan_of.get(name)
        at = Address(plan.id, row=name, part=period or "") if plan else NOWHERE
        row = answers.target(at)
        if row is None:
            return None
        return str(at), row.unit if period == UNIT else answers.shown_at(at)
    if name in form.fields:
        return str(cell(name, period)), answers.shown(name, period)
    if name in form.facts:
        fact = figures.held(read)
        text = f"{fact:f}" if isinstance(fact, Decimal) else str(fact or "")
        return f"{name}{_IN}{period}" if period else name, text
    if name in form.checks.counts:
        value = figures.read(name, None)
        return name, value.shown if value else ""
    if name in form.lists:
        return str(Address(list=name)), str(len(answers.lists.get(name, ())))
    return None


def _named(form: Form, key: str) -> str:
    """What a figure is called: 2024年“集群总产值”."""
    source, parted, own = key.rpartition(_OF)
    if parted:
        of = form.sources[source]
        return f"{of.title}{_named(of, own)}"
    at = _place(form, key)
    if at is not None:
        return labels_of(form).where(at)
    name, _, year = key.partition(_IN)
    fact, count = form.facts.get(name), form.checks.counts.get(name)
    label = fact.label if fact else form.lists[count.list].label if count else "台账"
    return f"{year}年“{label}”" if year else f"“{label}”"


def _text(form: Form, key: str, text: str) -> str:
    source, parted, own = key.rpartition(_OF)
    if parted:
        return _text(form.sources[source], own, text)
    at = _place(form, key)
    question = form.question(at) if at and not at.list else None
    unit = "条" if at and at.list and not at.row else question.unit if question else ""
    return print_quantity(cut(text), unit) if text else "未填"


def _place(form: Form, key: str) -> Address | None:
    try:
        return parse_place(form, key)
    except UnknownAddress:
        return None
