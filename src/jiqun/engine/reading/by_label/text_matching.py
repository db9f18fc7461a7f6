"""Compare words as a reader of the form does: blanks, brackets and marks do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_NOT_LETTERS = re.compile(r"[\W_]+")
_NOTE = re.compile(r"[（(][^（()）]*[）)]")
_NUMBERING = re.compile(r"^\s*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．])\s*")
_BLANK = re.compile(r"[\s_\u3000\u200b\ufeff]*")


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """The letters, digits and Chinese characters alone, in compatibility form, lower case."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text)).lower()


def without_notes(text: str) -> str:
    """The text without what stands in brackets: （200字以内）, （需提供清单）."""
    before = ""
    while before != text:
        before, text = text, _NOTE.sub("", text)
    return text


def without_numbering(text: str) -> str:
    """The text without 一、 （一） 1. （1） in front."""
    return _NUMBERING.sub("", text, count=1)


def is_blank(text: str) -> bool:
    """Whether nothing is written: white space or a line to write on."""
    return _BLANK.fullmatch(text) is not None


@lru_cache(maxsize=16384)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[n : n + 2] for n in range(len(text) - 1)) or frozenset((text,))


def likeness(one: str, other: str) -> float:
    """How alike two labels are, 0 to 1: common pairs of letters; notes in brackets may lack."""
    return max(
        _likeness(letters(one), letters(other)),
        0.95 * _likeness(letters(without_notes(one)), letters(without_notes(other))),
    )


def _likeness(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    first, second = _pairs(one), _pairs(other)
    return 2 * len(first & second) / (len(first) + len(second))


@dataclass(frozen=True, slots=True)
class Folded:
    """The letters of a text, and where in the text each of them stands."""

    text: str
    letters: str
    places: tuple[int, ...]

    def before(self, letter: int) -> int:
        """The place in the text where a letter begins; the end of the text after the last."""
        return self.places[letter] if letter < len(self.places) else len(self.text)

    def after(self, letter: int) -> int:
        """The place in the text right behind the letter before `letter`."""
        return self.places[letter - 1] + 1 if letter else 0


def fold(text: str) -> Folded:
    kept_letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in letters(character):
            kept_letters.append(letter)
            places.append(place)
    return Folded(text, "".join(kept_letters), tuple(places))


def longest_chain(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Of (official place, place in the file, weight), the heaviest run that rises in both."""
    ordered = sorted(pairs, key=lambda p: (p[0], p[1]))
    best: list[float] = []
    back: list[int] = []
    for n, (one, other, weight) in enumerate(ordered):
        total, previous = weight, -1
        for m in range(n):
            if ordered[m][0] < one and ordered[m][1] < other and best[m] + weight > total:
                total, previous = best[m] + weight, m
        best.append(total)
        back.append(previous)
    chain: list[tuple[int, int, float]] = []
    at = max(range(len(best)), key=best.__getitem__, default=-1)
    while at >= 0:
        chain.append(ordered[at])
        at = back[at]
    return chain[::-1]
