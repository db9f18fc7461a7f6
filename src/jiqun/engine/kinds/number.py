"""The grammar of typed numbers, shared by every kind of number.

Understood: full-width digits and marks, +, a minus of any kind or brackets in its place, commas or
spaces between groups of three, 。 between digits, an apostrophe before it, spaces around, the asked
unit (or its short form) behind. Refused, never guessed: exponents, NaN, `1_000`, digits of other
scripts, 约100, 四十亿, another unit, more than 20 digits; what was probably meant is offered as a
repair (`number_repair`).
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from jiqun.engine.kinds.characters import comparison_key, half_width
from jiqun.engine.kinds.number_repair import meant_number
from jiqun.engine.kinds.question import NONE, Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble

MOST_DIGITS = 20
CENT = Decimal("0.01")
_LONGEST = 60  # characters of a number with separators and unit; no pattern is tried on longer text

_NUMBER = re.compile(
    r"([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:[ \u2000-\u200a\u202f\u205f][0-9]{3})+|[0-9]+)"
    r"(?:[.。｡]([0-9]+))? *(.*)",
    re.DOTALL,
)
_MOST_ARE = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,5})?")
"""As most numbers are typed: nothing of them has to be looked at."""

_MINUS = re.compile("^[\u2010-\u2015\u207b](?=[0-9])")
_IN_BRACKETS = re.compile(r"\( *([0-9][^()]*)\)([^()]*)")  # as accounts write what is below 0
_SHORT_UNITS = {
    "亿元": ("亿", "亿元人民币"),
    "万元": ("万", "万元人民币"),
    "人": ("名",),
    "平方公里": ("km2", "平方千米"),
    "吨二氧化碳/万元": ("吨/万元", "吨CO2/万元"),
    "吨标准煤/万元": ("吨/万元",),
}
_SYNONYMS_OF_NONE = frozenset(("暂无", "没有", "空", "无。", "/", "\\", "-", "--", "—", "——")) | {
    "n/a",
    "na",
    "nil",
    "null",
    "none",
}
_APOSTROPHES = ("'", "\u2018", "\u2019", "`")
_WRITE_FULL_NUMBER = "请只填写一个确切的数字。"
_HINTS = (
    (r"[0-9.]+[eE][+-]?[0-9]+", "请写出完整的数字，不要用科学计数法。"),
    (r"(?i)[+-]?(nan|inf|infinity)", _WRITE_FULL_NUMBER),
    (r"[约近超多余~≈<>≥≤]|左右|上下|以[上下内]|大概", "请填写确切的数字，不要加“约”“左右”等字样。"),
    (r"[零〇一二三四五六七八九十百千两]", "请用阿拉伯数字填写。"),
    (r"[0-9,]+,[0-9,.]*", "千位分隔符的位置不对，请去掉逗号后填写。"),
)


def read_number(raw: object, question: Question) -> Decimal | str | Trouble:
    """The number exactly as typed, the str 无, or Trouble: wrong_shape or not_a_number.

    Takes text, and the numbers JSON can carry (int, Decimal; a float by its shortest text).
    """
    if isinstance(raw, str) and _MOST_ARE.fullmatch(raw):
        return Decimal(raw)
    if isinstance(raw, bool) or not isinstance(raw, (str, int, Decimal, float)):
        return trouble("wrong_shape", raw, expected="一个数字")
    if isinstance(raw, int) and raw.bit_length() > 128:
        return _not_a_number(raw, question, _too_many_digits())
    typed = raw if isinstance(raw, str) else str(raw)
    text = half_width(typed)
    if text[:1] in _APOSTROPHES:  # before it a spreadsheet takes a number for text
        text = text[1:].lstrip()
    if text == NONE and question.none_allowed:
        return NONE
    if len(text) > _LONGEST:
        return _not_a_number(typed, question, _too_many_digits() if text.isdigit() else "")
    plain = _IN_BRACKETS.sub(r"-\1\2", text) if _IN_BRACKETS.fullmatch(text) else text
    match = _NUMBER.fullmatch(_MINUS.sub("-", plain))
    if match is None:
        return _not_a_number(typed, question, _hint(text, question))
    sign, whole, fraction, unit = match.groups()
    if unit and not _is_unit(unit, question.unit):
        return _not_a_number(typed, question, _hint_on_unit(text, unit, question))
    digits = re.sub("[^0-9]", "", whole)
    if len(digits) + len(fraction or "") > MOST_DIGITS:
        return _not_a_number(typed, question, _too_many_digits())
    number = Decimal(f"{digits}.{fraction}" if fraction else digits)
    return -number if sign == "-" else number  # minus nothing is 0: Decimal gives no −0 here


def read_figure(raw: object, question: Question) -> Value | Trouble:
    """A number with no more than two decimals and in the asked range, in standard form.

    With a fraction it carries two decimals (1.5 is 1.50), a whole number stays whole.
    """
    number = read_number(raw, question)
    if not isinstance(number, Decimal):
        return number
    standard = in_standard_form(number)
    if standard != number:
        rounded = show_number(standard)
        return trouble("too_many_decimals", raw, unit=question.unit, rounded=rounded)
    return in_range(standard, raw, question)


def in_standard_form(number: Decimal) -> Decimal:
    """The number whole, or rounded half up to two decimals where it was written with a fraction."""
    exponent = number.as_tuple().exponent
    return number if exponent == 0 else number.quantize(CENT, ROUND_HALF_UP)


def in_range(number: Decimal, raw: object, question: Question) -> Decimal | Trouble:
    """The number, or Trouble out_of_range."""
    if question.range.holds(number):
        return number
    return trouble("out_of_range", raw, unit=question.unit, range=str(question.range))


def show_number(value: Value) -> str:
    """A number in standard form, without exponent; 无 as it is."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _is_unit(typed: str, unit: str) -> bool:
    key = comparison_key(typed)
    return any(key == comparison_key(u) for u in (unit, *_SHORT_UNITS.get(unit, ())) if u)


def _not_a_number(typed: object, question: Question, hint: str) -> Trouble:
    text = half_width(typed) if isinstance(typed, str) else ""
    if text.casefold() in _SYNONYMS_OF_NONE:
        meant = NONE if question.none_allowed else ""
    else:
        meant = meant_number(text, question.unit) if len(text) <= _LONGEST else ""
    return trouble("not_a_number", typed, hint, unit=question.unit, repair=meant)


def _too_many_digits() -> str:
    return f"数字不能超过{MOST_DIGITS}位。"


def _hint_on_unit(text: str, unit: str, question: Question) -> str:
    general = _hint(text, question)
    if general or not re.fullmatch(r"[^\W\d_]+[/\w]*|[%‰]|℃", unit):
        return general
    if question.unit:
        return f"本栏的单位是“{question.unit}”，请换算后只填写数字。"
    return "请只填写数字，不要带单位。"


def _hint(text: str, question: Question) -> str:
    if text.casefold() in _SYNONYMS_OF_NONE:
        return "没有相关情况的，请填写“无”。" if question.none_allowed else "本栏必须填写数字。"
    for pattern, hint in _HINTS:
        if re.search(pattern, text):
            return hint
    return ""
