"""Read the table of targets 规划目标: rows by indicator, values by the heads of the columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jiqun.engine.definition import (
    BASELINE,
    Field,
    Form,
    Indicator,
    TargetsTable,
    labels_of,
    own_number,
    own_row,
    plan_periods,
)
from jiqun.engine.reading.by_label.text_matching import is_blank, letters, likeness, without_notes
from jiqun.engine.reading.page.word_page import TextCell, TextRow, TextTable

LABEL_LIKE = 0.6
_MORE = re.compile(r"[.…．。·\s]*")
_INTERIM = re.compile(r"^\s*(\d{4})\s*年(?:度)?(?:目标值?)?\s*[：:]\s*(.*)$")
_FIGURE = re.compile(r"^\s*[-+−]?[\d,，.．]+\s*(\D{0,12})$")

TargetTables = Mapping[str, Sequence[TextTable]]
"""By the field of a plan the tables of a file it stands in: the first, and those it goes on in."""


@dataclass(slots=True)
class ReadTargetRow:
    """A row of the plan as it stands: ids where they are known, texts as printed."""

    indicator: str
    direction: str
    label: str
    unit: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class TargetReading:
    """The rows of a plan, and in Chinese what could not be read: (row, text, why)."""

    plan: str
    rows: list[ReadTargetRow] = field(default_factory=list)
    unclear: list[tuple[str, str, str]] = field(default_factory=list)
    differences: list[tuple[str, str]] = field(default_factory=list)


def find_target_tables(
    plans: Sequence[TargetsTable], tables: Sequence[TextTable], form: Form
) -> TargetTables:
    """Which tables of a file are those of the plans. Where plans have the same heads, a table is
    taken for the one whose indicators it names; the rest of a table that was cut off at the end of
    a page goes to the last one begun that it may belong to."""
    found: dict[str, list[TextTable]] = {}
    for table in tables:
        fitting = {
            plan.field: (_named(table, form.fields[plan.field]), plan.field not in found)
            for plan in plans
            if is_target_table(table, plan)
        }
        begun = max(fitting, key=lambda field_id: fitting[field_id], default="")
        if begun and begun not in found:
            found[begun] = [table]
            continue
        for plan, (first, *_) in reversed(found.items()):
            if goes_on(table, first, form.fields[plan]):
                found[plan].append(table)
                break
    return found


def _named(table: TextTable, plan: Field) -> int:
    """How many of the indicators of a plan a table names."""
    texts = {letters(cell.text) for row in table.rows for cell in row.cells}
    return sum(letters(indicator.label) in texts for indicator in plan.indicators)


def is_target_table(table: TextTable, targets_table: TargetsTable) -> bool:
    """Whether the first rows hold at least all heads but one."""
    heads = [letters(head) for head in targets_table.heads]
    for row in table.rows[:2]:
        texts = {letters(cell.text) for cell in row.cells}
        if sum(head in texts for head in heads) >= len(heads) - 1:
            return True
    return False


def goes_on(table: TextTable, first: TextTable, plan: Field) -> bool:
    """Whether a table is the rest of the table of targets, cut off at the end of a page."""
    labels = {letters(indicator.label) for indicator in plan.indicators}
    width = max(len(row.cells) for row in first.rows)
    return bool(table.rows) and any(
        len(row.cells) == width and letters(row.cells[1].text) in labels
        for row in table.rows[:2]
        if len(row.cells) > 1
    )


def read_targets(rows: list[TextRow], targets_table: TargetsTable, form: Form) -> TargetReading:
    """The plan's rows; nothing is taken from a row or column that is not understood."""
    plan, reading = form.fields[targets_table.field], TargetReading(targets_table.field)
    start, columns = _columns(rows, targets_table, form, reading)
    direction, name = "", labels_of(form).plan(plan.id)
    seen: set[str] = set()
    for row in rows[start:]:
        direction = _direction(row, columns, plan) or direction
        cell = _cell(row, columns, "label")
        label = cell.text.strip() if cell else ""
        values = _values(row, columns, form)
        if not is_blank(label) and not _MORE.fullmatch(label):
            _add(reading, plan, direction, label, values, seen)
        elif values:
            reading.unclear.append((direction, " ".join(values.values()), "这一行没有指标名称"))
        _check_strange(row, columns, name, reading)
    for indicator in plan.indicators:
        if indicator.id not in seen:
            reading.differences.append((indicator.label, "规划目标表里没有这个指标"))
    return reading


def _columns(
    rows: list[TextRow], targets_table: TargetsTable, form: Form, reading: TargetReading
) -> tuple[int, dict[str, int]]:
    """The row below the heads, and the grid column of each thing."""
    names = ("direction", "label", BASELINE, form.plan_years[-1])
    roles = dict(zip(map(letters, targets_table.heads), names, strict=True))
    for number, row in enumerate(rows[:2]):
        columns: dict[str, int] = {}
        for cell in row.cells:
            role = roles.get(letters(cell.text)) or _interim_head(cell.text, form)
            if role and role not in columns:
                columns[role] = cell.column
        if len(columns) >= len(roles) - 1:
            for words, role in roles.items():
                if role not in columns:
                    reading.differences.append((words, "规划目标表的表头有改动，这一列没有读取"))
            return number + 1, columns
    return 0, {}


def _interim_head(text: str, form: Form) -> str:
    return next((y for y in form.plan_years[:-1] if letters(text).startswith(f"{y}年")), "")


def _cell(row: TextRow, columns: dict[str, int], role: str) -> TextCell | None:
    """The cell under a head; none where it reaches under another head as well."""
    begin = columns.get(role)
    cell = next((c for c in row.cells if c.column == begin and not c.continued), None)
    return None if cell is None or _is_wide(cell, columns) else cell


def _is_wide(cell: TextCell, columns: dict[str, int]) -> bool:
    return any(cell.column < other < cell.column + cell.columns for other in columns.values())


def _direction(row: TextRow, columns: dict[str, int], plan: Field) -> str:
    cell = _cell(row, columns, "direction")
    words_in_cell = letters(cell.text) if cell else ""
    if not words_in_cell:
        return ""
    exact = [i for i, words in plan.directions.items() if letters(words) == words_in_cell]
    return exact[0] if exact else f"?{cell.text.strip() if cell else ''}"


def _values(row: TextRow, columns: dict[str, int], form: Form) -> dict[str, str]:
    """What stands under the heads; lines "2026年：…" in a cell are the values of those years."""
    values: dict[str, str] = {}
    for role in plan_periods(form):
        cell = _cell(row, columns, role)
        if cell is None:
            continue
        lines: list[str] = []
        for line in cell.text.split("\n"):
            interim = _INTERIM.match(line)
            if interim and interim[1] in form.plan_years:
                if not is_blank(interim[2]):
                    values[interim[1]] = interim[2].strip()
            elif not is_blank(line) and not _MORE.fullmatch(line):
                lines.append(line.strip())
        if lines:
            values[role] = "\n".join(lines)
    return values


def _add(
    reading: TargetReading,
    plan: Field,
    direction: str,
    label: str,
    values: dict[str, str],
    seen: set[str],
) -> None:
    indicator = _indicator(plan, direction, label, seen, reading)
    if indicator is None and not values:
        return
    if indicator is None and direction.startswith("?"):
        reading.differences.append((label, f"方向“{direction[1:]}”不在表中，按“其它”读取"))
    if indicator:
        seen.add(indicator.id)
        texts = {period: _without_unit(text, indicator.unit) for period, text in values.items()}
        row = ReadTargetRow(
            indicator.id, indicator.direction, indicator.label, indicator.unit, texts
        )
    else:
        number = 1 + sum(own_number(r.indicator) > 0 for r in reading.rows)
        unit = _common_unit(values)
        texts = {period: _without_unit(text, unit) for period, text in values.items()}
        known = plan.known_direction(direction)
        row = ReadTargetRow(own_row(number), known, label, unit, texts)
    reading.rows.append(row)


def _indicator(
    plan: Field, direction: str, label: str, seen: set[str], reading: TargetReading
) -> Indicator | None:
    """The given indicator of a label; the same label in two directions needs its direction."""
    spellings = {letters(label), letters(without_notes(label))}
    exact = [i for i in plan.indicators if letters(i.label) in spellings and i.id not in seen]
    same = [i for i in exact if i.direction == direction]
    if len(same) == 1:
        return same[0]
    if len(exact) == 1 and sum(i.label == exact[0].label for i in plan.indicators) == 1:
        reading.differences.append((label, "指标所在的方向有改动"))
        return exact[0]
    if exact:
        reading.differences.append((label, "这个指标属于哪个方向无法确定，按新增指标读取"))
        return None
    near = [
        i
        for i in plan.indicators
        if i.direction == direction and i.id not in seen and likeness(i.label, label) >= LABEL_LIKE
    ]
    if len(near) == 1:
        reading.differences.append((near[0].label, f"指标名称改成了“{label}”"))
        return near[0]
    if any(letters(row.label) == letters(label) for row in reading.rows):
        reading.differences.append((label, "有两行指标名称相同，请核对各自的方向和数值"))
    return None


def _without_unit(text: str, unit: str) -> str:
    if not unit:
        return text
    for spelling in (unit, unit.replace("%", "％")):
        if text.endswith(spelling):
            return text.removesuffix(spelling).rstrip()
    return text


def _common_unit(values: dict[str, str]) -> str:
    """The unit behind the figures of an added row, where all of them carry the same one."""
    units = {match[1].strip() if (match := _FIGURE.match(t)) else "" for t in values.values()}
    return units.pop() if len(units) == 1 else ""


def _check_strange(
    row: TextRow, columns: dict[str, int], name: str, reading: TargetReading
) -> None:
    starts = set(columns.values())
    for cell in row.cells:
        astray = cell.column not in starts or _is_wide(cell, columns)
        if astray and not is_blank(cell.text) and not cell.continued:
            reading.unclear.append((name, cell.text.strip(), "这一格不在表头的哪一列之下"))
