"""One way to set a sheet 排版: a size, a line pitch and an amount of air, and what heights follow.

Pure arithmetic on the counts of measure.py; lengths in points.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from jiqun.engine.definition import LineStyle
from jiqun.engine.documents.measure import count_lines, number_width, text_width
from jiqun.engine.documents.paper import Run, Style, UnsizedCell, UnsizedTable, UnsizedText

BORDER = 0.6
"""What a row's line adds to its height, at most, in the programs that draw it outside the row."""

_SLACK = 1.0  # of a column's width, for its lines
_LEAST_SIZE = 1.0
_MIXED = 0.4  # a number among words is given at least this share of the line


class Measured:
    """What is the same of one unsized sheet at every size; each is measured when first asked for.

    It is kept by the identity of a text or table, and that beside it, so that no other can take it.
    """

    def __init__(self) -> None:
        self._texts: dict[int, tuple[UnsizedText, str, float]] = {}
        self._cells: dict[int, tuple[UnsizedTable, list[tuple[int, float, UnsizedCell]]]] = {}

    def text(self, text: UnsizedText) -> tuple[UnsizedText, str, float]:
        """Behind the text its words, and the width in em from which they need no second line."""
        found = self._texts.get(id(text))
        if found is None:
            found = self._texts[id(text)] = (text, *measure(text.runs))
        return found

    def cells(self, table: UnsizedTable) -> list[tuple[int, float, UnsizedCell]]:
        """Every cell of a table with the number of its row and its width in pt."""
        found = self._cells.get(id(table))
        if found is None:
            cells = [
                (number, cell_width(table, cell), cell)
                for number, row in enumerate(table.rows)
                for cell in row.cells
            ]
            found = self._cells[id(table)] = (table, cells)
        return found[1]


class TypeSize:
    """Size in pt of the text that fits itself, pitch as a multiple of the size, and the share of
    the styles' space before and after that is given.

    It is made for one unsized sheet and remembers what it has measured of it. `measured` holds what
    is the same at every size: the settings tried on one sheet share it.
    """

    def __init__(
        self,
        size: float,
        factor: float,
        air: float,
        styles: Mapping[str, LineStyle],
        measured: Measured | None = None,
    ) -> None:
        self.size = size
        self.factor = factor
        self.air = air
        self.styles = styles
        self.padding = 3.0 if size >= 10 else 2.0  # of cells, above and below
        self.sides = 5.0 if size >= 9 else 3.5  # of cells, left and right
        self._made: dict[str, Style] = {}
        self._heights: dict[int, tuple[UnsizedTable, list[float]]] = {}
        self._measured = measured or Measured()

    def style(self, name: str) -> Style:
        """The style of a name as it is set here."""
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = self._make(self.styles[name])
        return made

    def _make(self, line: LineStyle) -> Style:
        size = line.size or self.size
        return Style(
            face=line.face,
            size=size,
            pitch=tenth(size * self.factor),
            align=line.align,
            indent=line.indent,
            before=tenth(line.before * self.air),
            after=tenth(line.after * self.air),
        )

    def text_height(self, text: UnsizedText, width: float) -> float:
        style = self.style(text.style)
        _, words, one_line = self._measured.text(text)
        room = line_room(style, width)
        lines = 1 if one_line <= room - style.indent else count_lines(words, room, style.indent)
        return style.before + style.after + style.pitch * lines

    def content_height(self, content: Sequence[UnsizedText | UnsizedTable], width: float) -> float:
        height = 0.0
        for block in content:
            if isinstance(block, UnsizedTable):
                height += sum(self.row_heights(block)) + BORDER * (len(block.rows) + 1)
            else:
                height += self.text_height(block, width)
        return height

    def inner_width(self, table: UnsizedTable, cell: UnsizedCell) -> float:
        """The width of a cell that its text may use."""
        return cell_width(table, cell) - 2 * self.sides

    def row_heights(self, table: UnsizedTable) -> list[float]:
        """The least heights at which everything in the rows has its place."""
        measured = self._heights.get(id(table))
        if measured is None:
            measured = self._heights[id(table)] = (table, self._row_heights(table))
        return measured[1]

    def _row_heights(self, table: UnsizedTable) -> list[float]:
        heights = [0.0] * len(table.rows)
        spanning: list[tuple[int, int, float]] = []
        for number, width, cell in self._measured.cells(table):
            need = self.content_height(cell.content, width - 2 * self.sides) + 2 * self.padding
            if cell.rows == 1:
                heights[number] = max(heights[number], need)
            else:
                spanning.append((number, cell.rows, need))
        for first, rows, need in spanning:
            lack = need - sum(heights[first : first + rows])
            for number in range(first, first + rows) if lack > 0 else ():
                heights[number] += lack / rows
        return [tenth(height) for height in heights]


def cell_width(table: UnsizedTable, cell: UnsizedCell) -> float:
    return sum(table.widths[cell.column : cell.column + cell.columns])


def lines_of(runs: Sequence[Run], style: Style, width: float) -> int:
    """The lines a paragraph takes in a column of a width in pt, never too few."""
    words, one_line = measure(runs)
    room = line_room(style, width)
    return 1 if one_line <= room - style.indent else count_lines(words, room, style.indent)


def measure(runs: Sequence[Run]) -> tuple[str, float]:
    """The words of a paragraph, and the width in em from which they need no second line: any for a
    number by itself, which never wraps."""
    if len(runs) == 1:
        words = runs[0].text
        if runs[0].number:
            return words, -math.inf
    else:
        words = "".join([run.text for run in runs])
    return words, math.inf if "\n" in words else text_width(words)


def line_room(style: Style, width: float) -> float:
    """The room in em of a line in a column of a width in pt."""
    return round((width - _SLACK) / style.size, 2)


def squeezed(run: Run, runs: Sequence[Run], style: Style, width: float) -> float:
    """The size of a number relative to its paragraph at which it stays in one line.

    Comes down to half points, the sizes Word knows.
    """
    if not run.number:
        return 1.0
    room = (width - _SLACK) / style.size
    others = sum(text_width(other.text) for other in runs if other is not run)
    if room - others >= _MIXED * room:
        room -= others
    ratio = room / number_width(run.text)
    if ratio >= 1:
        return 1.0
    return max(math.floor(2 * style.size * ratio) / 2, _LEAST_SIZE) / style.size


def tenth(length: float) -> float:
    """A length rounded up to a tenth of a point, so that every writer draws the same."""
    return math.ceil(round(length * 10, 6)) / 10
