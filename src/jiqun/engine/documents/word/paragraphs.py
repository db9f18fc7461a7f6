"""Paragraphs in WordprocessingML: the form's words and the places of answers within them."""

from __future__ import annotations

from jiqun.engine.documents.paper import Paragraph, Run
from jiqun.engine.documents.word.controls import control, run_properties, set_lines
from jiqun.engine.documents.word.drawing import Drawing
from jiqun.engine.documents.word.styles import twips
from jiqun.engine.documents.word.text import run

HEADING = "heading"
_NEW_PAGE = "<w:pageBreakBefore/>"


def paragraph(block: Paragraph, drawing: Drawing, width: float, new_page: bool = False) -> str:
    """The w:p of a paragraph set `width` points wide; on a new page where it opens a sheet."""
    identity = drawing.style_id(block.style, block.role == HEADING)
    edge = _edge(width) if any(piece.fill for piece in block.runs) else ""
    inner = "".join(_piece(piece, block, drawing) for piece in block.runs)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{identity}"/>{_NEW_PAGE if new_page else ""}{edge}</w:pPr>'
        f"{inner}</w:p>"
    )


def _edge(width: float) -> str:
    """The tab stop at the right edge, up to which an underlined tab draws a rule."""
    return f'<w:tabs><w:tab w:val="right" w:pos="{twips(width)}"/></w:tabs>'


def _piece(piece: Run, block: Paragraph, drawing: Drawing) -> str:
    if piece.tag:
        return control(piece, block.style, drawing)
    text = "\t" if piece.fill else set_lines(piece.text, block.style)
    return run(text, run_properties(piece, block.style), "the form's words") if text else ""
