"""The words a form prints on every copy of its paper: what a file is recognised by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiqun.engine.definition import Form, Layout, Line, RowsTable, TargetsTable, Words
from jiqun.engine.reading.by_label.text_matching import letters, without_notes

SOME_YEAR = "\ue000"
"""Stands for a year: editions of different years have the same words but for it."""
_YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True)
class FormWords:
    """The official words of a form, letters alone and each once: its labels (cells, headings, the
    words of lines) and, of these, its headings with the title."""

    name: str
    title: str
    labels: Sequence[str]
    headings: Sequence[str]


def undated(words: str) -> str:
    """The letters with `SOME_YEAR` in the place of each year."""
    return _YEAR.sub(SOME_YEAR, words)


def words_of(form: Form) -> FormWords | None:
    """The words of a form; none where it has no paper."""
    if form.layout is None:
        return None
    labels = dict.fromkeys(filter(None, map(letters, _labels(form, form.layout))))
    headings = dict.fromkeys([letters(form.title), *map(letters, _headings(form.layout))])
    return FormWords(form.name, form.title, tuple(labels), tuple(filter(None, headings)))


def short_label(words: str) -> str:
    """A label without its notes in brackets, where enough of it remains to be known by."""
    short = letters(without_notes(words))
    return short if len(short) >= _KNOWN_BY else ""


_KNOWN_BY = 4  # letters


def _labels(form: Form, layout: Layout) -> Iterator[str]:
    for piece in _pieces(layout):
        if isinstance(piece, Line):
            # Guidance is left out once its field is filled.
            yield from () if piece.hint else _words(piece)
        elif isinstance(piece, RowsTable):
            yield from (piece.lead, *piece.heads)
            yield from (row.label for row in form.fields[piece.field].given)
        else:
            yield from piece.heads
            plan = form.fields[piece.field]
            yield from plan.directions.values()
            yield from (indicator.label for indicator in plan.indicators)


def _words(line: Line) -> Iterator[str]:
    return (
        part
        for piece in line.pieces
        if isinstance(piece, Words)
        for part in (short_label(piece.text) or piece.text).split("\n")
    )


def _headings(layout: Layout) -> Iterator[str]:
    for piece in _pieces(layout):
        if isinstance(piece, Line) and piece.role == "heading":
            yield "".join(words.text for words in piece.pieces if isinstance(words, Words))


def _pieces(layout: Layout) -> Iterator[Line | TargetsTable | RowsTable]:
    """The lines and tables of rows of the whole paper, those within cells too."""
    for sheet in layout.sheets:
        for block in sheet.blocks:
            if isinstance(block, Line | RowsTable):
                yield block
            else:
                for row in block.rows:
                    for cell in row.cells:
                        yield from cell.lines
