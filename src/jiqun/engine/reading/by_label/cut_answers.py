"""Cut the answers out of a text by the official words around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jiqun.engine.definition import Line, Piece, Slot, Words
from jiqun.engine.reading.by_label.text_matching import (
    Folded,
    fold,
    is_blank,
    letters,
    likeness,
    without_notes,
)

WORDS_LIKE = 0.6
_LEFT_EDGE = " \t\n\u3000：:)）]】"  # of official words in front of an answer
_RIGHT_EDGE = " \t\n\u3000(（[【"  # of official words behind it


@dataclass(slots=True)
class Cut:
    """What stands at every slot; official words that lack; text that stands between words where
    no answer belongs, or where two answers cannot be told apart."""

    texts: dict[Slot, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    doubtful: list[tuple[tuple[Slot, ...], str]] = field(default_factory=list)


def cut(lines: Sequence[Line], text: str) -> Cut:
    """The answers in the text of a cell or line; raises nothing, doubt is told."""
    pieces = [piece for line in lines for piece in line.pieces]
    slots = [p for p in pieces if isinstance(p, Slot)]
    if not any(isinstance(p, Words) and letters(p.text) for p in pieces):
        return _cut_by_lines(lines, slots, text)
    return _cut_by_words(pieces, text)


def _cut_by_lines(lines: Sequence[Line], slots: list[Slot], text: str) -> Cut:
    """Slots without words between them: one a line, the last takes what remains."""
    result = Cut()
    if len(slots) == 1:
        result.texts[slots[0]] = text.strip()
    elif len(slots) == len([line for line in lines if line.pieces]):
        parts = text.split("\n", len(slots) - 1)
        parts += [""] * (len(slots) - len(parts))
        result.texts.update({s: p.strip() for s, p in zip(slots, parts, strict=True)})
    elif not is_blank(text):
        result.doubtful.append((tuple(slots), text.strip()))
    return result


def _cut_by_words(pieces: Sequence[Piece], text: str) -> Cut:
    result = Cut()
    words = [p.text for p in pieces if isinstance(p, Words) and letters(p.text)]
    text, reworded = _without_changed(words, text)
    folded = fold(text)
    keys = [_key(w, folded) for w in words]
    positions = iter(zip(keys, _places(folded, keys), strict=True))
    pending: list[Slot] = []
    begin = 0  # letter from which nothing has been taken yet
    doubt = False
    for piece in pieces:
        if isinstance(piece, Slot):
            pending.append(piece)
        elif isinstance(piece, Words) and letters(piece.text):
            key, place = next(positions)
            if place < 0 or key != letters(piece.text):
                result.missing.append(piece.text.strip())
            if place < 0:
                doubt = doubt or (_matters(piece.text) and piece.text not in reworded)
                continue
            _give_text(result, folded, pending, begin, place, doubt)
            pending, doubt = [], False
            begin = place + len(key)
    _give_text(result, folded, pending, begin, len(folded.letters), doubt)
    return result


def _key(words: str, folded: Folded) -> str:
    """The letters to look for: those without the notes in brackets where only they are there."""
    short = letters(without_notes(words))
    full = letters(words)
    return short if short and full not in folded.letters and short in folded.letters else full


def _matters(words: str) -> bool:
    """Whether words that lack may stand in other words within the answer: not a note or unit."""
    return len(letters(words)) > 2 and bool(letters(without_notes(words)))


def _without_changed(words: Sequence[str], text: str) -> tuple[str, set[str]]:
    """The text without lines that are official words put otherwise, and which words these are."""
    text_letters = letters(text)
    reworded: set[str] = set()
    lines = text.split("\n")
    for official in words:
        spellings = (letters(official), letters(without_notes(official)))
        if _matters(official) and not any(key in text_letters for key in spellings):
            scored = [(likeness(official, line), n) for n, line in enumerate(lines)]
            score, place = max(scored)
            if score >= WORDS_LIKE:
                del lines[place]
                reworded.add(official)
    return "\n".join(lines), reworded


def _give_text(
    result: Cut, folded: Folded, pending: list[Slot], begin: int, end: int, doubt: bool
) -> None:
    text = folded.text[folded.after(begin) : folded.before(end)]
    text = text.lstrip(_LEFT_EDGE if begin else None)
    text = text.rstrip(_RIGHT_EDGE if end < len(folded.letters) else None)
    if len(pending) == 1 and not doubt:
        result.texts[pending[0]] = text
    elif pending and not is_blank(text):
        result.doubtful.append((tuple(pending), text))
    elif letters(text):
        result.strange.append(text)


def _places(folded: Folded, words: Sequence[str]) -> list[int]:
    """Where each of the words begins, in order, −1 where it lacks: the most letters win."""
    best: dict[tuple[int, int], tuple[int, list[int]]] = {}

    def search(n: int, start: int) -> tuple[int, list[int]]:
        if n == len(words):
            return 0, []
        if (n, start) not in best:
            skipped, rest = search(n + 1, start)
            choice = (skipped, [-1, *rest])
            place = folded.letters.find(words[n], start)
            if place >= 0:
                total, rest = search(n + 1, place + len(words[n]))
                if total + len(words[n]) >= choice[0]:
                    choice = (total + len(words[n]), [place, *rest])
            best[n, start] = choice
        return best[n, start]

    return search(0, 0)[1]


def is_empty(text: str, blanks: Iterable[str]) -> bool:
    """Whether nothing was filled in: white space, a rule to write on, or the form's own words."""
    if is_blank(text):
        return True
    written = letters(text)
    return bool(written) and any(written == letters(blank) for blank in blanks if blank)
