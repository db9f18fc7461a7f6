"""Symbol fonts: what a character of Wingdings and its like shows on paper, as Unicode."""

from __future__ import annotations

from functools import lru_cache

# Code within the font → what is seen. Only marks that people tick boxes with.
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x72: "□",
    0xA1: "○",
    0xA8: "□",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {
    0x2A: "□",
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x81: "○",
    0x98: "●",
    0xA2: "■",
    0xA3: "□",
}
_WEBDINGS = {0x61: "✓", 0x63: "□", 0x67: "■", 0x72: "✗"}
_SYMBOL = {0xD6: "√", 0xB4: "×", 0xB7: "●"}
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}


@lru_cache(maxsize=256)  # names come from strangers
def is_symbol_font(font: str) -> bool:
    return font.strip().lower() in _FONTS


def seen(font: str, text: str) -> str:
    """The text as it is seen in a symbol font; a character not in the table stays as it is.

    Word keeps such characters as they were typed (R) or in the private area (U+F052).
    """
    marks = _FONTS.get(font.strip().lower(), {})
    return "".join(marks.get(ord(c) - 0xF000 if ord(c) >= 0xF000 else ord(c), c) for c in text)
