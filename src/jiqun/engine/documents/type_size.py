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
Counted = dict[tuple[int, float, float], tuple[UnsizedText, int]]
"""Lines by the identity of an unsized text, its size and the width of its column; the text is kept
beside them, so that no other can take its identity."""

_MIXED = 0.4  # a number among words is given at least this share of the line


class TypeSize:
    """Size in pt of the text that fits itself, pitch as a multiple of the size, and the share of
    the styles' space before and after that is given.

    It is made for one unsized sheet and remembers what it has measured of it. `counted` holds line
    counts, which depend on size and width alone: the settings tried on one sheet share it.
    """

    def __init__(
        self,
        size: float,
        factor: float,
        air: float,
        styles: Mapping[str, LineStyle],
        counted: Counted | None = None,
    ) -> None:
        self.size = size
        self.factor = factor
        self.air = air
        self.styles = styles
        self.padding = 3.0 if size >= 10 else 2.0  # of cells, above and below
        self.sides = 5.0 if size >= 9 else 3.5  # of cells, left and right
        self._made: dict[str, Style] = {}
        self._heights: dict[int, tuple[UnsizedTable, list[float]]] = {}
        self._counted: Counted = {} if counted is None else counted

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
        key = (id(text), style.size, width)
        counted = self._counted.get(key)
        if counted is None:
            counted = self._counted[key] = (text, lines_of(text.runs, style, width))
        return style.before + style.after + style.pitch * counted[1]

    def content_height(self, content: Sequence[UnsizedText | UnsizedTable], width: float) -> float:
        return sum(
            sum(self.row_heights(block)) + BORDER * (len(block.rows) + 1)
            if isinstance(block, UnsizedTable)
            else self.text_height(block, width)
            for block in content
        )

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
        for number, row in enumerate(table.rows):
            for cell in row.cells:
                width = self.inner_width(table, cell)
                need = self.content_height(cell.content, width) + 2 * self.padding
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
    room = (width - _SLACK) / style.size
    if len(runs) == 1 and runs[0].number:
        return 1
    text = "".join(run.text for run in runs)
    return count_lines(text, round(room, 2), style.indent)


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
