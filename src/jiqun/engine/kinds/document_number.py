"""Document number 文号: 机关代字〔2026〕3号, as GB/T 9704 sets it; also 〔2026〕3号 and 第3号."""

from __future__ import annotations

import re

from jiqun.engine.kinds import text
from jiqun.engine.kinds.characters import half_width
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import NONE, Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble
from jiqun.engine.kinds.year import FIRST, LAST

_LONGEST = 60  # characters, with spaces; no pattern is tried on longer text
_OF_A_YEAR = re.compile(
    r"([^\W\d_]{0,20})[〔\[(【{]([0-9]{4})年?[〕\])】}]第?0*([1-9][0-9]{0,4})号"
)
_OF_NONE = re.compile(r"第0*([1-9][0-9]{0,4})号")
_EXPECTED = "文号"
_HINT = "请写成“宁工信发〔2026〕3号”这样；没有机关代字的，写成“〔2026〕3号”或“第3号”。"


def parse(raw: object, question: Question) -> Value | Trouble:
    """The number in standard form (or 无), or Trouble: wrong_shape, not_understood.

    Understood: brackets of any shape, spaces, full-width characters, 第 and zeros in front.
    """
    if not isinstance(raw, str):
        return trouble("wrong_shape", raw, expected=_EXPECTED)
    typed = half_width(raw)
    if typed == NONE and question.none_allowed:
        return NONE
    if len(typed) > _LONGEST:
        return trouble("not_understood", raw, _HINT, expected=_EXPECTED)
    number = "".join(typed.split())
    if match := _OF_NONE.fullmatch(number):
        return f"第{match[1]}号"
    match = _OF_A_YEAR.fullmatch(number)
    if match is None:
        return trouble("not_understood", raw, _HINT, expected=_EXPECTED)
    if not FIRST <= int(match[2]) <= LAST:
        hint = f"年份应在{FIRST}至{LAST}之间。"
        return trouble("not_understood", raw, hint, expected=_EXPECTED)
    return f"{match[1]}〔{match[2]}〕{match[3]}号"


KIND = Kind(
    id="document_number",
    label="文号",
    read=parse,
    show=text.show,
    dump=text.show,
    widget="document_number",
    sample="宁工信发[2026] 第3号",
    in_lists=True,
    shown_as_typed=True,
    instead_of_none=_HINT,
)
