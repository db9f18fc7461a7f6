"""The printed layout of a form as typed objects: parts, paragraphs, tables, cells and what stands
in each. Word, PDF and the on-screen paper are all drawn from this one tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from jiqun.engine.definition.address import Address
from jiqun.engine.definition.source import SourcePlace

Face = Literal["song", "hei", "kai", "fangsong", "title"]
"""宋体, 黑体, 楷体, 仿宋, 小标宋 — the writers name or embed the fonts that stand for them."""
Align = Literal["left", "centre", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the official form, printed as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of an answer; `blank` is what the empty form prints there.

    Where the answer is empty and those of `instead` are all given, these are printed.
    """

    at: Address
    blank: str = ""
    instead: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick box: the box and, after it, the option's label."""

    at: Address


Piece = Words | Slot | Tick


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its pieces in order, and a named style of the layout.

    A line with a `hint` is guidance for filling in the field it names: it is left out once that
    field is filled.
    """

    pieces: tuple[Piece, ...]
    style: str
    place: SourcePlace
    role: str = ""  # heading · declaration · signature · seal · date
    hint: str = ""


@dataclass(frozen=True, slots=True)
class TargetsTable:
    """The plan's table of targets 规划目标, drawn from the directions and indicators of the field.

    The directions of `open` end in a row "......" on the empty form: rows may be added there.
    """

    field: str
    heads: tuple[str, ...]  # 方向, 指标, baseline, target
    widths: tuple[float, ...]  # mm
    place: SourcePlace
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowsTable:
    """A table of rows 多行: the columns of a field in the order given, a row below the other.

    Before them stands what each row is: the words of a given row, or its number, under `lead`.
    The empty form prints `blank` empty rows, where people add them.
    """

    field: str
    columns: tuple[str, ...]
    lead: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]  # mm, that of the lead first
    blank: int
    place: SourcePlace


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its paragraphs (or a nested table), and how many columns and rows it spans."""

    lines: tuple[Line | TargetsTable | RowsTable, ...]
    columns: int
    rows: int
    place: SourcePlace


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: the cells that begin in it, from left to right."""

    cells: tuple[Cell, ...]
    place: SourcePlace
    least: float = 0.0  # least height in mm, as far as the page has room


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the widths of its grid columns in mm, and its rows."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    place: SourcePlace


TARGET_STYLES = ("target_head", "target", "target_year")
ROWS_STYLES = ("rows_head", "rows_cell")
"""The styles the plan's table and a table of rows are set in: head, cells, the figures of years."""

Block = Line | Table | RowsTable


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed of one section (or of the instructions): begins on a new page."""

    id: str  # id of the section, or "instructions"
    blocks: tuple[Block, ...]
    one_page: bool
    place: SourcePlace
    largest: float = 12.0  # sizes in pt between which the text that fits itself is set
    smallest: float = 7.0


@dataclass(frozen=True, slots=True)
class LineStyle:
    """A named style 版式: how its paragraphs are set; lengths in pt, the indent in characters.

    A `size` of None fits itself to the sheet. `spring` is a share of the room left on the page,
    put above the paragraph.
    """

    face: Face
    size: float | None
    align: Align = "left"
    indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    spring: float = 0.0
    rule: bool = False  # answers are underlined, to the right edge


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins in mm."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole paper of a form, in the order of printing."""

    page: Page
    sheets: tuple[Sheet, ...]
    styles: Mapping[str, LineStyle] = field(default_factory=dict)

    def declared(self, section: str) -> tuple[str, ...]:
        """The official words that are signed for in a section 声明, a text for each paragraph."""
        return tuple(
            "".join(piece.text for piece in line.pieces if isinstance(piece, Words))
            for sheet in self.sheets
            if sheet.id == section
            for line in _lines(sheet.blocks)
            if line.role == "declaration"
        )


def _lines(blocks: Iterable[Block | TargetsTable | RowsTable]) -> Iterator[Line]:
    """The paragraphs among blocks and in the cells of their tables."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _lines(cell.lines)
