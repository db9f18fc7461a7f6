"""Reads where a drawn page has its characters, and where the paper puts its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from jiqun.engine.documents.paper import PaperCell, PaperSheet, PaperTable, Paragraph


@dataclass(frozen=True)
class Box:
    """A rectangle in pt from the top left of the page, with the characters that stand in it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        return (
            other.left >= self.left - slack
            and other.right <= self.right + slack
            and other.top >= self.top - slack
            and other.bottom <= self.bottom + slack
        )

    def has_middle_of(self, other: Box) -> bool:
        x, y = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= x < self.right and self.top <= y < self.bottom


def characters(page: pypdfium2.PdfPage) -> list[Box]:
    """The ink of every character of a page, in the order of the file."""
    height, text = page.get_height(), page.get_textpage()
    found = []
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        if character.strip():
            left, bottom, right, top = text.get_charbox(index)
            found.append(Box(character, left, height - top, right, height - bottom))
    return found


def rules(page: pypdfium2.PdfPage) -> tuple[set[float], set[float]]:
    """Where the lines drawn on a page stand: x of the upright ones, y of the level ones."""
    height, upright, level = page.get_height(), set(), set()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        if right - left < 2 < top - bottom:
            upright.add(round((left + right) / 2, 1))
        elif top - bottom < 2 < right - left:
            level.add(round(height - (top + bottom) / 2, 1))
    return upright, level


def cells(sheet: PaperSheet, left: float, top: float) -> Iterator[tuple[PaperCell, Box]]:
    """The cells of a sheet's only table, which begins at a point of the page."""
    (table,) = (block for block in sheet.blocks if isinstance(block, PaperTable))
    for number, row in enumerate(table.rows):
        y = top + sum(r.height for r in table.rows[:number])
        for cell in row.cells:
            x = left + sum(table.widths[: cell.column])
            width = sum(table.widths[cell.column : cell.column + cell.columns])
            height = sum(r.height for r in table.rows[number : number + cell.rows])
            yield cell, Box(words(cell), x, y, x + width, y + height)


def words(cell: PaperCell) -> str:
    """What stands in a cell, white space removed."""
    runs = (r for b in cell.content if isinstance(b, Paragraph) for r in b.runs)
    return "".join("".join(run.text for run in runs).split())
