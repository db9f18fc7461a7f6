"""Reading 读回: a Word file, made by this program or by anybody, back into answers."""

from jiqun.engine.reading.gate.sandbox import (
    check_package_safely,
    read_known_word,
    read_word_safely,
    read_workbook_safely,
)
from jiqun.engine.reading.known_forms import UnrecognisedFormError
from jiqun.engine.reading.read_word import WordReading, read_word
from jiqun.engine.reading.result.recognition_result import Recognition
from jiqun.engine.reading.result.report import LayoutDifference, ReadingConflict, Report, Unclear

__all__ = [
    "LayoutDifference",
    "ReadingConflict",
    "Recognition",
    "Report",
    "Unclear",
    "UnrecognisedFormError",
    "WordReading",
    "check_package_safely",
    "read_known_word",
    "read_word",
    "read_word_safely",
    "read_workbook_safely",
]
