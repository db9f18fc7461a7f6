"""Runs the embedded typesetter over the template: a PDF of a paper."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock

import typst

from jiqun.engine.documents.paper import Paper
from jiqun.engine.documents.pdf.fonts import FontSet, typst_fonts
from jiqun.engine.documents.pdf.payload import payload

TEMPLATE = Path(__file__).with_name("paper.typ")
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]

# A compiler keeps the data of its last run, so only one thread at a time may use it.
_LOCK = Lock()


class PdfError(RuntimeError):
    """The typesetter refused a paper: a fault of the program, never of the answers."""


def typeset(paper: Paper, fonts: FontSet, made: datetime) -> bytes:
    """The paper as PDF/A-2a and PDF/UA-1; raises PdfError."""
    data = {"data": payload(paper, fonts)}
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
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=typst_fonts(fonts))
