"""Reading 读回: a Word file, made by this program or by anybody, back into answers."""

from jiqun.engine.documents.reading.reading import WordReading, read_word
from jiqun.engine.documents.reading.report import Conflict, Difference, Report, Unclear
from jiqun.engine.documents.reading.safely import read_word_safely

__all__ = [
    "Conflict",
    "Difference",
    "Report",
    "Unclear",
    "WordReading",
    "read_word",
    "read_word_safely",
]
