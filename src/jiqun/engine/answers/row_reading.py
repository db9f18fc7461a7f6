"""Read the rows 多行 of a field: each cell by the kind of its column, the rest as a leftover."""

from __future__ import annotations

from jiqun.engine.answers.answers import Answer
from jiqun.engine.answers.problems import Notes
from jiqun.engine.definition import Address, Field, Form
from jiqun.engine.kinds import Trouble, typed_text

MOST_ROWS = 999

Cells = dict[Address, Answer]


def read_rows(form: Form, field: Field, raw: object, cells: Cells, notes: Notes) -> tuple[str, ...]:
    """The ids of the rows there are, their cells put among the others.

    Rows that people add are a list and are numbered from 1; rows the form gives are a mapping by
    their ids, and all of them are there.
    """
    if field.given:
        return _given_rows(form, field, raw, cells, notes)
    if not isinstance(raw, list):
        notes.problem("wrong_shape", raw, at=Address(field.id), expected="各行的列表")
        notes.leave(raw, "answers", field.id)
        return ()
    rows: list[str] = []
    for n, entry in enumerate(raw):
        row = Address(field.id, row=str(len(rows) + 1))
        if not isinstance(entry, dict) or len(rows) == MOST_ROWS:
            notes.problem("wrong_shape", entry, at=row, expected="每列一项内容")
            notes.leave(entry, "answers", field.id, n)
            continue
        rows.append(row.row)
        _read_row(form, field, row, entry, cells, notes)
    return tuple(rows)


def _given_rows(
    form: Form, field: Field, raw: object, cells: Cells, notes: Notes
) -> tuple[str, ...]:
    ids = tuple(row.id for row in field.given)
    if not isinstance(raw, dict):
        expected = "按行的编号填写的内容"
        notes.problem("wrong_shape", raw, at=Address(field.id), expected=expected)
        notes.leave(raw, "answers", field.id)
        return ids
    for row_id, entry in raw.items():
        at = Address(field.id, row=row_id)
        if row_id not in ids:
            notes.problem("unknown_field", row_id, notes.nearest(row_id, ids), at=at)
            notes.leave(entry, "answers", field.id, row_id)
        elif not isinstance(entry, dict):
            notes.problem("wrong_shape", entry, at=at, expected="每列一项内容")
            notes.leave(entry, "answers", field.id, row_id)
        else:
            _read_row(form, field, at, entry, cells, notes)
    return ids


def _read_row(
    form: Form, field: Field, row: Address, entry: dict[str, object], cells: Cells, notes: Notes
) -> None:
    columns = [column.id for column in field.columns]
    for name, raw in entry.items():
        at = row._replace(part=name)
        question = form.question(at)
        if question is None:
            notes.problem("unknown_field", name, notes.nearest(name, columns), at=at)
            _leave(field, raw, row, name, notes)
            continue
        value = question.parse(raw)
        if value is None:
            continue
        if not isinstance(value, Trouble):
            cells[at] = Answer(value)
        elif value.value is not None:
            cells[at] = Answer(value.value, "", value)
        elif _has_no_text(raw, value):
            notes.trouble(value, at)
            _leave(field, raw, row, name, notes)
        else:
            cells[at] = Answer(None, typed_text(raw), value)


def _has_no_text(raw: object, trouble: Trouble) -> bool:
    """Whether what came in would not come back as it was if it were kept as typed."""
    return isinstance(raw, dict | list) or (
        trouble.code == "wrong_shape" and not isinstance(raw, str)
    )


def _leave(field: Field, raw: object, row: Address, name: str, notes: Notes) -> None:
    """Keep what has no place in a row; the rows of a list are found by their position."""
    step: str | int = row.row if field.given else int(row.row) - 1
    notes.leave(raw, "answers", field.id, step, name)
