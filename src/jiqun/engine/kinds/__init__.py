"""Kinds 填报类型: how each kind of answer is parsed, normalised and printed, one file a kind.

    kind.parse(raw, asked)  what came in → a Value, a Trouble, or None where nothing was filled
    kind.show(value, asked) a Value      → the words on paper: 2026年3月18日, 1.50, 中宁县
    kind.dump(value, asked) a Value      → interchange JSON: 2026-03-18, "1.50", 中宁县

`show` and `dump` of anything `parse` returned can be parsed again and give the same Value; only the
words of several options, which stand on paper alone, are not read back.
"""

from jiqun.engine.kinds.character_count import count_characters
from jiqun.engine.kinds.characters import (
    bad_character,
    clean_text,
    comparison_key,
    excerpt,
    is_blank,
    is_ordinary,
    list_key,
    printable,
    typed_text,
)
from jiqun.engine.kinds.date import days_of
from jiqun.engine.kinds.division import Division, division_named, division_of, divisions_in, lies_in
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.number import read_number
from jiqun.engine.kinds.question import NONE, PlainOption, PlainQuestion, Question, Value
from jiqun.engine.kinds.registry import KINDS
from jiqun.engine.kinds.trouble import Trouble

__all__ = [
    "KINDS",
    "NONE",
    "Division",
    "Kind",
    "PlainOption",
    "PlainQuestion",
    "Question",
    "Trouble",
    "Value",
    "bad_character",
    "clean_text",
    "comparison_key",
    "count_characters",
    "days_of",
    "division_named",
    "division_of",
    "divisions_in",
    "excerpt",
    "is_blank",
    "is_ordinary",
    "lies_in",
    "list_key",
    "printable",
    "read_number",
    "typed_text",
]
