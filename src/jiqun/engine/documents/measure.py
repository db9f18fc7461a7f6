"""How much room text takes: widths in em and lines counted without any font.

The count is never below what Word, LibreOffice or typst need, with the right fonts or with others:
widths are upper bounds of the usual fonts, and a line gives up the characters that may not stand
at its end or at the beginning of the next (避头尾).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

DIGIT = 0.64
"""Width in em a character of a number is allowed; digits of the usual fonts take up to 0.58."""

_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕〗”’…—·％‰℃,.;:?!)]}%~～°")
_NOT_LAST = frozenset("（《〈「『【〔〖“‘([{$￥¥")
_QUOTES = frozenset("“”‘’")  # some programs break on neither side of them
_NARROW = frozenset("ijltfrI.,:;'|!()[]/\\- ")
_WIDE = frozenset("mwMW@%&+=<>~#_^")
_LONGEST_NUMBER = 40  # characters of a text still set in one line, as a number is
_GAP = 0.25  # em between Chinese and Latin characters, as both Word and typst set it


def stays_in_one_line(text: str) -> bool:
    """Whether a text is set as a number is: never wrapped, made smaller where it is too wide."""
    return text.isascii() and len(text) <= _LONGEST_NUMBER and not any(map(str.isspace, text))


@lru_cache(maxsize=16384)
def character_width(character: str) -> float:
    """The width of a character in em, rather too wide than too narrow."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if character.isascii():
        if character.isdigit():
            return DIGIT
        if character in _NARROW:
            return 0.47
        if character in _WIDE:
            return 1.06
        return 0.86 if character.isupper() else 0.67
    if unicodedata.east_asian_width(character) == "H":
        return 0.6
    if ord(character) >= 0x1F000 and unicodedata.category(character) == "So":
        return 1.4  # an emoji, drawn by whatever font has it
    return 1.0


@lru_cache(maxsize=4096)
def text_width(text: str) -> float:
    """The width in em of a text set in one line, the gaps between Chinese and Latin included."""
    width, before_latin = 0.0, None
    for character in text:
        latin = _is_latin(character)
        if before_latin is not None and latin != before_latin and not character.isspace():
            width += _GAP
        width += character_width(character)
        before_latin = latin
    return width


def number_width(text: str) -> float:
    """The width in em a number is allowed: DIGIT a character."""
    return len(text) * DIGIT


@lru_cache(maxsize=4096)
def count_lines(text: str, width: float, indent: float = 0.0) -> int:
    """The lines a text takes in a column of `width` em, each of its own lines begun anew.

    The first line, and each after a line end, is `indent` em shorter. An empty text is one line.
    """
    lines = text.split("\n")
    return sum(_lines_of(line, width, indent) for line in lines)


def _lines_of(text: str, width: float, indent: float) -> int:
    if text_width(text) <= width - indent:
        return 1
    lines, used = 1, indent
    for piece, piece_width in _pieces(text):
        if used + piece_width <= width:
            used += piece_width
            continue
        if piece_width <= width:
            lines += 1
            used = piece_width
            continue
        # A word too long for a line begins a new one and is broken where the line ends.
        lines += 1 if used > indent or lines > 1 else 0
        used = 0.0
        for character in piece:
            step = character_width(character)
            if used + step > width:
                lines += 1
                used = 0.0
            used += step
    return lines


@lru_cache(maxsize=1024)
def _pieces(text: str) -> tuple[tuple[str, float], ...]:
    """The text cut where a line may end: after a Chinese character or a space, never before a
    closing mark or after an opening one; each piece with its width in em."""
    pieces: list[str] = []
    current = ""
    for character in text:
        if current and _may_break(current[-1], character):
            pieces.append(current)
            current = ""
        current += character
    if current:
        pieces.append(current)
    return tuple((piece, text_width(piece) + _edge(piece)) for piece in pieces)


def _edge(piece: str) -> float:
    """Half the gaps to the neighbours, counted for Latin pieces, which have Chinese on both."""
    return 2 * _GAP if _is_latin(piece[0]) else 0.0


def _may_break(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST or before in _QUOTES or after in _QUOTES:
        return False
    if before.isspace():
        return not after.isspace()
    return not (_is_latin(before) and _is_latin(after)) and not after.isspace()


@lru_cache(maxsize=16384)
def _is_latin(character: str) -> bool:
    """Whether the character belongs to words that are not broken: no CJK, no full-width mark."""
    return unicodedata.east_asian_width(character) in ("Na", "H", "N")
