"""USCC 统一社会信用代码: 18 characters with a check character (GB 32100-2015)."""

from __future__ import annotations

import re

from jiqun.engine.kinds import text
from jiqun.engine.kinds.characters import half_width
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V, Z
_WEIGHTS = tuple(pow(3, n, 31) for n in range(17))
_EXPECTED = "18位统一社会信用代码"


def check_character(first_17: str) -> str:
    """The last character that belongs to the first 17 (mod 31, GB 32100-2015 annex)."""
    total = sum(ALPHABET.index(c) * w for c, w in zip(first_17, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def parse(raw: object, question: Question) -> Value | Trouble:
    """The code in capitals, without spaces, or Trouble wrong_shape that says what is wrong."""
    if not isinstance(raw, str):
        return trouble("wrong_shape", raw, expected=_EXPECTED)
    text = half_width(raw).upper().replace(" ", "")
    if not re.fullmatch(f"[{ALPHABET}]{{18}}", text):
        if len(text) != 18:
            hint = f"代码应为18位，现为{len(text)}位。"
        else:
            hint = "代码只用数字和大写字母，没有 I、O、S、V、Z。"
        return trouble("wrong_shape", raw, hint, expected=_EXPECTED)
    if text[-1] != check_character(text[:17]):
        return trouble("wrong_shape", raw, "校验码不符，请核对是否抄错。", expected=_EXPECTED)
    return text


KIND = Kind(
    id="uscc",
    label="统一社会信用代码",
    read=parse,
    show=text.show,
    dump=text.show,
    widget="word",
    sample="91350100m000100y43",
    in_fields=False,
    in_lists=True,
)
