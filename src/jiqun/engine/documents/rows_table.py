"""A table of rows 多行 on paper: a head, then a row below the other, as many as there are."""

from __future__ import annotations

from collections.abc import Iterator

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Address, Field, RowsTable, labels_of
from jiqun.engine.definition.layout import ROWS_STYLES
from jiqun.engine.documents.measure import stays_in_one_line
from jiqun.engine.documents.paper import (
    POINTS_PER_MM,
    Run,
    UnsizedCell,
    UnsizedRow,
    UnsizedTable,
    UnsizedText,
    Values,
)

_HEAD, _CELL = ROWS_STYLES


def compose_rows(table: RowsTable, answers: Answers, values: Values) -> UnsizedTable:
    """The table with its rows; `values` are what stands in the columns nobody types."""
    field = answers.form.fields[table.field]
    rows = [UnsizedRow(tuple(_text_cell(n, w, _HEAD) for n, w in enumerate(_heads(table))))]
    for number, row in enumerate(_row_ids(table, field, answers), 1):
        given = field.given_row(row)
        cells = [_text_cell(0, given.label if given else str(number), _CELL)]
        for n, column in enumerate(table.columns, 1):
            at = Address(field.id, row=row, part=column)
            runs = (_run(answers, at, values),)
            cells.append(UnsizedCell(n, 1, 1, (UnsizedText(runs, _CELL),)))
        rows.append(UnsizedRow(tuple(cells)))
    return UnsizedTable(tuple(width * POINTS_PER_MM for width in table.widths), tuple(rows))


def _heads(table: RowsTable) -> Iterator[str]:
    yield table.lead
    yield from table.heads


def _row_ids(table: RowsTable, field: Field, answers: Answers) -> tuple[str, ...]:
    """The rows there are; on the empty form as many as are to be filled in by hand."""
    rows = answers.row_ids(field)
    return rows or tuple(str(number) for number in range(1, table.blank + 1))


def _text_cell(column: int, words: str, style: str) -> UnsizedCell:
    return UnsizedCell(column, 1, 1, (UnsizedText((Run(words),), style),))


def _run(answers: Answers, at: Address, values: Values) -> Run:
    question = answers.form.question(at)
    label = labels_of(answers.form).full(at)
    if question is not None and not question.kind.typed:
        value = str(values.get(at, ""))
        return Run(value, number=bool(value) and stays_in_one_line(value))
    text = answers.shown_at(at)
    number = question is not None and question.kind.one_line and stays_in_one_line(text)
    return Run(text, at, number=number and bool(text), filled=bool(text), label=label)
