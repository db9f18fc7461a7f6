"""Read the lists 清单 handed in with the form, row by row."""

from __future__ import annotations

from decimal import Decimal

from jiqun.engine.answers.answers import ListRow
from jiqun.engine.answers.problems import Notes
from jiqun.engine.definition import Address, Column, Form, RowList
from jiqun.engine.kinds import (
    PlainOption,
    PlainQuestion,
    Question,
    Trouble,
    is_ordinary,
    typed_text,
)

_PLAIN = frozenset({str, int, Decimal, float, type(None)})  # what a cell may be; not bool

# What a cell turned into: its text in standard form or as typed, and the trouble with it.
_Read = tuple[str, Trouble | None]


class _ColumnReader(dict[str, _Read]):
    """What the texts of a column turn into: each is read when it first comes, for texts repeat."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.kind = column.kind
        self.question = _question(column)

    def __missing__(self, text: str) -> _Read:
        result = self[text] = self._read(text)
        return result

    def _read(self, text: str) -> _Read:
        if self.kind.has_limit and is_ordinary(text):
            return text, None  # kept as it was typed
        value = self.kind.parse(text, self.question)
        if isinstance(value, Trouble):
            return text, value
        return ("", None) if value is None else (str(self.kind.dump(value, self.question)), None)


def read_lists(
    form: Form, raw_lists: dict[str, object], notes: Notes
) -> dict[str, tuple[ListRow, ...]]:
    """The rows of every list of the form that has some, cells in standard form or as typed."""
    lists = {}
    for list_id, row_list in form.lists.items():
        raw = raw_lists.get(list_id)
        if raw is None:
            continue
        if not isinstance(raw, list):
            expected = f"{row_list.label}各行的列表"
            notes.problem("wrong_shape", raw, at=Address(list=list_id), expected=expected)
            notes.leave(raw, "lists", list_id)
        elif rows := _rows(row_list, raw, notes):
            lists[list_id] = rows
    for list_id in raw_lists:
        if list_id not in form.lists:
            hint = notes.nearest(list_id, form.lists)
            notes.problem("unknown_field", list_id, hint, "清单", at=Address(list_id))
            notes.leave(raw_lists[list_id], "lists", list_id)
    return lists


def _rows(row_list: RowList, raw: list[object], notes: Notes) -> tuple[ListRow, ...]:
    readers = {c.id: _ColumnReader(c) for c in row_list.columns}
    rows = []
    for n, entry in enumerate(raw):
        if isinstance(entry, dict) and _PLAIN.issuperset(map(type, entry.values())):
            rows.append(_row(row_list, n, entry, readers, notes))
            continue
        notes.problem(
            "wrong_shape",
            entry,
            at=Address(list=row_list.id, row=str(n + 1)),
            expected="每列一段文字",
        )
        notes.leave(entry, "lists", row_list.id, n)
    return tuple(rows)


def _row(
    row_list: RowList,
    n: int,
    entry: dict[str, object],
    readers: dict[str, _ColumnReader],
    notes: Notes,
) -> ListRow:
    """The row with its columns in order, then what the list has no column for, as typed."""
    row = {}
    for column_id, reader in readers.items():
        raw = entry.get(column_id)
        if raw is None:
            continue
        row[column_id], trouble = reader[raw if isinstance(raw, str) else typed_text(raw)]
        if trouble is not None:
            notes.trouble(trouble, Address(list=row_list.id, row=str(n + 1), part=column_id))
    if len(row) == len(entry):
        return row
    for key, raw in entry.items():
        if key not in readers and raw is not None:
            hint = notes.nearest(key, readers)
            at = Address(list=row_list.id, row=str(n + 1))
            notes.problem("unknown_field", key, hint, at=at)
            row[key] = typed_text(raw)
    return row


def _question(column: Column) -> Question:
    options = tuple(PlainOption(o) for o in column.options)
    return PlainQuestion(none_allowed=column.kind.written, options=options)
