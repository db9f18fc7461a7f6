"""Read a file by its labels and table places: for files made or rebuilt by other people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from jiqun.engine.definition import (
    Address,
    Field,
    Form,
    Layout,
    RowsTable,
    Slot,
    Tick,
    Words,
    labels_of,
)
from jiqun.engine.kinds import Trouble
from jiqun.engine.reading.by_label.cell_matching import Grid, place_cells
from jiqun.engine.reading.by_label.cut_answers import Cut, cut
from jiqun.engine.reading.by_label.flow import FlowReading, Region, read_flow
from jiqun.engine.reading.by_label.flow_lines import file_flow
from jiqun.engine.reading.by_label.official_paper import (
    Official,
    OfficialCell,
    OfficialRow,
    read_official,
)
from jiqun.engine.reading.by_label.row_matching import RowMatches, file_rows, match_rows
from jiqun.engine.reading.by_label.rows_by_heads import find_tables, read_rows
from jiqun.engine.reading.by_label.target_table import (
    TargetReading,
    TargetTables,
    find_target_tables,
    read_targets,
)
from jiqun.engine.reading.by_label.text_matching import is_blank, letters
from jiqun.engine.reading.by_label.tick_boxes import CROSSED, EMPTY, TICKED, read_boxes
from jiqun.engine.reading.page.word_page import TextCell, TextTable, WordPage
from jiqun.engine.reading.result.reader_result import ReaderResult
from jiqun.engine.reading.result.report import LayoutDifference, Unclear


@dataclass(slots=True)
class LabelReading:
    """What the labels say, where the official tables were found, and what differs."""

    result: ReaderResult
    official: Official
    matches: RowMatches
    grid: Grid
    flow: FlowReading
    differences: list[LayoutDifference] = field(default_factory=list)
    marks: str = ""  # the tick marks used in the file


def read_labels(page: WordPage, form: Form, layout: Layout) -> LabelReading:
    """The answers by the words around them; what is not understood is listed in the result."""
    official = read_official(form, layout)
    tables = list(page.tables())
    plans = [line.targets for line in official.flow if line.targets]
    targets = find_target_tables(plans, tables, form)
    of_rows = find_tables([ours for _, ours in official.tables_of_rows], tables)
    taken = [table for _, table in of_rows]
    read_apart = [*taken, *(table for found in targets.values() for table in found)]
    rows = file_rows([table for table in tables if table not in read_apart])
    matches = match_rows(official.rows, rows)
    grid = place_cells(matches)
    lines, left = file_flow(page, official, matches, targets, taken)
    reading = LabelReading(
        ReaderResult("label"), official, matches, grid, read_flow(official.flow, lines)
    )
    reading.marks = "".join(
        c
        for official_cell, cell in grid.places.items()
        if not official_cell.is_label
        for c in cell.text
        if c in TICKED or c in CROSSED or c in EMPTY
    )
    for row in official.rows:
        if row in matches.by_row:
            for cell in row.cells:
                if not cell.is_label:
                    _read_cell(reading, form, row, cell)
    for region in reading.flow.regions:
        _read_region(reading, form, region)
    _read_targets(reading, form, targets)
    _read_tables_of_rows(reading, form, of_rows)
    _tell_rest(reading, left)
    return reading


def _read_cell(reading: LabelReading, form: Form, row: OfficialRow, cell: OfficialCell) -> None:
    unclear = reading.result.unclear
    if cell in reading.grid.lost:
        text = " ".join(c.text for c in reading.grid.lost[cell] if not is_blank(c.text))
        message = "格子的划分有改动，无法确定各项内容"
        unclear.append(Unclear(row.part, row.name, text, message, cell.answers))
        return
    text_cell = reading.grid.places.get(cell)
    if text_cell is None:
        unclear.append(Unclear(row.part, row.name, "", "找不到这一格", cell.answers))
        return
    for nested in text_cell.blocks:
        if isinstance(nested, TextTable) and not is_blank(nested.text):
            message = "格子里另有表格，没有读取"
            unclear.append(Unclear(row.part, row.name, nested.text, message, cell.answers))
    doubt = _doubt(reading, cell)
    if doubt:
        if not is_blank(text_cell.text):
            unclear.append(Unclear(row.part, row.name, text_cell.text.strip(), doubt, cell.answers))
        return
    ticks = [p for line in cell.lines for p in line.pieces if isinstance(p, Tick)]
    if ticks:
        _read_ticks(reading, form, row, cell, ticks, text_cell.text)
    else:
        _take(reading, form, cut(cell.lines, text_cell.text), row.part, row.name)


def _doubt(reading: LabelReading, cell: OfficialCell) -> str:
    """Why an answer cannot be trusted although its cell was found; "" where it can."""
    places, rows = reading.grid.places, reading.grid.rows
    row = rows[cell]
    moved = reading.matches.moved(row)
    for label in [*cell.labels, *cell.heads]:
        is_head = label in cell.heads
        if not letters(label.words) or (label.row == cell.row and not is_head):
            continue
        name = " ".join(label.words.split())
        label_row = rows.get(label)
        apart = label_row is None or (label_row.table is not row.table and moved)
        if label_row is None or apart or label_row.number > row.number:
            return f"“{name}”不在原处，无法确定这一格属于哪一项"
        if is_head and letters(places[label].text) != letters(label.words):
            return f"表头“{name}”有改动，无法确定这一列的含义"
        if is_head and not _stands_under(label, cell, places):
            return f"这一格不在表头“{name}”之下，无法确定它属于哪一列"
    return ""


def _stands_under(
    head: OfficialCell, cell: OfficialCell, places: dict[OfficialCell, TextCell]
) -> bool:
    """Whether a cell still has the columns of a head that has the same columns officially."""
    if (head.column, head.end) != (cell.column, cell.end):
        return True
    above, below = places[head], places[cell]
    return (above.column, above.columns) == (below.column, below.columns)


def _read_ticks(
    reading: LabelReading,
    form: Form,
    row: OfficialRow,
    cell: OfficialCell,
    ticks: list[Tick],
    text: str,
) -> None:
    name = ticks[0].at.field
    options = [(o.id, o.label) for o in form.fields[name].options]
    words = [p.text for line in cell.lines for p in line.pieces if isinstance(p, Words)]
    boxes = read_boxes(text, options, [w for w in words if letters(w)], reading.marks)
    if boxes.seen:
        reading.result.boxes[name] = {option: option in boxes.ticked for option, _ in options}
    for message in dict.fromkeys(boxes.unclear):
        reading.result.unclear.append(Unclear(row.part, row.name, text.strip(), message, (name,)))
    for label in boxes.changed:
        message = f"缺少“{label}”，或文字有改动"
        reading.differences.append(LayoutDifference(row.part, row.name, f"{message}。"))


def _take(reading: LabelReading, form: Form, cut_result: Cut, part: str, name: str) -> None:
    """Put the answers of a cut into the result; what it could not tell apart is listed."""
    result = reading.result
    for slot, text in cut_result.texts.items():
        result.add_text(slot.at, text, (slot.blank, form.fields[slot.at.field].hint))
    for slots, text in cut_result.doubtful:
        if not _take_divisions(result, form, slots, text):
            tags = _answers(slots)
            result.unclear.append(
                Unclear(part, name, text, "前后的文字有改动，无法确定内容的起止", tags)
            )
    for text in cut_result.strange:
        tags = _answers(cut_result.texts)
        result.unclear.append(Unclear(part, name, text, "这段文字不知属于哪一项", tags))
    for words in cut_result.missing:
        message = f"缺少“{words.strip()}”，或文字有改动。"
        reading.differences.append(LayoutDifference(part, name, message))


def _answers(slots: Iterable[Slot]) -> tuple[str, ...]:
    return tuple(str(slot.at) for slot in slots)


def _take_divisions(result: ReaderResult, form: Form, slots: tuple[Slot, ...], text: str) -> bool:
    """A city and a county written in one: cut where both parts are names of divisions."""
    fields = [form.fields[slot.at.field] for slot in slots]
    if len(fields) != 2 or not all(field.kind.has_level for field in fields):
        return False
    first, second = (slot.blank.strip() for slot in slots)
    if letters(text) in (letters(first + second), letters(first), letters(second)):
        return True  # the empty form's own words
    for left, right in ((text[:n], text[n:]) for n in range(1, len(text))):
        if _is_division(left, fields[0]) and _is_division(right, fields[1]):
            result.add_text(slots[0].at, left)
            result.add_text(slots[1].at, right)
            return True
    for slot, question, blank in ((slots[0], fields[0], second), (slots[1], fields[1], first)):
        alone = text.strip().removesuffix(blank).removeprefix(blank).strip()
        if _is_division(alone, question):
            result.add_text(slot.at, alone)
            return True
    return False


def _is_division(text: str, question: Field) -> bool:
    value = question.kind.parse(text.strip(), question)
    return value is not None and not isinstance(value, Trouble)


def _read_region(reading: LabelReading, form: Form, region: Region) -> None:
    line = region.official.line
    if line is None or not (region.lines or region.doubt):
        return
    text = "\n".join(part.text for part in region.lines).strip("\n")
    part = region.official.part
    slots = [p for p in line.pieces if isinstance(p, Slot)]
    tags = _answers(slots)
    name = form.fields[slots[0].at.field].label if slots else ""
    if region.doubt:
        reading.result.doubts.append(Unclear(part, name, text, region.doubt, tags))
        return
    if region.remark:
        reading.result.doubts.append(Unclear(part, name, text, region.remark, tags))
    for source in region.lines:
        if source.table_text:
            message = "这里有表格，只读取了表格以外的文字"
            reading.result.unclear.append(Unclear(part, name, source.table_text, message, tags))
    _take(reading, form, cut([line], text), part, name)


def _read_targets(reading: LabelReading, form: Form, found: TargetTables) -> None:
    for line in reading.official.flow:
        plan = line.targets
        if plan is None:
            continue
        rows = [row for table in found.get(plan.field, ()) for row in table.rows]
        if rows:
            _take_targets(reading, form, line.part, read_targets(rows, plan, form))
        else:
            name, message = labels_of(form).plan(plan.field), "找不到规划目标表。"
            reading.differences.append(LayoutDifference(line.part, name, message))


def _take_targets(reading: LabelReading, form: Form, part: str, targets: TargetReading) -> None:
    for row in targets.rows:
        at = Address(targets.plan, row=row.indicator)
        for period, text in row.values.items():
            reading.result.add_text(at._replace(part=period), text)
        if form.indicator(at) is None:
            reading.result.add_text(at._replace(part="label"), row.label)
            reading.result.add_text(at._replace(part="unit"), row.unit)
            reading.result.directions[targets.plan, letters(row.label)] = row.direction
    for name, text, message in targets.unclear:
        reading.result.unclear.append(Unclear(part, name, text, message, (targets.plan,)))
    for name, message in targets.differences:
        reading.differences.append(LayoutDifference(part, name, f"{message}。"))


def _read_tables_of_rows(
    reading: LabelReading, form: Form, found: list[tuple[RowsTable, TextTable]]
) -> None:
    for part, ours in reading.official.tables_of_rows:
        table = next((theirs for one, theirs in found if one is ours), None)
        name = form.fields[ours.field].label
        if table is None:
            reading.differences.append(LayoutDifference(part, name, "找不到这个表。"))
            continue
        for at, text in read_rows(ours, table, form, part, reading.result.unclear):
            reading.result.add_text(at, text)


def _tell_rest(reading: LabelReading, left: list[tuple[str, str]]) -> None:
    """Nothing on the page is dropped in silence."""
    unclear = reading.result.unclear
    for row in reading.matches.doubtful:
        tags = tuple(tag for cell in row.cells for tag in cell.answers)
        message = "有几行与它相同，或行的位置有改动，无法确定是哪一行"
        unclear.append(Unclear(row.part, row.name, "", message, tags))
    for match, cell in reading.grid.strange:
        row = match.official
        unclear.append(Unclear(row.part, row.name, cell.text.strip(), "这一行多出的格子没有读取"))
    for part, text in left:
        unclear.append(Unclear(part, "", text, "这些内容不在表中，没有读取"))
    for line in reading.flow.rest:
        unclear.append(
            Unclear(
                line.part, "", (line.text or line.table_text).strip(), "这些文字不在表中，没有读取"
            )
        )
