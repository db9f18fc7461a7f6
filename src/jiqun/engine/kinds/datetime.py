"""Date and time 日期时间: a minute of a day from 1900 to 2100, by the clocks of Asia/Shanghai."""

from __future__ import annotations

import datetime
import re

from jiqun.engine.kinds import date
from jiqun.engine.kinds.characters import half_width
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import NONE, Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble
from jiqun.engine.kinds.year import FIRST, LAST

_LONGEST = 60  # characters; no pattern is tried on longer text
_WRITTEN = re.compile(
    r"(.+?)(?: *T *| +|(?<=日))"
    r"([0-9]{1,2})(?: *: *([0-9]{1,2})(?::00)?| *[时点] *(?:([0-9]{1,2}) *分|整)?)"
)
_HINT = "请写成“2026年3月18日17:30”或“2026-03-18 17:30”。"


def parse(raw: object, question: Question) -> Value | Trouble:
    """The minute, without a time zone (or 无), or Trouble: wrong_shape, not_a_date.

    Understood: a day as the kind date understands it, then 17:30, 17时30分, 17点 or 17时整, after a
    space, T or 日; also in full-width characters.
    """
    if isinstance(raw, datetime.datetime):
        fits = raw.tzinfo is None and FIRST <= raw.year <= LAST
        return raw.replace(second=0, microsecond=0) if fits else _not_one(raw)
    if not isinstance(raw, str):
        return trouble("wrong_shape", raw, expected="一个日期和时间")
    text = half_width(raw)
    if text == NONE and question.none_allowed:
        return NONE
    match = _WRITTEN.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return _not_one(raw)
    day = date.parse(match[1], question)
    if isinstance(day, Trouble):
        return trouble("not_a_date", raw, _HINT)
    hour, minute = int(match[2]), int(match[3] or match[4] or 0)
    if hour > 23 or minute > 59:
        return trouble("not_a_date", raw, "时间应在0:00至23:59之间。")
    if not isinstance(day, datetime.date):
        return _not_one(raw)
    return datetime.datetime(day.year, day.month, day.day, hour, minute)


def show(value: Value, question: Question) -> str:
    """The minute as an official writes it: 2026年3月18日17:30."""
    if isinstance(value, datetime.datetime):
        return f"{date.show(value, question)}{value.hour}:{value.minute:02}"
    return str(value)


def dump(value: Value, question: Question) -> str:
    """The minute as YYYY-MM-DD HH:MM."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "minutes")
    return str(value)


def _not_one(raw: object) -> Trouble:
    return trouble("not_a_date", raw, _HINT)


KIND = Kind(
    id="datetime",
    label="日期时间",
    read=parse,
    show=show,
    dump=dump,
    widget="datetime",
    dated=True,
    sample="2026.3.18 17：30",
    in_lists=True,
    room_in_label=True,
    instead_of_none=_HINT,
)
