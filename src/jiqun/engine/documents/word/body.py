"""The body of a Word file: paragraphs, tables, and a control for every answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from jiqun.engine.documents.compose import TICKED, UNTICKED
from jiqun.engine.documents.paper import PaperCell, PaperRow, PaperTable, Paragraph, Run, Style
from jiqun.engine.documents.tags import INDENTED_LINE_END
from jiqun.engine.documents.word.runs import WriterState, attribute, run
from jiqun.engine.documents.word.styles import FONTS, GAP, TICK_FONT, half_points, one_font, twips

_HINT = '<w:rFonts w:hint="eastAsia"/>'
# Named as English, or LibreOffice takes □ from a Chinese font where ☑ comes from another.
_ENGLISH = '<w:lang w:val="en-US" w:eastAsia="en-US"/>'
EMPTY = "\u3000\u3000"
"""Content of an empty answer without a blank of its own: white space wide enough to click."""
LONGEST_NAME = 64
"""Characters Word takes as the tag or the name of a control."""
_KEPT_END = 12


def run_properties(piece: Run, style: Style) -> str:
    """The w:rPr of a run: what its paragraph style does not say already."""
    size = half_points(style.size * piece.squeeze)
    own_size = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if piece.squeeze < 1 else ""
    if piece.ticked is not None:
        return f"<w:rPr>{one_font(TICK_FONT)}{own_size}{_ENGLISH}</w:rPr>"
    if piece.rule:
        # One font throughout, so that the rule under it is one line.
        font = one_font(FONTS[style.face].name)
        return f'<w:rPr>{font}{own_size}<w:u w:val="single"/></w:rPr>'
    return f"<w:rPr>{_HINT}{own_size}</w:rPr>"


def set_lines(text: str, style: Style) -> str:
    """The text with its line ends set so that every line is indented as the first is."""
    return text.replace("\n", INDENTED_LINE_END) if style.indent > 0 else text


def control_properties(piece: Run, properties: str, number: int) -> str:
    """The w:sdtPr of an answer's control."""
    place = str(piece.at)
    tag = attribute(place, place)
    alias = attribute(_shortened(piece.label), place) or tag
    blank = "" if piece.filled or piece.ticked is not None else "<w:showingPlcHdr/>"
    return (
        f'<w:sdtPr>{properties}<w:alias w:val="{alias}"/><w:tag w:val="{tag}"/>'
        f'<w:id w:val="{number}"/><w:lock w:val="sdtLocked"/>{blank}{_checkbox(piece)}</w:sdtPr>'
    )


def _shortened(label: str) -> str:
    """The label within the characters Word takes as a control's name; its year stays at the end."""
    if len(label) <= LONGEST_NAME:
        return label
    end = label[-_KEPT_END:]
    return f"{label[: LONGEST_NAME - len(end) - 1]}…{end}"


def _checkbox(piece: Run) -> str:
    if piece.ticked is None:
        return ""
    return (
        f'<w14:checkbox><w14:checked w14:val="{int(piece.ticked)}"/>'
        f'<w14:checkedState w14:val="{ord(TICKED):04X}" w14:font="{TICK_FONT}"/>'
        f'<w14:uncheckedState w14:val="{ord(UNTICKED):04X}" w14:font="{TICK_FONT}"/>'
        "</w14:checkbox>"
    )


def control(piece: Run, style: Style, state: WriterState) -> str:
    """The place of an answer within a paragraph: bookmark, permitted range, content control."""
    number, name = state.next_mark(piece.at)
    properties = run_properties(piece, style)
    content = run(set_lines(piece.text, style) or EMPTY, properties, str(piece.at))
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        f'<w:permStart w:id="{number}" w:edGrp="everyone"/>'
        f"<w:sdt>{control_properties(piece, properties, number)}"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        f'<w:permEnd w:id="{number}"/><w:bookmarkEnd w:id="{number}"/>'
    )


HEADING = "heading"
_NEW_PAGE = "<w:pageBreakBefore/>"


def paragraph(block: Paragraph, state: WriterState, width: float, new_page: bool = False) -> str:
    """The w:p of a paragraph set `width` points wide; on a new page where it opens a sheet."""
    identity = state.style_id(block.style, block.role == HEADING)
    edge = _edge(width) if any(piece.fill for piece in block.runs) else ""
    inner = "".join(_piece(piece, block, state) for piece in block.runs)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{identity}"/>{_NEW_PAGE if new_page else ""}{edge}</w:pPr>'
        f"{inner}</w:p>"
    )


def _edge(width: float) -> str:
    """The tab stop at the right edge, up to which an underlined tab draws a rule."""
    return f'<w:tabs><w:tab w:val="right" w:pos="{twips(width)}"/></w:tabs>'


def _piece(piece: Run, block: Paragraph, state: WriterState) -> str:
    if piece.at:
        return control(piece, block.style, state)
    text = "\t" if piece.fill else set_lines(piece.text, block.style)
    return run(text, run_properties(piece, block.style), "the form's words") if text else ""


_FRAME, _LINE = 8, 4  # eighths of a point


@dataclass(frozen=True, slots=True)
class _Grid:
    """The grid of one table: its column edges in twips, its padding in points, whether it stands
    in a cell, and the cells that reach down from above: column → (cell, rows still to come)."""

    edges: list[int]
    padding: float
    nested: bool
    held: dict[int, tuple[PaperCell, int]]

    def width(self, cell: PaperCell) -> int:
        return self.edges[cell.column + cell.columns] - self.edges[cell.column]


def table(block: PaperTable, state: WriterState, nested: bool = False) -> str:
    """The w:tbl of a table; raises ValueError where its cells do not tile the grid."""
    edges = [twips(sum(block.widths[:n])) for n in range(len(block.widths) + 1)]
    grid = _Grid(edges, block.padding, nested, {})
    rows = "".join(_row(row, grid, state) for row in block.rows)
    if grid.held:
        raise ValueError(f"cells span beyond the last row: columns {sorted(grid.held)}")
    pad = twips(block.padding)
    sides = "".join(
        f'<w:{side} w:w="{pad}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
    )
    columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{edges[-1]}" w:type="dxa"/><w:jc w:val="center"/>'
        f"{_borders(_LINE if nested else _FRAME)}"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _borders(frame: int) -> str:
    outer = (("top", frame), ("left", frame), ("bottom", frame), ("right", frame))
    inner = (("insideH", _LINE), ("insideV", _LINE))
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in outer + inner
    )
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def _row(row: PaperRow, grid: _Grid, state: WriterState) -> str:
    cells = "".join(_cells(row, grid, state))
    rule = "atLeast" if row.grows else "exact"
    split = "" if row.grows and not grid.nested else "<w:cantSplit/>"
    return (
        f'<w:tr><w:trPr>{split}<w:trHeight w:val="{twips(row.height)}" w:hRule="{rule}"/></w:trPr>'
        f"{cells}</w:tr>"
    )


def _cells(row: PaperRow, grid: _Grid, state: WriterState) -> Iterator[str]:
    """The w:tc of one row from left to right, those held by a cell above included."""
    begins = {cell.column: cell for cell in row.cells}
    column, end = 0, len(grid.edges) - 1
    while column < end:
        held = grid.held.pop(column, None)
        cell = held[0] if held else begins.pop(column, None)
        if cell is None or column + cell.columns > end:
            raise ValueError(f"no cell, or one that is too wide, in column {column} of a row")
        left = held[1] if held else cell.rows
        if left > 1:
            grid.held[column] = (cell, left - 1)
        yield _continued(cell, grid) if held else _cell(cell, grid, state)
        column += cell.columns
    if begins:
        raise ValueError(f"cells of a row overlap: columns {sorted(begins)}")


def _cell(cell: PaperCell, grid: _Grid, state: WriterState) -> str:
    merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
    middle = '<w:vAlign w:val="center"/>' if cell.centred else ""
    width = grid.width(cell) / 20 - 2 * grid.padding
    content = _content(cell, width, state)
    return f"<w:tc><w:tcPr>{_size(cell, grid)}{merge}{middle}</w:tcPr>{content}</w:tc>"


def _continued(cell: PaperCell, grid: _Grid) -> str:
    """The part of a cell that reaches into a further row."""
    return f"<w:tc><w:tcPr>{_size(cell, grid)}<w:vMerge/></w:tcPr>{GAP}</w:tc>"


def _size(cell: PaperCell, grid: _Grid) -> str:
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    return f'<w:tcW w:w="{grid.width(cell)}" w:type="dxa"/>{span}'


def _content(cell: PaperCell, width: float, state: WriterState) -> str:
    """What stands in a cell, `width` points wide; Word wants a paragraph at its end."""
    parts = [
        paragraph(block, state, width)
        if isinstance(block, Paragraph)
        else table(block, state, nested=True)
        for block in cell.content
    ]
    if not cell.content or isinstance(cell.content[-1], PaperTable):
        parts.append(GAP)
    return "".join(parts)
