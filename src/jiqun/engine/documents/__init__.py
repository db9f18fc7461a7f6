"""Documents 文书: paper out.

lay_out(answers)                 → Paper, every size decided
write_word · write_pdf · write_document (web page)   Paper → file
check(answers, …)                → Outcome, the fit of the pages included
"""

from jiqun.engine.documents.check_with_pages import check, overflow_findings
from jiqun.engine.documents.fit import fit_report, lay_out
from jiqun.engine.documents.html import page_css, write_document, write_page
from jiqun.engine.documents.paper import Paper, SheetFit
from jiqun.engine.documents.paper_mark import (
    DRAFT,
    NO_MARK,
    ROOM_FOR_PARTNERS,
    PaperCode,
    PaperMark,
    frozen_mark,
    read_code,
)
from jiqun.engine.documents.pdf import PdfError, PdfPool, write_pdf
from jiqun.engine.documents.word import write_word

__all__ = [
    "DRAFT",
    "NO_MARK",
    "ROOM_FOR_PARTNERS",
    "Paper",
    "PaperCode",
    "PaperMark",
    "PdfError",
    "PdfPool",
    "SheetFit",
    "check",
    "fit_report",
    "frozen_mark",
    "lay_out",
    "overflow_findings",
    "page_css",
    "read_code",
    "write_document",
    "write_page",
    "write_pdf",
    "write_word",
]
