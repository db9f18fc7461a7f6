"""字数: how many characters a text has, as Word and WPS count them.

Each CJK character and each full-width mark is one; a run of Latin letters, digits and half-width
marks is one; spaces and line ends are none. Combining marks and variation selectors belong to the
character before them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_COMMON = re.compile(
    "[\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]"
)

_NOTHING, _ONE, _RUN, _GAP = range(4)


@lru_cache(maxsize=1024)  # while somebody types, all texts but one are counted again unchanged
def count_characters(text: str) -> int:
    """The 字数 of a text."""
    rest, count = _COMMON.subn("\u3000", text)  # each one is also a gap between two runs
    in_run = False
    for character in rest:
        nature = _nature(character)
        if nature == _RUN:
            count += not in_run
            in_run = True
        elif nature != _NOTHING:
            count += nature == _ONE
            in_run = False
    return count


@cache
def _nature(character: str) -> int:
    if character.isspace():
        return _GAP
    category = unicodedata.category(character)
    if category[0] == "M" or category in ("Cf", "Cc", "Cs"):
        return _NOTHING  # combining marks, variation selectors, joiners
    if "\U0001f3fb" <= character <= "\U0001f3ff":
        return _NOTHING  # skin tones of the sign before
    if category == "Co" or 0x20000 <= ord(character) <= 0x3FFFD:
        return _ONE  # rare characters in private use, and planes that hold nothing but CJK
    width = unicodedata.east_asian_width(character)
    if width in "WFH":
        return _ONE
    if width == "A" and category[0] != "L" and (character > "\u00ff" or character in "×÷·"):
        return _ONE  # “ ” … — ① and the like are full-width marks in Chinese text
    return _RUN
