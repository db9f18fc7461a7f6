"""Date 日期: a day from 1900 to 2100, year first."""

from __future__ import annotations

import datetime
import re

from jiqun.engine.kinds.characters import half_width
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import NONE, Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble
from jiqun.engine.kinds.year import FIRST, LAST

_WRITTEN = re.compile(
    r"([0-9]{4})(?: *年 *([0-9]{1,2}) *月 *([0-9]{1,2}) *日|([-./])([0-9]{1,2})\4([0-9]{1,2}))"
)
_HINT = "请写成“2026年3月18日”或“2026-03-18”。"


def parse(raw: object, question: Question) -> Value | Trouble:
    """The day, or Trouble: wrong_shape, not_a_date.

    Understood: 2026-03-18, 2026年3月18日, 2026.3.18, 2026/3/18, also in full-width characters.
    """
    if isinstance(raw, datetime.date) and not isinstance(raw, datetime.datetime):
        return raw if FIRST <= raw.year <= LAST else trouble("not_a_date", raw, _HINT)
    if not isinstance(raw, str):
        return trouble("wrong_shape", raw, expected="一个日期")
    text = half_width(raw)
    if text == NONE and question.none_allowed:
        return NONE
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return trouble("not_a_date", raw, _HINT)
    year, month, day = (int(match[n]) for n in ((1, 2, 3) if match[2] else (1, 5, 6)))
    if not FIRST <= year <= LAST:
        return trouble("not_a_date", raw, f"年份应在{FIRST}至{LAST}之间。")
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return trouble("not_a_date", raw, "日历上没有这一天。")


def show(value: Value, question: Question) -> str:
    """The day as an official writes it: 2026年3月18日."""
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)


def dump(value: Value, question: Question) -> str:
    """The day as YYYY-MM-DD."""
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


KIND = Kind(
    id="date",
    label="日期",
    read=parse,
    show=show,
    dump=dump,
    widget="date",
    dated=True,
    sample="2026.3.18",
    in_lists=True,
    instead_of_none=_HINT,
    room_in_label=True,
)
