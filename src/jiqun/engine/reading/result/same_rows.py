"""Which rows that the readers of a file number are the same row of a table of rows 多行.

Each reader counts the rows it sees. Where a person took a row out, put one in or copied one, the
numbers of the readers part; the words in the cells say which row is which.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiqun.engine.definition import Address, Field
from jiqun.engine.reading.by_label.text_matching import letters
from jiqun.engine.reading.result.reader_result import ReaderResult

_Row = dict[str, frozenset[str]]
_ALIKE = 0.5  # of the cells of a row


def same_rows(table: Field, results: Sequence[ReaderResult]) -> list[str]:
    """Give the rows of people's own one number in all results; the numbers in the order of the
    rows. A row that stands twice under one number is left to a reader that can tell the two."""
    seen = [result for result in results if _rows(table, result)]
    for result in seen[:-1]:
        _drop(table, result, [n for n, row in _rows(table, result).items() if _is_doubled(row)])
    order: list[str] = []
    known: dict[str, _Row] = {}
    for result in seen:
        rows = _rows(table, result)
        names = _names(rows, known)
        _rename(table, result, names)
        order = _joined(order, [names[number] for number in rows])
        known = {**{names[number]: row for number, row in rows.items()}, **known}
    return order


def _rows(table: Field, result: ReaderResult) -> dict[str, _Row]:
    """The rows a reader sees by number, in order: for each column the texts that stand there."""
    rows: dict[str, _Row] = {}
    for at, texts in result.texts.items():
        if at.field == table.id and at.row and texts:
            rows.setdefault(at.row, {})[at.part] = frozenset(map(letters, texts))
    return {number: rows[number] for number in sorted(rows, key=int)}


def _is_doubled(row: _Row) -> bool:
    return any(len(texts) > 1 for texts in row.values())


def _names(rows: dict[str, _Row], known: dict[str, _Row]) -> dict[str, str]:
    """The number each row goes by: that of the known row most like it, else a new one."""
    names: dict[str, str] = {}
    free = dict(known)
    for number, row in rows.items():
        alike = {o: (*_likeness(row, own), o == number) for o, own in free.items()}
        best = max(alike, key=lambda other: alike[other], default="")
        if best and alike[best][0] >= _ALIKE:
            names[number] = best
            del free[best]
    if len(rows) == len(known):  # as many rows: what is left over is the same row, written anew
        left = (number for number in rows if number not in names)
        names.update(zip(left, free, strict=True))
    last = max(map(int, known), default=0)
    for number in rows:
        if number not in names:
            last = last + 1 if known else int(number)
            names[number] = str(last)
    return names


def _likeness(one: _Row, other: _Row) -> tuple[float, int]:
    """The share of the cells both have that say the same, and how many these are."""
    columns = one.keys() & other.keys()
    same = sum(bool(one[column] & other[column]) for column in columns)
    return (same / len(columns) if columns else 0.0), same


def _joined(order: list[str], more: list[str]) -> list[str]:
    """Both orders as one: what only the second has stands where it stands there."""
    joined = list(order)
    for n, name in enumerate(more):
        if name not in joined:
            before = more[n - 1] if n else ""
            joined.insert(joined.index(before) + 1 if before else 0, name)
    return joined


def _rename(table: Field, result: ReaderResult, names: dict[str, str]) -> None:
    result.texts = {
        at._replace(row=names.get(at.row, at.row)) if at.field == table.id else at: texts
        for at, texts in result.texts.items()
    }


def _drop(table: Field, result: ReaderResult, rows: Sequence[str]) -> None:
    gone: set[Address] = {a for a in result.texts if a.field == table.id and a.row in rows}
    result.texts = {at: texts for at, texts in result.texts.items() if at not in gone}
