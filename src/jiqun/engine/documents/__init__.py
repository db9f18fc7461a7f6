"""Documents 文书: paper out and paper in.

lay_out(form, layout, answers)   → Paper, every size decided
write_word · write_pdf · write_document (web page)   Paper → file
read_word_safely(data, edition)  a Word file filled by anybody → answers and a report
check(edition, answers, …)       → Outcome, the fit of the pages included
"""

from jiqun.engine.documents.checking import check, overflow_findings
from jiqun.engine.documents.fit import fit_report, lay_out, overflow
from jiqun.engine.documents.page import page_css, write_document, write_page
from jiqun.engine.documents.paper import Paper, Place, SheetFit
from jiqun.engine.documents.pdf import PdfPool, places, write_pdf
from jiqun.engine.documents.reading import WordReading, read_word, read_word_safely
from jiqun.engine.documents.word import write_word

__all__ = [
    "Paper",
    "PdfPool",
    "Place",
    "SheetFit",
    "WordReading",
    "check",
    "fit_report",
    "lay_out",
    "overflow",
    "overflow_findings",
    "page_css",
    "places",
    "read_word",
    "read_word_safely",
    "write_document",
    "write_page",
    "write_pdf",
    "write_word",
]
