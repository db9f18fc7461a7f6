"""Date 日期: a day from 1900 to 2100, year first; where the question takes it, a month alone."""

from __future__ import annotations

import calendar
import datetime
import re

from jiqun.engine.kinds.characters import half_width
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import NONE, Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble
from jiqun.engine.kinds.year import FIRST, LAST

_WRITTEN = re.compile(
    r"([0-9]{4})(?: *年 *([0-9]{1,2}) *月 *([0-9]{1,2}) *[日号]|([-./])([0-9]{1,2})\4([0-9]{1,2}))"
    r"(?:[ T]*0?0:00(?::00(?:\.0+)?)?Z?)?"  # midnight, as spreadsheets put it behind a day
)
_MONTH = re.compile(r"([0-9]{4})(?: *年 *([0-9]{1,2}) *月(?: *日)?|[-./]([0-9]{1,2}))")
_MEANT = (
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
    re.compile(r"([0-9]{2}) *年 *([0-9]{1,2}) *月 *([0-9]{1,2}) *[日号]"),
    re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})[日号]?(?:[ T]+[0-9:.]+)?"),
)
_CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")
_LONGEST = 40  # characters; no pattern is tried on longer text
_HINT = "请写成“2026年3月18日”或“2026-03-18”。"


def parse(raw: object, question: Question) -> Value | Trouble:
    """The day, or Trouble: wrong_shape, not_a_date. A month, "2026-03", where the question takes
    one.

    Understood: 2026-03-18, 2026年3月18日 or 号, 2026.3.18, 2026/3/18, also in full-width
    characters, and a midnight behind it.
    """
    if isinstance(raw, datetime.datetime) and raw.time() == datetime.time():
        raw = raw.date()
    if isinstance(raw, datetime.date) and not isinstance(raw, datetime.datetime):
        return raw if FIRST <= raw.year <= LAST else trouble("not_a_date", raw, _HINT)
    if not isinstance(raw, str):
        return trouble("wrong_shape", raw, expected="一个日期")
    text = half_width(raw)
    if text == NONE and question.none_allowed:
        return NONE
    if len(text) > _LONGEST:
        return trouble("not_a_date", raw, _HINT)
    match = _WRITTEN.fullmatch(text)
    if match is None and question.month_allowed and (month := _MONTH.fullmatch(text)):
        return _month(raw, int(month[1]), int(month[2] or month[3]))
    if match is None:
        return trouble("not_a_date", raw, _HINT, _meant(text))
    year, month_number, day = (int(match[n]) for n in ((1, 2, 3) if match[2] else (1, 5, 6)))
    if not FIRST <= year <= LAST:
        return trouble("not_a_date", raw, f"年份应在{FIRST}至{LAST}之间。")
    try:
        return datetime.date(year, month_number, day)
    except ValueError:
        return trouble("not_a_date", raw, "日历上没有这一天。")


def _month(raw: object, year: int, month: int) -> Value | Trouble:
    """A month as text, "2026-03"."""
    if not FIRST <= year <= LAST or not 1 <= month <= 12:
        return trouble("not_a_date", raw, "没有这个月份。")
    return f"{year}-{month:02}"


def _meant(text: str) -> str:
    """The day that a text which is no date was probably meant to be; "" where that is unknown."""
    digits = _with_digits(text)
    match = next((m for pattern in _MEANT if (m := pattern.fullmatch(digits))), None)
    if match is None:
        return ""
    year = match[1] if len(match[1]) == 4 else f"20{match[1]}"
    return f"{year}-{match[2]}-{match[3]}"


def _with_digits(text: str) -> str:
    """Chinese numerals as digits: 二〇二六年三月十八日 as 2026年3月18日."""
    text = re.sub("(?<=[一二三四五六七八九])十(?=[一二三四五六七八九])", "", text)
    text = re.sub("(?<=[一二三四五六七八九])十", "0", text)
    text = re.sub("十(?=[一二三四五六七八九])", "1", text)
    return text.replace("十", "10").translate(_CHINESE)


def days_of(value: Value) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day a value stands for: of a month all of it; None where it is no date."""
    if isinstance(value, datetime.date):
        return value, value
    match = _MONTH.fullmatch(value) if isinstance(value, str) else None
    if match is None or match[3] is None:
        return None
    year, month = int(match[1]), int(match[3])
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, 1), datetime.date(year, month, last)


def show(value: Value, question: Question) -> str:
    """The day as an official writes it: 2026年3月18日; a month as 2026年3月."""
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    days = days_of(value)
    return f"{days[0].year}年{days[0].month}月" if days else str(value)


def dump(value: Value, question: Question) -> str:
    """The day as YYYY-MM-DD, a month as YYYY-MM."""
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


KIND = Kind(
    id="date",
    label="日期",
    read=parse,
    show=show,
    dump=dump,
    widget="date",
    dated=True,
    monthly=True,
    sample="2026.3.18",
    in_lists=True,
    instead_of_none=_HINT,
    room_in_label=True,
)
