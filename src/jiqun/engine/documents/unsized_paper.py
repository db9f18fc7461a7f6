"""The draft 草稿: the layout with the answers put in, before any size is decided."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.engine.documents.paper import Run


@dataclass(frozen=True, slots=True)
class UnsizedText:
    """A paragraph; `style` is the name of a style of the layout."""

    runs: tuple[Run, ...]
    style: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class UnsizedCell:
    """A cell: the grid column it begins in (counted from 0), its spans, what stands in it."""

    column: int
    columns: int
    rows: int
    content: tuple[UnsizedText | UnsizedTable, ...]


@dataclass(frozen=True, slots=True)
class UnsizedRow:
    """A row; `least` is the height in pt it should have if there is room."""

    cells: tuple[UnsizedCell, ...]
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class UnsizedTable:
    """A table: widths of the grid columns in pt."""

    widths: tuple[float, ...]
    rows: tuple[UnsizedRow, ...]


@dataclass(frozen=True, slots=True)
class UnsizedSheet:
    """What begins on a new page; sizes in pt its text may be set in."""

    id: str
    blocks: tuple[UnsizedText | UnsizedTable, ...]
    one_page: bool
    largest: float
    smallest: float
