"""The official paper as a reader needs it: rows with their labels, cells with what governs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from jiqun.engine.definition import (
    Address,
    Cell,
    Form,
    Layout,
    Line,
    RowsTable,
    Slot,
    Table,
    TargetsTable,
    Tick,
    Words,
)
from jiqun.engine.reading.by_label.text_matching import letters, without_notes, without_numbering

COVER, INSTRUCTIONS = "封面", "填报说明"


@dataclass(slots=True, eq=False)
class OfficialCell:
    """A cell of the official tables. `labels` are the label cells that say what an answer is:
    those of its row, and those above it that span its columns."""

    cell: Cell
    row: int
    column: int
    lines: tuple[Line, ...]
    words: str
    is_label: bool
    labels: list[OfficialCell] = field(default_factory=list)
    heads: list[OfficialCell] = field(default_factory=list)

    @property
    def end(self) -> int:
        return self.column + self.cell.columns

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers and boxes that stand in it, as their addresses are written."""
        return tuple(str(at) for line in self.lines for at in places_of(line))


@dataclass(slots=True, eq=False)
class OfficialRow:
    """A row: the cells that begin in it, and those that reach into it from above."""

    part: str
    table: int
    index: int
    cells: list[OfficialCell]
    above: list[OfficialCell]
    keys: tuple[str, ...] = ()  # letters of its label cells
    beginning: str = ""  # where it has no label cell: letters its answer cell begins with
    name: str = ""  # what a person calls it


@dataclass(slots=True, eq=False)
class OfficialLine:
    """A line outside tables (or in a table of one column), a table, or the table of targets."""

    part: str
    line: Line | None = None
    table: int | None = None
    targets: TargetsTable | None = None
    words: str = ""  # of a line of words only
    opening: str = ""  # the words it begins with; "" where it begins with an answer
    opening_letters: str = ""
    key: str = ""  # letters of the opening without numbering


@dataclass(slots=True)
class Official:
    """The whole paper: rows of tables in order, and what flows around them."""

    rows: list[OfficialRow] = field(default_factory=list)
    flow: list[OfficialLine] = field(default_factory=list)
    tables: int = 0
    singles: list[tuple[str, int]] = field(default_factory=list)  # part, rows: one-column tables
    tables_of_rows: list[tuple[str, RowsTable]] = field(default_factory=list)  # part, table


def places_of(line: Line) -> Iterator[Address]:
    """The answers and boxes of a line."""
    return (piece.at for piece in line.pieces if isinstance(piece, Slot | Tick))


def read_official(form: Form, layout: Layout) -> Official:
    """The layout in the shape the readers need."""
    official = Official()
    for sheet in layout.sheets:
        section = form.section_by_id.get(sheet.id)
        part = section.heading if section and section.part else COVER if section else INSTRUCTIONS
        for block in sheet.blocks:
            if isinstance(block, Line):
                official.flow += _flowing(part, block)
            elif isinstance(block, RowsTable):
                official.tables_of_rows.append((part, block))
            elif len(block.widths) == 1:
                official.singles.append((part, len(block.rows)))
                for row in block.rows:
                    for cell in row.cells:
                        for line in cell.lines:
                            if isinstance(line, RowsTable):
                                official.tables_of_rows.append((part, line))
                            else:
                                official.flow += _flowing(part, line)
            else:
                official.flow.append(OfficialLine(part, table=official.tables))
                official.rows += _rows(part, official.tables, block)
                official.tables += 1
    return official


def _flowing(part: str, line: Line | TargetsTable) -> Iterator[OfficialLine]:
    if isinstance(line, TargetsTable):
        yield OfficialLine(part, targets=line)
    elif all(isinstance(p, Words) for p in line.pieces):
        text = "".join(p.text for p in line.pieces if isinstance(p, Words))
        for words in text.split("\n"):
            if letters(words):
                yield _line(part, line, words, words)
    else:
        first = line.pieces[0]
        yield _line(part, line, "", first.text if isinstance(first, Words) else "")


def _line(part: str, line: Line, words: str, opening: str) -> OfficialLine:
    key = letters(without_numbering(opening))
    return OfficialLine(part, line, None, None, words, opening, letters(opening), key)


def _rows(part: str, number: int, table: Table) -> list[OfficialRow]:
    width = len(table.widths)
    held: list[OfficialCell | None] = [None] * width
    rows: list[OfficialRow] = []
    for index, row in enumerate(table.rows):
        above = [c for c in held if c is not None]
        begun = []
        for cell in row.cells:
            column = held.index(None)
            begun.append(_cell(cell, index, column))
            held[column : column + cell.columns] = [begun[-1]] * cell.columns
        labels = tuple(letters(c.words) for c in begun if c.is_label)
        beginning = "" if labels or not begun else letters(begun[0].words.split("\n")[0])
        rows.append(
            OfficialRow(part, number, index, begun, list(dict.fromkeys(above)), labels, beginning)
        )
        held = [c if c and c.row + c.cell.rows > index + 1 else None for c in held]
    names = [_row_name(row) for row in rows]
    for official_row, name in zip(rows, names, strict=True):
        official_row.name = (
            f"{name}（表中第{official_row.index + 1}行）" if names.count(name) > 1 else name
        )
        for answer in official_row.cells:
            if not answer.is_label:
                _govern(answer, official_row, rows)
    return rows


def _cell(cell: Cell, row: int, column: int) -> OfficialCell:
    lines = tuple(line for line in cell.lines if isinstance(line, Line))
    words = "\n".join(
        "".join(p.text for p in line.pieces if isinstance(p, Words)) for line in lines
    )
    is_label = all(isinstance(p, Words) for line in lines for p in line.pieces)
    return OfficialCell(cell, row, column, lines, words, is_label)


def _row_name(row: OfficialRow) -> str:
    """Its first labels without notes, else the first words in it."""
    labels = [c.words for c in row.cells if c.is_label] or [c.words for c in row.above]
    plain = dict.fromkeys(
        "".join(without_notes(words).split()).rstrip("：:）)") for words in labels[:2]
    )
    return "、".join(words for words in plain if words)[:40]


def _govern(answer: OfficialCell, row: OfficialRow, rows: list[OfficialRow]) -> None:
    """Note the labels in the row of an answer, and the heads above it."""
    before = [c for c in [*row.above, *row.cells] if c.is_label and c.end <= answer.column]
    answer.labels = sorted(before, key=lambda c: c.column)
    first = max((c.end for c in row.above if c.is_label), default=1)
    for other in rows[: answer.row]:
        for cell in other.cells:
            over = cell.column <= answer.column and answer.end <= cell.end
            if over and cell.is_label and cell.column >= first and cell not in row.above:
                answer.heads.append(cell)
