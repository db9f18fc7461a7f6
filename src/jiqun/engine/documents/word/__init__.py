"""Word: the paper as a .docx file, and the marks by which its answers are found again."""

from jiqun.engine.documents.tags import (
    DIGEST_PROPERTY,
    FORM_PROPERTY,
    INDENTED_LINE_END,
    LAYOUT_PROPERTY,
    LAYOUT_VERSION,
    answer_of_bookmark,
    bookmark_index,
    bookmark_name,
)
from jiqun.engine.documents.word.word_writer import write_word

__all__ = [
    "DIGEST_PROPERTY",
    "FORM_PROPERTY",
    "INDENTED_LINE_END",
    "LAYOUT_PROPERTY",
    "LAYOUT_VERSION",
    "answer_of_bookmark",
    "bookmark_index",
    "bookmark_name",
    "write_word",
]
