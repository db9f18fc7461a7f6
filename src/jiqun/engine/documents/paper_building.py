"""Draw up the paper of a sheet in the setting chosen, and share out the room that is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jiqun.engine.documents.paper import (
    PaperCell,
    PaperRow,
    PaperSheet,
    PaperTable,
    Paragraph,
    Run,
    Style,
    UnsizedCell,
    UnsizedSheet,
    UnsizedTable,
    UnsizedText,
)
from jiqun.engine.documents.type_size import TypeSize, squeezed

_LEVEL = 30.0  # pt up to which low rows are raised
_MORE = 12.0  # pt each row may grow beyond that


def build_sheet(sheet: UnsizedSheet, type_size: TypeSize, width: float, room: float) -> PaperSheet:
    """The sheet with all sizes; `room` in pt is shared out over its springs, else its rows."""
    shares = _springs(sheet.blocks, type_size, room)
    rest = 0.0 if any(shares) else room
    blocks: list[Paragraph | PaperTable] = []
    for block, share in zip(sheet.blocks, shares, strict=True):
        if isinstance(block, UnsizedText):
            blocks.append(_paragraph(block, type_size, width, share))
        else:
            blocks.append(_table(block, type_size, rest, grows=not sheet.one_page))
    return PaperSheet(sheet.id, tuple(blocks), sheet.one_page)


def _paragraph(
    text: UnsizedText, type_size: TypeSize, width: float, above: float = 0.0
) -> Paragraph:
    style = type_size.style(text.style)
    runs = text.runs
    if any(run.number for run in runs):
        runs = tuple(_squeezed(run, text.runs, style, width) for run in runs)
    before = round(style.before + above, 1)
    if before != style.before:
        style = replace(style, before=before)
    return Paragraph(runs, style, text.role)


def _squeezed(run: Run, runs: Sequence[Run], style: Style, width: float) -> Run:
    squeeze = squeezed(run, runs, style, width)
    return run if squeeze == run.squeeze else replace(run, squeeze=squeeze)


def _table(table: UnsizedTable, type_size: TypeSize, room: float, grows: bool) -> PaperTable:
    heights = type_size.row_heights(table)
    if not grows:
        heights = spread(heights, [row.least for row in table.rows], room)
    rows = []
    for number, row in enumerate(table.rows):
        cells = []
        for cell in row.cells:
            inside = sum(heights[number : number + cell.rows])
            cells.append(_cell(cell, table, type_size, inside, grows))
        # A row that may break over pages asks for no more than a line.
        holds_table = any(isinstance(b, UnsizedTable) for c in row.cells for b in c.content)
        height = 2 * type_size.size if grows and holds_table else round(heights[number], 1)
        rows.append(PaperRow(height, tuple(cells), grows))
    widths = tuple(round(width, 2) for width in table.widths)
    return PaperTable(widths, tuple(rows), type_size.padding, type_size.sides)


def _cell(
    cell: UnsizedCell, table: UnsizedTable, type_size: TypeSize, height: float, grows: bool
) -> PaperCell:
    width = type_size.inner_width(table, cell)
    shares = [0.0] * len(cell.content)
    if not grows and _has_spring(cell.content, type_size):
        free = height - 2 * type_size.padding - type_size.content_height(cell.content, width)
        shares = _springs(cell.content, type_size, max(0.0, free))
    content = tuple(
        _paragraph(block, type_size, width, share)
        if isinstance(block, UnsizedText)
        else _table(block, type_size, 0.0, grows)
        for block, share in zip(cell.content, shares, strict=True)
    )
    nested = any(isinstance(block, UnsizedTable) for block in cell.content)
    return PaperCell(
        cell.column, cell.columns, cell.rows, content, centred=not nested and not any(shares)
    )


def _has_spring(content: Sequence[UnsizedText | UnsizedTable], type_size: TypeSize) -> bool:
    return any(isinstance(b, UnsizedText) and type_size.styles[b.style].spring for b in content)


def _springs(
    content: Sequence[UnsizedText | UnsizedTable], type_size: TypeSize, room: float
) -> list[float]:
    """The share of the room each block gets above itself, by the springs of the styles."""
    springs = [
        type_size.styles[block.style].spring if isinstance(block, UnsizedText) else 0.0
        for block in content
    ]
    total = sum(springs)
    return [room * spring / total if total else 0.0 for spring in springs]


def spread(heights: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Row heights grown into the room left: first to the heights they should have, then the low
    rows to a common level, then all a little; none shrinks."""
    grown = list(heights)
    lacks = [max(0.0, want - height) for want, height in zip(least, grown, strict=True)]
    share = min(room, sum(lacks))
    if share > 0:
        grown = [h + lack * share / sum(lacks) for h, lack in zip(grown, lacks, strict=True)]
    room -= share
    level = _water_level(grown, room)
    room -= sum(max(0.0, level - h) for h in grown)
    grown = [max(h, level) for h in grown]
    more = max(0.0, min(_MORE, room / len(grown)))
    return [_tenth_down(h + more) for h in grown]


def _water_level(heights: Sequence[float], room: float) -> float:
    """The level to which the room raises the low rows, at most _LEVEL."""
    low = sorted(h for h in heights if h < _LEVEL)
    for count in range(len(low), 0, -1):
        level = (sum(low[:count]) + room) / count
        if level >= low[count - 1]:
            return min(level, _LEVEL)
    return 0.0


def _tenth_down(length: float) -> float:
    return int(length * 10 + 1e-6) / 10
