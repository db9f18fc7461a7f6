"""The plan's table of targets 规划目标: one row an indicator, gathered under its direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiqun.engine.answers import Answers, Target
from jiqun.engine.definition import (
    BASELINE,
    Address,
    Field,
    Indicator,
    TargetsTable,
    labels_of,
)
from jiqun.engine.definition.layout import TARGET_STYLES
from jiqun.engine.documents.measure import stays_in_one_line
from jiqun.engine.documents.paper import (
    POINTS_PER_MM,
    Run,
    UnsizedCell,
    UnsizedRow,
    UnsizedTable,
    UnsizedText,
)
from jiqun.engine.kinds import NONE

MORE = "......"  # what the empty form prints where rows may be added
_HEAD, _CELL, _YEAR = TARGET_STYLES


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the table: a given indicator, an added one, or neither of them."""

    indicator: Indicator | None = None
    target: Target | None = None
    words: str = ""


def compose_targets(table: TargetsTable, answers: Answers) -> UnsizedTable:
    """The table with head, the given indicators, and the added ones under their directions."""
    head = tuple(
        UnsizedCell(n, 1, 1, (UnsizedText((Run(words),), _HEAD),))
        for n, words in enumerate(table.heads)
    )
    rows = [UnsizedRow(head)]
    plan = answers.form.fields[table.field]
    for direction, words in plan.directions.items():
        lines = list(_lines(plan, table, answers, direction))
        for number, line in enumerate(lines):
            cells = list(_cells(table, answers, line))
            if number == 0:
                title = UnsizedText((Run(words),), _CELL)
                cells.insert(0, UnsizedCell(0, 1, len(lines), (title,)))
            rows.append(UnsizedRow(tuple(cells)))
    return UnsizedTable(tuple(w * POINTS_PER_MM for w in table.widths), tuple(rows))


def _lines(plan: Field, table: TargetsTable, answers: Answers, direction: str) -> Iterator[_Line]:
    targets = answers.targets_of(plan.id)
    indicators = [i for i in plan.indicators if i.direction == direction]
    for indicator in indicators:
        yield _Line(indicator, answers.target(Address(plan.id, row=indicator.id)))
    added = [
        target
        for target in targets
        if not plan.indicator(target.indicator)
        and plan.known_direction(target.direction) == direction
    ]
    for target in added:
        yield _Line(None, target)
    if direction in table.open and not targets:
        yield _Line(words=MORE)
    elif not indicators and not added:
        yield _Line()  # the direction itself stays, as on the official form


def _cells(table: TargetsTable, answers: Answers, line: _Line) -> Iterator[UnsizedCell]:
    *between, last = answers.form.plan_years
    yield UnsizedCell(1, 1, 1, (UnsizedText(_label(table, line), _CELL),))
    yield UnsizedCell(2, 1, 1, (UnsizedText(_value(table, answers, line, BASELINE), _CELL),))
    content = [UnsizedText(_value(table, answers, line, last), _CELL)]
    for year in between:
        if line.target and year in line.target.values:
            runs = (Run(f"{year}年："), *_value(table, answers, line, year))
            content.append(UnsizedText(runs, _YEAR))
    yield UnsizedCell(3, 1, 1, tuple(content))


def _label(table: TargetsTable, line: _Line) -> tuple[Run, ...]:
    if line.indicator:
        return (Run(line.indicator.label),)
    if line.target:
        at = Address(table.field, row=line.target.indicator, part="label")
        return (Run(line.target.label, at, label="指标"),)
    return (Run(line.words),) if line.words else ()


def _value(table: TargetsTable, answers: Answers, line: _Line, period: str) -> tuple[Run, ...]:
    """The value with its unit; the place of one where it is empty; nothing without a row."""
    identity = line.indicator.id if line.indicator else line.target and line.target.indicator
    if not identity:
        return ()
    at, target = Address(table.field, row=identity, part=period), line.target
    label = labels_of(answers.form).full(at, target.label if target else "")
    text = answers.shown_at(at)
    if not target or not text:
        return (Run("", at, filled=False, label=label),)
    value = Run(text, at, number=stays_in_one_line(text), label=label)
    return (value, *_unit(table, line, target)) if text != NONE else (value,)


def _unit(table: TargetsTable, line: _Line, target: Target) -> tuple[Run, ...]:
    """The unit: words of the form for a given indicator, an answer for an added one."""
    if not target.unit:
        return ()
    if line.indicator and target.unit == line.indicator.unit:
        return (Run(target.unit),)
    at = Address(table.field, row=target.indicator, part="unit")
    return (Run(target.unit, at, label="单位"),)
