"""Year 年份: four digits, 1900 to 2100; 年 may follow."""

from __future__ import annotations

import re

from jiqun.engine.kinds import text
from jiqun.engine.kinds.characters import half_width
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble

FIRST, LAST = 1900, 2100


def parse(raw: object, question: Question) -> Value | Trouble:
    """The year as four digits, or Trouble: wrong_shape, not_a_date."""
    if isinstance(raw, bool) or not isinstance(raw, (str, int)):
        return trouble("wrong_shape", raw, expected="一个年份")
    text = half_width(raw) if isinstance(raw, str) else str(raw) if 0 < raw < 10**6 else ""
    match = re.fullmatch("([0-9]{4}) *年?", text)
    if match is None or not FIRST <= int(match[1]) <= LAST:
        return trouble("not_a_date", raw, "请填写四位年份，如“2025”。")
    return match[1]


KIND = Kind(
    id="year",
    label="年份",
    read=parse,
    show=text.show,
    dump=text.show,
    widget="word",
    sample="2025年",
    in_fields=False,
    in_lists=True,
)
