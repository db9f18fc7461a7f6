"""PDF: the paper drawn by an embedded typesetter, with fonts that come along.

write_pdf(paper)        → Pdf(data, missing)
missing_glyphs(paper)   → the characters no font has, and the answers they stand in
PdfPool(workers)        → many papers at once, in processes of their own
"""

from jiqun.engine.documents.pdf.fonts import FontSet, default_fonts, find_fonts, installed_fandol
from jiqun.engine.documents.pdf.glyphs import Missing, missing_glyphs
from jiqun.engine.documents.pdf.pdf_writer import UNDATED, Pdf, PdfError, write_pdf
from jiqun.engine.documents.pdf.pool import PdfPool

__all__ = [
    "UNDATED",
    "FontSet",
    "Missing",
    "Pdf",
    "PdfError",
    "PdfPool",
    "default_fonts",
    "find_fonts",
    "installed_fandol",
    "missing_glyphs",
    "write_pdf",
]
