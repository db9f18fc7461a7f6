"""Characters: which are kept, removed or refused; and texts made comparable or harmless to print.

Text is kept as typed, without Unicode normalisation, so that names with rare characters stay what
they are. Only line ends, soft ones too, become LF, a tab becomes a space, and invisible characters
are removed (variation selectors stay: they choose the shape of a name's character).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

_BLANK = " \t\r\n\x0b\x85\u2028\u2029\u00a0\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u200b-\u200f\u2060\u061c\u180e\ufeff"
LOST = "\ufffd"
"""What stands where a character was lost on the way: shown as �."""
_PLANES = range(1 << 16, 17 << 16, 1 << 16)
_REFUSED = (
    "\x00-\x08\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u202a-\u202e\u2066-\u2069"  # turn the direction of reading round
    "\ud800-\udfff"  # half a character
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff"  # annotations and non-characters
    f"{LOST}"
) + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in _PLANES)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_NEEDS_CARE = re.compile(f"[\t\r\x0b\x85\u2028\u2029{_INVISIBLE}{_REFUSED}]")
_ORDINARY = re.compile(
    f"[^\t\r\x0b\x85\u2028\u2029{_INVISIBLE}{_REFUSED}{_BLANK}无]"
    f"[^\t\r\x0b\x85\u2028\u2029{_INVISIBLE}{_REFUSED}无]*"
)
_REMOVED = re.compile(f"[{_INVISIBLE}]")
_BAD = re.compile(f"[{_REFUSED}]")
_SOMETHING = re.compile(f"[^{_BLANK}{_INVISIBLE}]")
_OUTER_BLANK = re.compile(f"^[{_BLANK}]+|[{_BLANK}]+$")

_HALF_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94)} | {
    0x3000: 0x20,
    0x00A0: 0x20,
    0x2212: ord("-"),
    0xFE63: ord("-"),
    0xFFE5: ord("¥"),
}

_SPOT = 8  # characters that say where a refused one stands

_NAMES = {
    LOST: "转换中丢失的字",
    "\ud800-\udfff": "不完整的字符",
    "\u202a-\u202e\u2066-\u2069": "改变文字方向的控制字符",
    "\x00-\x1f\x7f-\x9f": "控制字符",
}


def is_blank(text: str) -> bool:
    """Whether nothing is written: only spaces (also the wide one), line ends, the invisible."""
    return _SOMETHING.search(text) is None


def is_plain(text: str) -> bool:
    """Whether every character of a text is kept as it is."""
    return _NEEDS_CARE.search(text) is None


def is_ordinary(text: str) -> bool:
    """Whether a text says something, is kept as it is, and has nothing of 无: as most texts are.
    Where it may be so and may not, the answer is no."""
    return _ORDINARY.fullmatch(text) is not None


def clean_text(text: str) -> str:
    """Text as it is kept: line ends LF, tabs as spaces, invisible characters removed."""
    if is_plain(text):
        return text
    return _REMOVED.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")


def bad_character(text: str) -> Mapping[str, str] | None:
    """The first character that is refused, None where every one is fine: `character` its code point
    ("U+202E"), `name` its Chinese name, `position` counted from 1, `spot` the words before it."""
    match = None if is_plain(text) else _BAD.search(text)
    if match is None:
        return None
    before = clean_text(text[: match.start()]).replace("\n", " ")[-_SPOT:]
    return {
        "character": f"U+{ord(match[0]):04X}",
        "name": next(
            (n for c, n in _NAMES.items() if re.match(f"[{c}]", match[0])), "不是文字的编码"
        ),
        "position": str(match.start() + 1),
        "spot": f"“{before}”之后" if before else "开头",
    }


def without_bad_characters(text: str) -> str:
    """The text without the characters that are refused; "" where one was lost: it has to be written
    anew."""
    return "" if LOST in text else _BAD.sub("", clean_text(text))


def without_outer_blank(text: str) -> str:
    """Text without the spaces and line ends around it."""
    return _OUTER_BLANK.sub("", text)


def half_width(text: str) -> str:
    """Text with full-width letters, digits and marks in ASCII, for numbers, dates and codes only:
    clean, without outer blank. Digits of other scripts stay what they are."""
    return without_outer_blank(clean_text(text).translate(_HALF_WIDTH))


def printable(text: str) -> str:
    """Text that any writer can print: what would be refused becomes U+FFFD, shown as �."""
    return _BAD.sub("\ufffd", clean_text(text))


def excerpt(typed: object, longest: int = 40) -> str:
    """What was typed, on one line, printable and not longer than `longest` characters."""
    text = typed_text(typed)
    text = printable(text[: longest * 4]).replace("\n", " ")
    return text if len(text) <= longest else text[: longest - 1] + "…"


@lru_cache(maxsize=1024)
def comparison_key(text: str) -> str:
    """The key by which texts are compared and searched: NFKC, case-folded, without white space."""
    folded = unicodedata.normalize("NFKC", clean_text(text)).casefold()
    without_space = "".join(unicodedata.normalize("NFKC", folded).split())
    return unicodedata.normalize("NFKC", without_space)  # marks that space had kept apart


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−⁃", "-"))


@lru_cache(maxsize=4096)
def list_key(text: str) -> str:
    """The key by which entries of lists 清单 are compared: all dashes are one."""
    return comparison_key(text).translate(_DASHES)


def typed_text(typed: object) -> str:
    """What was typed as text; a number by its digits, anything else as JSON shows it, shortened."""
    if isinstance(typed, str):
        return typed
    if typed is True or typed is False:
        return "true" if typed else "false"
    if isinstance(typed, int):
        return str(Decimal(typed))  # str() of a very long int would raise
    if isinstance(typed, dict):
        return "{…}"
    if isinstance(typed, list):
        return "[…]"
    return "null" if typed is None else str(typed)
