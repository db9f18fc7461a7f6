"""Text 文字: kept as typed, refused only for characters nobody can print or see through."""

from __future__ import annotations

from jiqun.engine.kinds.character_count import count_characters
from jiqun.engine.kinds.characters import (
    bad_character,
    clean_text,
    is_plain,
    without_bad_characters,
    without_outer_blank,
)
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import NONE, Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble


def parse(raw: object, question: Question) -> Value | Trouble:
    """The text, or Trouble: wrong_shape, bad_character, or too_long (which keeps the text)."""
    if not isinstance(raw, str):
        return trouble("wrong_shape", raw, expected="一段文字")
    text = raw
    if not is_plain(raw):
        bad = bad_character(raw)
        if bad is not None:
            mended = without_bad_characters(raw)
            hint = "请删去这个字符后重新填写。" if mended else "请对照原文重新填写。"
            return trouble("bad_character", raw, hint, mended, **bad)
        text = clean_text(raw)
    if NONE in text and without_outer_blank(text) == NONE:
        return NONE
    if question.limit is not None and len(text) > question.limit:
        count = count_characters(text)
        if count > question.limit:
            return _too_long(text, count, question.limit)
    return text


def show(value: Value, question: Question) -> str:
    """The text as it was typed."""
    return str(value)


def _too_long(text: str, count: int, limit: int) -> Trouble:
    over = str(count - limit)
    result = trouble("too_long", text, count=str(count), limit=str(limit), over=over)
    return Trouble(result.code, result.params, text)


KIND = Kind(
    id="text",
    label="文字",
    read=parse,
    show=show,
    dump=show,
    widget="text",
    sample="文字",
    in_lists=True,
    in_plan=True,
    written=True,
    has_limit=True,
    shown_as_typed=True,
)
