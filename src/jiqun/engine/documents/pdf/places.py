"""Finds where on the drawn pages people sign, date and seal, for electronic signatures.

The typesetter says where the words of the form end; how far the place reaches follows from the
paper itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from jiqun.engine.documents.paper import Paper, PaperTable, Paragraph, Place
from jiqun.engine.documents.pdf.fonts import FontSet, default_fonts
from jiqun.engine.documents.pdf.payload import PLACES, Blocks
from jiqun.engine.documents.pdf.typesetting import query

POINTS_PER_MM = 72 / 25.4
SEAL = 45 * POINTS_PER_MM
"""Side of the square kept for a round seal: those of authorities measure 42 or 45 mm."""

_ABOVE_BASE_LINE = 0.38  # of the size: the middle of the em box, as the template sets it


@dataclass(frozen=True, slots=True)
class _Reach:
    """A paragraph with a place, and the right edge its text may reach, from the page's left."""

    paragraph: Paragraph
    right: float


def places(paper: Paper, fonts: FontSet | None = None) -> tuple[Place, ...]:
    """The places for signature, seal and date, in the order of reading.

    Signature and date: from the end of the form's words to the right edge of their cell, one line
    high. Seal: a square of 45 mm whose middle is where the words end, within the margins.
    """
    found = json.loads(query(paper, fonts or default_fonts(), "place"))
    reaches = [reach for sheet in paper.sheets for reach in _reaches(sheet.blocks, paper)]
    return tuple(
        _place(paper, reach, position["page"], _points(position["x"]), _points(position["y"]))
        for reach, position in zip(reaches, found, strict=True)
    )


def _place(paper: Paper, reach: _Reach, page: int, x: float, base_line: float) -> Place:
    style, role = reach.paragraph.style, reach.paragraph.role
    middle = base_line - style.size * _ABOVE_BASE_LINE
    if role != "seal":
        top = middle - style.pitch / 2
        return Place(role, page, x, round(top, 2), round(reach.right - x, 2), style.pitch)
    area = paper.page
    left = _within(x - SEAL / 2, area.left, area.width - area.right)
    top = _within(middle - SEAL / 2, area.top, area.height - area.bottom)
    return Place(role, page, round(left, 2), round(top, 2), round(SEAL, 2), round(SEAL, 2))


def _within(start: float, low: float, high: float) -> float:
    """Where a seal begins so that it keeps between two margins, given in mm."""
    return max(low * POINTS_PER_MM, min(start, high * POINTS_PER_MM - SEAL))


def _points(length: str) -> float:
    return float(length.removesuffix("pt"))


def _reaches(blocks: Blocks, paper: Paper) -> Iterator[_Reach]:
    page = paper.page
    right = (page.width - page.right) * POINTS_PER_MM
    yield from _of_blocks(blocks, page.left * POINTS_PER_MM, right)


def _of_blocks(blocks: Blocks, left: float, right: float) -> Iterator[_Reach]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.role in PLACES:
                yield _Reach(block, right)
        else:
            yield from _of_table(block, left)


def _of_table(table: PaperTable, left: float) -> Iterator[_Reach]:
    for row in table.rows:
        for cell in row.cells:
            begin = left + sum(table.widths[: cell.column])
            end = begin + sum(table.widths[cell.column : cell.column + cell.columns])
            yield from _of_blocks(cell.content, begin + table.sides, end - table.sides)
