"""Industry 国民经济行业: a group 中类 or class 小类 of GB/T 4754-2017 by its code.

Known here are the sections 门类 and the divisions 大类 alone. Whether a division has a group or
class of a code cannot be told without the full table of the standard: 2699 is taken as it is.
"""

from __future__ import annotations

import re

from jiqun.engine.kinds import text
from jiqun.engine.kinds.characters import half_width
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import NONE, Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble

# The first and last division of each section; the 97 divisions are numbered without a gap.
_SECTIONS = {
    "A": (1, 5),
    "B": (6, 12),
    "C": (13, 43),
    "D": (44, 46),
    "E": (47, 50),
    "F": (51, 52),
    "G": (53, 60),
    "H": (61, 62),
    "I": (63, 65),
    "J": (66, 69),
    "K": (70, 70),
    "L": (71, 72),
    "M": (73, 75),
    "N": (76, 79),
    "O": (80, 82),
    "P": (83, 83),
    "Q": (84, 85),
    "R": (86, 90),
    "S": (91, 96),
    "T": (97, 97),
}
_LONGEST = 60  # characters; no pattern is tried on longer text
_CODE = re.compile("([A-T]?)(([0-9]{2})[0-9]{1,2})")
_EXPECTED = "国民经济行业代码"
_HINT = "请填写《国民经济行业分类》（GB/T 4754-2017）的三位或四位代码，如“2614”。"


def parse(raw: object, question: Question) -> Value | Trouble:
    """The code of three or four digits (or 无), or Trouble: wrong_shape, not_understood.

    The letter of the section may stand before it, and is dropped.
    """
    if not isinstance(raw, str):
        return trouble("wrong_shape", raw, expected=_EXPECTED)
    typed = half_width(raw).upper()
    if typed == NONE and question.none_allowed:
        return NONE
    match = _CODE.fullmatch(typed.replace(" ", "")) if len(typed) <= _LONGEST else None
    if match is None:
        return trouble("not_understood", raw, _HINT, expected=_EXPECTED)
    letter, code, division = match.groups()
    section = section_of(int(division))
    if not section:
        hint = f"没有大类“{division}”，大类是01至97。"
        return trouble("not_understood", raw, hint, expected=_EXPECTED)
    if letter not in ("", section):
        hint = f"大类“{division}”属于门类{section}，不属于门类{letter}，请核对。"
        return trouble("not_understood", raw, hint, expected=_EXPECTED)
    return code


def section_of(division: int) -> str:
    """The letter of the section a division lies in; "" where there is no such division."""
    return next((s for s, (first, last) in _SECTIONS.items() if first <= division <= last), "")


KIND = Kind(
    id="industry",
    label="国民经济行业",
    read=parse,
    show=text.show,
    dump=text.show,
    widget="industry",
    sample="C2614",
    in_lists=True,
    shown_as_typed=True,
    one_line=True,
    instead_of_none=_HINT,
)
