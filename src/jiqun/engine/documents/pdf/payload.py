"""Turns a paper into the data the typst template draws: plain numbers, strings and lists."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from jiqun.engine.documents.paper import (
    Paper,
    PaperCell,
    PaperRow,
    PaperTable,
    Paragraph,
    Run,
    Style,
)
from jiqun.engine.documents.paper_mark import (
    CODE_SIDE,
    EDGE,
    LINE_PITCH,
    LINE_SIZE,
    code_as_svg,
)
from jiqun.engine.documents.pdf.fonts import FontSet, covered, families, is_selector
from jiqun.engine.documents.pdf.glyphs import code_point, is_drawn

Blocks = tuple[Paragraph | PaperTable, ...]

BLANK = "\N{EN SPACE}"
"""A space where something is to be written by hand: half an em, as wide as a 宋体 sets it."""

MOST_LEADING = 3
"""So many paragraphs of the form's words before an answer stay on the page where it begins."""

BINDING = 28.0
"""The margin at the binding edge in mm of what is printed on both sides."""

LEAST_OUTER = 10.0
"""The margin at the other edge in mm, which it may take from at most."""

HIGHEST_WHOLE = 330.0
"""Up to this height in pt, half a page, a row or a group of rows is not cut at the page's end."""


@dataclass
class _Writer:
    """Collects the distinct styles while the tree is walked, so that each is sent once."""

    characters: frozenset[str]
    styles: dict[Style, int] = field(default_factory=dict)

    def blocks(self, blocks: Blocks) -> list[dict[str, Any]]:
        return [
            self.paragraph(block, leads) if isinstance(block, Paragraph) else self.table(block)
            for block, leads in zip(blocks, _leading(blocks), strict=True)
        ]

    def paragraph(self, paragraph: Paragraph, leads: bool) -> dict[str, Any]:
        style = self.styles.setdefault(paragraph.style, len(self.styles))
        size = paragraph.style.size
        pieces = [piece for run in paragraph.runs for piece in self.pieces(run, size)]
        return {
            "style": style,
            "role": paragraph.role,
            "leads": leads,
            "runs": _joined(pieces),
        }

    def pieces(self, run: Run, size: float) -> list[Any]:
        """A run as the template takes it: its text, or [kind, text, size in pt, ruled]."""
        if run.fill:
            return [["rest", "", size, True]]
        size = size * run.squeeze
        if run.ticked is not None:
            return [["box", run.text, size, run.rule]]
        kind = "number" if run.number else "text"
        plain = kind == "text" and run.squeeze == 1.0 and not run.rule
        pieces: list[Any] = []
        words = run.text if run.filled else run.text.replace(" ", BLANK)
        for text, is_missing in _split(words, self.characters):
            if is_missing:
                pieces.append(["missing", _in_two_lines(text), size, run.rule])
            else:
                pieces.append(text if plain else [kind, text, size, run.rule])
        return pieces

    def table(self, table: PaperTable) -> dict[str, Any]:
        cells = [
            [self.cell(cell, table, y) for cell in row.cells] for y, row in enumerate(table.rows)
        ]
        head = _head_rows(table.rows)
        return {
            "widths": table.widths,
            "heights": [None if row.grows else row.height for row in table.rows],
            "padding": table.padding,
            "sides": table.sides,
            "head": [cell for row in cells[:head] for cell in row],
            "cells": [cell for row in cells[head:] for cell in row],
        }

    def cell(self, cell: PaperCell, table: PaperTable, y: int) -> dict[str, Any]:
        row, spanned = table.rows[y], table.rows[y : y + cell.rows]
        grows = row.grows and cell.rows == 1
        return {
            "x": cell.column,
            "y": y,
            "columns": cell.columns,
            "rows": cell.rows,
            "centred": cell.centred,
            "least": row.height - 2 * table.padding if grows else 0,
            "breaks": _may_break(cell, spanned),
            "content": self.blocks(cell.content),
        }


def payload(paper: Paper, fonts: FontSet, duplex: bool = False) -> str:
    """The whole paper as one JSON string; `duplex`: for printing on both sides."""
    writer = _Writer(covered(fonts))
    sheets = [writer.blocks(sheet.blocks) for sheet in paper.sheets]
    data = {
        "title": paper.title,
        "form": paper.form,
        "digest": paper.digest,
        "page": asdict(paper.page),
        "faces": families(fonts),
        "styles": [_as_dict(style) for style in writer.styles],
        "sheets": sheets,
        "mark": _mark(paper),
        "duplex": _inner_and_outer(paper) if duplex else None,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _inner_and_outer(paper: Paper) -> dict[str, float]:
    """The margins in mm at the binding edge and at the other, together as wide as those of one
    side, so that everything stays as it is on the page."""
    both = paper.page.left + paper.page.right
    inner = max(paper.page.left, min(BINDING, both - LEAST_OUTER))
    return {"inner": inner, "outer": both - inner}


def _mark(paper: Paper) -> dict[str, Any]:
    """What stands in the margins, in the template's own words."""
    mark = paper.mark
    return {
        "above": mark.above,
        "lines": mark.lines,
        "size": LINE_SIZE,
        "pitch": LINE_PITCH,
        "code": code_as_svg(mark.code) if mark.code else "",
        "side": CODE_SIDE,
        "edge": EDGE,
    }


def _as_dict(style: Style) -> dict[str, Any]:
    """A style by its fields; `asdict` would copy every text and number of it."""
    return {one.name: getattr(style, one.name) for one in fields(style)}


def _split(text: str, characters: frozenset[str]) -> list[tuple[str, bool]]:
    """The text cut into stretches that can be drawn (False) and single characters that cannot."""
    if characters.issuperset(text):
        return [(text, False)] if text else []
    parts: list[tuple[str, bool]] = []
    plain = ""
    for character in text:
        if is_selector(character):
            continue  # the fonts know no variants: the character itself is drawn
        if is_drawn(character, characters):
            plain += character
            continue
        if plain:
            parts.append((plain, False))
            plain = ""
        parts.append((character, True))
    return [*parts, (plain, False)] if plain else parts


def _in_two_lines(character: str) -> list[str]:
    """The code point in two short lines, so that it needs no more room than the character."""
    name = code_point(character)
    return [name[: len(name) - 3], name[-3:]]


def _joined(pieces: list[Any]) -> list[Any]:
    """Neighbouring plain texts as one, so that spacing between them is as in running text."""
    joined: list[Any] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        elif piece != "":
            joined.append(piece)
    return joined


def _head_rows(rows: tuple[PaperRow, ...]) -> int:
    """How many rows at the top hold only words of the form: tagged as headings of the columns."""
    head = 0
    for row in rows:
        alone = all(cell.rows == 1 for cell in row.cells)
        several = len(row.cells) > 1
        if not (
            alone
            and several
            and all(_is_words(block) for cell in row.cells for block in cell.content)
        ):
            break
        head += 1
    return head if head < len(rows) else 0


def _may_break(cell: PaperCell, spanned: tuple[PaperRow, ...]) -> bool:
    """Whether a cell may go on over the page: it holds a table, or is too high to be kept whole."""
    if not any(row.grows for row in spanned):
        return False
    holds_table = any(isinstance(block, PaperTable) for block in cell.content)
    return holds_table or sum(row.height for row in spanned) > HIGHEST_WHOLE


def _leading(blocks: Blocks) -> list[bool]:
    """For each block whether it is kept on the page of the next: words that lead to an answer."""
    leads = []
    distance = MOST_LEADING
    for block in reversed(blocks):
        distance = distance + 1 if _is_words(block) else 0
        leads.append(0 < distance <= MOST_LEADING)
    return leads[::-1]


def _is_words(block: Paragraph | PaperTable) -> bool:
    """Whether a block is a paragraph of nothing but words of the form."""
    return isinstance(block, Paragraph) and not any(run.at for run in block.runs)
