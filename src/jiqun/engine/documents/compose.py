"""Put the answers into the layout: every run of text with the address of the answer it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from jiqun.engine.answers import Answers
from jiqun.engine.definition import (
    Address,
    Cell,
    Form,
    Layout,
    Line,
    Piece,
    Row,
    RowsTable,
    Sheet,
    Slot,
    Table,
    TargetsTable,
    Tick,
    Words,
    labels_of,
)
from jiqun.engine.documents.measure import stays_in_one_line
from jiqun.engine.documents.paper import (
    NO_VALUES,
    POINTS_PER_MM,
    Run,
    UnsizedCell,
    UnsizedRow,
    UnsizedSheet,
    UnsizedTable,
    UnsizedText,
    Values,
)
from jiqun.engine.documents.plan_table import compose_targets
from jiqun.engine.documents.rows_table import compose_rows

TICKED, UNTICKED = "☑", "□"


def compose(
    layout: Layout, answers: Answers, values: Values = NO_VALUES
) -> tuple[UnsizedSheet, ...]:
    """The sheets of the layout with the answers in them, and at places that nobody types the
    values; the same answers and values give the same sheets."""
    composer = Composer(layout, answers, values)
    return tuple(composer.sheet(sheet) for sheet in layout.sheets)


class Composer:
    """Puts the answers into one sheet of their form's layout after the other."""

    def __init__(self, layout: Layout, answers: Answers, values: Values) -> None:
        self.form = answers.form
        self.layout = layout
        self.answers = answers
        self.values = values
        self.labels = labels_of(self.form)
        self.filled = {at.field for at in answers.cells} | {t.field for t in answers.targets}
        self.words = _texts_of_words(self.form)

    def sheet(self, sheet: Sheet) -> UnsizedSheet:
        """One sheet with the answers in it. It rests on nothing but what `contents` names of them
        for this sheet (sheet_contents.py)."""
        blocks: list[UnsizedText | UnsizedTable] = []
        for block in sheet.blocks:
            if isinstance(block, Table):
                blocks.append(self.table(block))
            elif isinstance(block, RowsTable):
                blocks.append(compose_rows(block, self.answers, self.values))
            else:
                blocks += self.line(block)
        return UnsizedSheet(sheet.id, tuple(blocks), sheet.one_page, sheet.largest, sheet.smallest)

    def table(self, table: Table) -> UnsizedTable:
        held = [0] * len(table.widths)  # rows each column is still held by a cell above
        rows = tuple(self.row(row, held) for row in table.rows)
        return UnsizedTable(tuple(w * POINTS_PER_MM for w in table.widths), rows)

    def row(self, row: Row, held: list[int]) -> UnsizedRow:
        """Place the cells of a row in the columns that are free, from left to right."""
        cells = []
        for cell in row.cells:
            column = held.index(0)
            held[column : column + cell.columns] = [cell.rows] * cell.columns
            cells.append(self.cell(cell, column))
        held[:] = [n - 1 for n in held]
        return UnsizedRow(tuple(cells), row.least * POINTS_PER_MM)

    def cell(self, cell: Cell, column: int) -> UnsizedCell:
        content: list[UnsizedText | UnsizedTable] = []
        for line in cell.lines:
            if isinstance(line, TargetsTable):
                content.append(compose_targets(line, self.answers))
            elif isinstance(line, RowsTable):
                content.append(compose_rows(line, self.answers, self.values))
            else:
                content += self.line(line)
        return UnsizedCell(column, cell.columns, cell.rows, tuple(content))

    def line(self, line: Line) -> Iterator[UnsizedText]:
        if line.hint and line.hint in self.filled:
            return
        words = self.words.get(id(line))
        if words is not None:
            yield words[1]
            return
        ruled = self.layout.styles[line.style].rule
        runs: list[Run] = []
        for piece in line.pieces:
            # The rule begins with the first answer and goes on to the right edge.
            runs += self.piece(piece, ruled and (isinstance(piece, Slot) or bool(runs)))
        if ruled:
            runs.append(Run("", rule=True, fill=True))
        text = UnsizedText(tuple(runs), line.style, line.role)
        if all(isinstance(piece, Words) for piece in line.pieces):
            self.words[id(line)] = (line, text)
        yield text

    def piece(self, piece: Piece, ruled: bool) -> Iterator[Run]:
        if isinstance(piece, Words):
            yield _words_run(piece.text, ruled)
        elif isinstance(piece, Tick):
            yield from self.tick(piece)
        else:
            yield self.slot(piece, ruled)

    def slot(self, slot: Slot, ruled: bool) -> Run:
        field = self.form.fields[slot.at.field]
        label = self.labels.full(slot.at)
        text = self.answers.shown_at(slot.at)
        if not text and slot.instead:
            others = [self.answers.shown_at(other) for other in slot.instead]
            text = " ".join(others) if all(others) else ""
        if not field.kind.typed:
            value = self.values.get(slot.at)
            return Run(slot.blank if value is None else str(value), rule=ruled)
        if not text:
            return _empty_run(slot.blank, slot.at, label, ruled)
        number = field.kind.one_line and stays_in_one_line(text)
        return Run(text, slot.at, number=number, label=label, rule=ruled)

    def tick(self, tick: Tick) -> Iterator[Run]:
        field, whole = self.form.fields[tick.at.field], tick.at.whole
        option = field.option(tick.at.option)
        answer = self.answers.cells.get(whole)
        value = answer.value if answer else None
        ticked = tick.at.option in value if isinstance(value, tuple) else tick.at.option == value
        label = option.label if option else tick.at.option
        yield _box(tick.at, ticked, label)
        yield _words_run(label)
        if answer and value is None and answer.typed and option == field.options[-1]:
            typed = self.answers.shown_at(whole)  # not understood: printed as it came
            yield Run(f" {typed}", whole, label=field.label)


@lru_cache(maxsize=64)
def _texts_of_words(form: Form) -> dict[int, tuple[Line, UnsizedText]]:
    """The lines that are nothing but words of the form, by their identity (and they beside it, so
    that no other can take it): the same on every paper."""
    return {}


# Most runs are the same from paper to paper.


@lru_cache(maxsize=2048)
def _words_run(text: str, ruled: bool = False) -> Run:
    return Run(text, rule=ruled)


@lru_cache(maxsize=2048)
def _empty_run(blank: str, at: Address, label: str, ruled: bool) -> Run:
    return Run(blank, at, filled=False, label=label, rule=ruled)


@lru_cache(maxsize=2048)
def _box(at: Address, ticked: bool, label: str) -> Run:
    return Run(TICKED if ticked else UNTICKED, at, ticked=ticked, label=label)
