"""Draws a paper as a PDF: an archival (PDF/A-2a), accessible (PDF/UA-1), reproducible file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from jiqun.engine.documents.paper import Paper
from jiqun.engine.documents.pdf.fonts import FontSet, default_fonts
from jiqun.engine.documents.pdf.glyphs import Missing, missing_glyphs
from jiqun.engine.documents.pdf.typesetting import typeset

UNDATED = datetime(2000, 1, 1, tzinfo=timezone(timedelta(hours=8)))
"""The date in the file's properties where the caller gives none: the engine has no clock."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF file, and the characters in it that are shown by their code point only."""

    data: bytes
    missing: tuple[Missing, ...] = ()


def write_pdf(paper: Paper, *, fonts: FontSet | None = None, made: datetime = UNDATED) -> Pdf:
    """Draws the paper. The same paper, fonts and date give the same bytes.

    `made` is the date in the file's properties, with a time zone. Raises PdfError.
    """
    fonts = fonts or default_fonts()
    return Pdf(typeset(paper, fonts, made), missing_glyphs(paper, fonts))
