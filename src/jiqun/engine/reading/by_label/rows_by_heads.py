"""Read tables of rows 多行: columns by their heads, given rows by their words, others in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jiqun.engine.definition import Address, Form, RowsTable
from jiqun.engine.reading.by_label.text_matching import is_blank, letters
from jiqun.engine.reading.page.word_page import TextCell, TextRow, TextTable
from jiqun.engine.reading.result.report import Unclear

_HEADED = 0.6  # of the heads, by which a table is known


def find_tables(
    official: Sequence[RowsTable], tables: Sequence[TextTable]
) -> list[tuple[RowsTable, TextTable]]:
    """For each table of rows of the paper the table of the file that has its heads."""
    found: list[tuple[RowsTable, TextTable]] = []
    for ours in official:
        free = [table for table in tables if all(table is not taken for _, taken in found)]
        best = max(free, key=lambda table: _likeness(ours, table), default=None)
        if best is not None and _likeness(ours, best) >= _HEADED:
            found.append((ours, best))
    return found


def _likeness(ours: RowsTable, table: TextTable) -> float:
    """How many of the heads stand in the first row of a table."""
    if not table.rows:
        return 0.0
    texts = {letters(cell.text) for cell in table.rows[0].cells}
    heads = [letters(head) for head in (ours.lead, *ours.heads)]
    return sum(head in texts for head in heads) / len(heads)


def read_rows(
    ours: RowsTable, table: TextTable, form: Form, part: str, unclear: list[Unclear]
) -> Iterator[tuple[Address, str]]:
    """The texts of the cells; a row that is none of the given ones is told."""
    field = form.fields[ours.field]
    columns = _columns(ours, table.rows[0])
    rows = {letters(row.label): row.id for row in field.given}
    number = 0
    for row in table.rows[1:]:
        texts = {
            column: cell.text.strip()
            for column, cell in _cells(columns, row)
            if not is_blank(cell.text)
        }
        if field.given:
            row_id = rows.get(letters(row.cells[0].text)) if row.cells else None
            if row_id is None:
                if texts:
                    words = " ".join(texts.values())
                    unclear.append(Unclear(part, field.label, words, "不知是表中的哪一行"))
                continue
        elif not texts:
            continue
        else:
            number += 1
            row_id = str(number)
        for column, text in texts.items():
            yield Address(field.id, row=row_id, part=column), text


def _columns(ours: RowsTable, head: TextRow) -> Mapping[str, int]:
    """Where each column stands: the grid column under its head."""
    names = dict(zip(map(letters, ours.heads), ours.columns, strict=False))
    return {
        names[letters(cell.text)]: cell.column for cell in head.cells if letters(cell.text) in names
    }


def _cells(columns: Mapping[str, int], row: TextRow) -> Iterator[tuple[str, TextCell]]:
    at = {cell.column: cell for cell in row.cells}
    return ((name, at[column]) for name, column in columns.items() if column in at)
