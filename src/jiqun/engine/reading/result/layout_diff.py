"""Compare the layout: name every row, span and label that is not as on the official paper.

Instruction 11 (填报说明第11条): the style of the tables may not be changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from jiqun.engine.reading.by_label.label_reader import LabelReading
from jiqun.engine.reading.by_label.official_paper import Official, OfficialCell
from jiqun.engine.reading.by_label.row_matching import RowMatch
from jiqun.engine.reading.page.word_page import TextTable
from jiqun.engine.reading.result.report import LayoutDifference


def check_layout(reading: LabelReading) -> list[LayoutDifference]:
    """Every difference between the tables of the file and the official ones, in order."""
    differences = [
        *_rows(reading),
        *_labels(reading),
        *_grids(reading),
        *_lines(reading),
        *reading.differences,
    ]
    order = {part: n for n, part in enumerate(_parts(reading.official))}
    unique = list(dict.fromkeys(differences))
    return sorted(unique, key=lambda d: order.get(d.part, -1))


def _parts(official: Official) -> list[str]:
    return list(dict.fromkeys(line.part for line in official.flow))


def _rows(reading: LabelReading) -> Iterator[LayoutDifference]:
    missing = dict.fromkeys(reading.matches.missing, "缺少这一行，或文字改动过大")
    missing |= dict.fromkeys(reading.matches.doubtful, "位置无法确定")
    for row in reading.official.rows:
        match = reading.matches.by_row.get(row)
        if row in missing:
            yield LayoutDifference(row.part, row.name, f"{missing[row]}。")
        elif match and match.moved:
            yield LayoutDifference(row.part, row.name, "这一行的位置有改动。")


def _labels(reading: LabelReading) -> Iterator[LayoutDifference]:
    for row in reading.matches.by_row:
        for cell in row.cells:
            text_cell = reading.grid.places.get(cell)
            if not cell.is_label:
                continue
            if text_cell is None:
                yield LayoutDifference(row.part, row.name, f"缺少“{_shown(cell.words)}”一格。")
            elif _plain(text_cell.text) != _plain(cell.words):
                message = f"“{_shown(cell.words)}”改成了“{_shown(text_cell.text)}”。"
                yield LayoutDifference(row.part, row.name, message)


def _plain(text: str) -> str:
    """A label as it is compared: half-width marks and blanks do not count as a change."""
    return "".join(text.split()).translate(_SAME)


_SAME = str.maketrans("（）：，；“”％", '():,;""%')


def _shown(text: str) -> str:
    joined = "".join(text.split())
    return joined if len(joined) <= 40 else joined[:39] + "…"


def _grids(reading: LabelReading) -> Iterator[LayoutDifference]:
    """Compare which columns and rows every cell spans, counted in columns that are really used."""
    matches = sorted(reading.matches.by_row.values(), key=lambda m: m.file_row.number)
    for number, group in groupby(
        sorted(matches, key=lambda m: m.official.table), key=lambda m: m.official.table
    ):
        members = list(group)
        rows = [row for row in reading.official.rows if row.table == number]
        official = _edges(cell.column for row in rows for cell in row.cells)
        tables = {id(m.file_row.table): m.file_row.table for m in members}
        file_columns = {
            key: _edges(cell.column for row in table.rows for cell in row.cells)
            for key, table in tables.items()
        }
        if len(tables) > 1:
            yield LayoutDifference(members[0].official.part, "", f"表格被拆成了{len(tables)}个。")
        for match in members:
            yield from _row_grid(reading, match, official, file_columns[id(match.file_row.table)])


def _edges(columns: Iterator[int]) -> dict[int, int]:
    """Columns in which a cell begins, numbered without the gaps."""
    return {column: n for n, column in enumerate(sorted(set(columns)))}


def _row_grid(
    reading: LabelReading, match: RowMatch, official: dict[int, int], file_columns: dict[int, int]
) -> Iterator[LayoutDifference]:
    row = match.official
    expected = [official[c.column] for c in row.cells]
    actual = [file_columns[c.column] for c in match.file_row.cells]
    if expected != actual:
        yield LayoutDifference(row.part, row.name, "格子的划分（列数或合并）与官方表格不同。")
        return
    for cell in row.cells:
        if cell.cell.rows > 1 and not _spans_rows(match.file_row.table, match, cell):
            yield LayoutDifference(row.part, row.name, f"“{_shown(cell.words)}”的跨行合并有改动。")


def _spans_rows(table: TextTable, match: RowMatch, cell: OfficialCell) -> bool:
    """Whether the cell goes on through as many rows as on the official paper."""
    position = match.official.cells.index(cell)
    column = match.file_row.cells[position].column
    below = table.rows[match.file_row.index + 1 : match.file_row.index + cell.cell.rows + 1]
    continued = 0
    for row in below:
        if not any(c.column == column and c.continued for c in row.cells):
            break
        continued += 1
    return continued == cell.cell.rows - 1


def _lines(reading: LabelReading) -> Iterator[LayoutDifference]:
    """Lines outside the tables; a stretch of missing ones is told as one."""
    flow = [line for line in reading.official.flow if not (line.line and line.line.hint)]
    missing = {id(line) for line in reading.flow.missing}
    for lacks, group in groupby(flow, key=lambda line: (line.part, id(line) in missing)):
        if not lacks[1]:
            continue
        lines = [_shown(line.opening) for line in group]
        if len(lines) > 2:
            message = f"缺少从“{lines[0]}”到“{lines[-1]}”的{len(lines)}行。"
            yield LayoutDifference(lacks[0], "", message)
        else:
            for words in lines:
                yield LayoutDifference(lacks[0], "", f"缺少“{words}”一行。")
    for line, text in reading.flow.changed:
        yield LayoutDifference(line.part, "", f"“{_shown(line.opening)}”改成了“{_shown(text)}”。")
