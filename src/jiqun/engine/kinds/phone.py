"""Phone 电话: a mobile, a landline with its area code, or a 400 or 800 number of the mainland."""

from __future__ import annotations

import re

from jiqun.engine.kinds import text
from jiqun.engine.kinds.characters import half_width
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import NONE, Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble

_COUNTRY = re.compile(r"^(?:\+86|0086)[ -]?(?=[01(])")
_MOBILE = re.compile(r"(1[3-9][0-9])[ -]?([0-9]{4})[ -]?([0-9]{4})")
_AREA = r"(010|02[0-9]|0[3-9][0-9]{2})"
_LANDLINE = re.compile(
    rf"(?:\({_AREA}\)|{_AREA})[ -]*([2-9][0-9]{{6,7}})(?: *(?:-|转|分机|ext\.?) *([0-9]{{1,6}}))?",
    re.I,
)
_SERVICE = re.compile(
    r"([48]00)[ -]?([0-9]{3})[ -]?([0-9]{4})|([48]00)[ -]([0-9]{4})[ -]?([0-9]{3})"
)
_HINT = "请填写11位手机号，或带区号的固定电话（如“0953-6021234”）。"
_NO_AREA = "请在固定电话前加上区号（如“0953-6021234”）。"


def parse(raw: object, question: Question) -> Value | Trouble:
    """The number in standard form ("0953-6021234", "0953-6021234-801", "13995001234",
    "400-123-4567"), or Trouble: wrong_shape, not_a_phone."""
    if isinstance(raw, bool) or not isinstance(raw, (str, int)):
        return trouble("wrong_shape", raw, expected="一个电话号码")
    if isinstance(raw, int) and raw.bit_length() > 64:
        return trouble("not_a_phone", raw, _HINT)
    text = half_width(str(raw))
    if text == NONE and question.none_allowed:
        return NONE
    text = _COUNTRY.sub("", text)
    if match := _MOBILE.fullmatch(text):
        return "".join(match.groups())
    if match := _LANDLINE.fullmatch(text):
        in_brackets, plain, number, extension = match.groups()
        return "-".join(filter(None, (in_brackets or plain, number, extension)))
    if match := _SERVICE.fullmatch(text):
        return "-".join(filter(None, match.groups()))
    return trouble("not_a_phone", raw, _NO_AREA if re.fullmatch("[2-9][0-9]{6,7}", text) else _HINT)


KIND = Kind(
    id="phone",
    label="电话",
    read=parse,
    show=text.show,
    dump=text.show,
    widget="phone",
    sample="0953-6021234",
    shown_as_typed=True,
    one_line=True,
    instead_of_none=_HINT,
)
