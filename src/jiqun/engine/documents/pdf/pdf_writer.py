"""Draws a paper as a PDF: an archival (PDF/A-2a), accessible (PDF/UA-1), reproducible file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from jiqun.engine.documents.paper import Paper
from jiqun.engine.documents.pdf.fonts import FontSet, default_fonts, typst_fonts
from jiqun.engine.documents.pdf.glyphs import Missing, missing_glyphs
from jiqun.engine.documents.pdf.payload import payload

if TYPE_CHECKING:
    import typst

TEMPLATE = Path(__file__).with_name("paper.typ")
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]

# A compiler keeps the data of its last run, so only one thread at a time may use it.
_LOCK = Lock()


class PdfError(RuntimeError):
    """The typesetter refused a paper: a fault of the program, never of the answers."""


def typeset(paper: Paper, fonts: FontSet, made: datetime, duplex: bool = False) -> bytes:
    """The paper as PDF/A-2a and PDF/UA-1; raises PdfError."""
    import typst  # by those who draw: it takes 20 MB

    data = {"data": payload(paper, fonts, duplex)}
    try:
        with _LOCK:
            pdf = _compiler(fonts).compile(sys_inputs=data, pdf_standards=STANDARDS, timestamp=made)
    except typst.TypstError as error:
        raise PdfError(f"{error.message}\n{error.diagnostic}") from error
    if not isinstance(pdf, bytes):
        raise PdfError(f"no PDF came out, but {type(pdf).__name__}")
    return pdf


@cache
def _compiler(fonts: FontSet) -> typst.Compiler:
    """One compiler for each set of fonts in a process: fonts stay open, the template parsed."""
    import typst

    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=typst_fonts(fonts))


UNDATED = datetime(2000, 1, 1, tzinfo=timezone(timedelta(hours=8)))
"""The date in the file's properties where the caller gives none: the engine has no clock."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF file, and the characters in it that are shown by their code point only."""

    data: bytes
    missing: tuple[Missing, ...] = ()


def write_pdf(
    paper: Paper,
    *,
    fonts: FontSet | None = None,
    made: datetime = UNDATED,
    duplex: bool = False,
) -> Pdf:
    """Draws the paper. The same paper, fonts and date give the same bytes.

    `made` is the date in the file's properties, with a time zone. `duplex` is for a print shop
    印刷版: on both sides, with room to bind it, each part on a right-hand page. Raises PdfError.
    """
    fonts = fonts or default_fonts()
    return Pdf(typeset(paper, fonts, made, duplex), missing_glyphs(paper, fonts))
