"""Phone 电话: mobiles, landlines with their area code, 400 and 800 numbers; numbers of other
countries with their code. One answer may have several."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jiqun.engine.kinds import text
from jiqun.engine.kinds.characters import excerpt, half_width
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import NONE, Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble

_LONGEST = 200  # characters of an answer; no pattern is tried on longer text
_AREA_CODES = Path(__file__).with_name("area_codes.tsv")
_DASHES = re.compile("[\u2010-\u2015\u2043\u207b\u30fc~]")
_SPACES = re.compile("[ \u2000-\u200a\u202f\u205f]+")
_BETWEEN = re.compile(r"\s*[、;,/\n]\s*")
_MAINLAND = re.compile(r"(?:\+|00) ?86[ -]*")
_ABROAD = re.compile(r"(?:\+ ?|00(?=85[23]|886))([1-9][0-9 ()-]*)")  # 0053- is rather a mistype
_TWO_DIGITS = re.compile(  # country codes; 1 and 7 have one digit, all others three
    "2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
)
_MOBILE = re.compile(r"(1[3-9][0-9])[ -]?([0-9]{4})[ -]?([0-9]{4})")
_AREA = r"(010|02[0-9]|0[3-9][0-9]{2})"
_TO = r"(?:转|分机号?|ext\.?|x) *:? *"
_LANDLINE = re.compile(
    rf"(?:\({_AREA}\)|{_AREA})[ -]*([2-9][0-9]{{2,3}}[ -]?[0-9]{{4}})"
    rf"(?: *(?:-|{_TO}) *([0-9]{{1,6}})| *\( *(?:{_TO})?([0-9]{{1,6}}) *\))?",
    re.I,
)
_SERVICE = re.compile(
    r"([48]00)[ -]?([0-9]{3})[ -]?([0-9]{4})|([48]00)[ -]([0-9]{4})[ -]?([0-9]{3})"
)
_HINT = "请填写11位手机号，或带区号的固定电话（如“0953-6021234”）。"
_NO_AREA = "请在固定电话前加上区号（如“0953-6021234”）。"
_NO_NOUGHT = "区号前面少了“0”。"
_MANY = "几个号码之间请用顿号分开。"


def parse(raw: object, question: Question) -> Value | Trouble:
    """The number in standard form ("0953-6021234", "0953-6021234-801", "13995001234",
    "400-123-4567", "+852-21234567"), several joined by 、, or Trouble: wrong_shape, not_a_phone.

    Understood: +86 with or without the 0 of the area code, dashes and spaces of any kind, an
    extension behind 转 or ext, or in brackets; several parted by 、 ； or a line end.
    """
    if isinstance(raw, bool) or not isinstance(raw, (str, int)):
        return trouble("wrong_shape", raw, expected="一个电话号码")
    if isinstance(raw, int) and raw.bit_length() > 64:
        return trouble("not_a_phone", raw, _HINT)
    typed = half_width(str(raw))
    if typed == NONE and question.none_allowed:
        return NONE
    if len(typed) > _LONGEST:
        return trouble("not_a_phone", raw, _HINT)
    typed = _SPACES.sub(" ", _DASHES.sub("-", typed))
    parts = [part for part in _BETWEEN.split(typed) if part]
    if len(parts) == 1 and not _standard(typed):
        parts = typed.split(" ")  # of numbers parted by a space each is one by itself
        parts = parts if all(map(_standard, parts)) else [typed]
    numbers = [_standard(part) for part in parts]
    if numbers and all(numbers):
        return "、".join(dict.fromkeys(numbers))
    meant = [number or _with_nought(part) for number, part in zip(numbers, parts, strict=True)]
    repair = "、".join(dict.fromkeys(meant)) if meant and all(meant) else ""
    hint = _hint(next((p for p, n in zip(parts, numbers, strict=True) if not n), ""), len(parts))
    return trouble("not_a_phone", raw, _NO_NOUGHT if repair else hint, repair)


def _standard(typed: str) -> str:
    """One number in standard form; "" where it is none."""
    mainland = _MAINLAND.match(typed)
    if mainland is not None:
        rest = typed[mainland.end() :]
        return _of_mainland(rest) or _with_nought(rest)
    if abroad := _ABROAD.fullmatch(typed):
        return _of_abroad(re.sub("[^0-9]", "", abroad[1]))
    return _of_mainland(typed)


def _of_mainland(typed: str) -> str:
    if match := _MOBILE.fullmatch(typed):
        return "".join(match.groups())
    if match := _LANDLINE.fullmatch(typed):
        in_brackets, plain, number, extension, bracketed = match.groups()
        own = re.sub("[ -]", "", number)
        return "-".join(filter(None, (in_brackets or plain, own, extension or bracketed)))
    if match := _SERVICE.fullmatch(typed):
        return "-".join(filter(None, match.groups()))
    return ""


def _of_abroad(digits: str) -> str:
    """A number with the code of its country, which has up to 15 digits (ITU-T E.164)."""
    code = 1 if digits[0] in "17" else 2 if _TWO_DIGITS.match(digits) else 3
    own = digits[code:]
    return f"+{digits[:code]}-{own}" if 5 <= len(own) <= 15 - code else ""


def _with_nought(typed: str) -> str:
    """The number that has lost the 0 before its area code, with it; "" where it is none."""
    bare = typed.lstrip("(")
    if not any(bare.startswith(code) for code in _area_codes()):
        return ""
    return _of_mainland(typed.replace(bare, f"0{bare}"))


@cache
def _area_codes() -> frozenset[str]:
    """The area codes without their 0."""
    lines = _AREA_CODES.read_text(encoding="utf-8").splitlines()
    return frozenset(
        code for line in lines if not line.startswith("#") for code in line.split("\t")[1].split()
    )


def _hint(wrong: str, parts: int) -> str:
    hint = _NO_AREA if re.fullmatch("[2-9][0-9]{2,3}[ -]?[0-9]{4}", wrong) else _HINT
    return f"其中“{excerpt(wrong)}”有误。{hint}{_MANY}" if parts > 1 else hint


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
