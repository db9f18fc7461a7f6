"""What is wrong with rows of the lists 清单: nothing that names them, written twice, too late."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from jiqun.engine.answers import ListRow
from jiqun.engine.definition import Address, Field, Form
from jiqun.engine.findings.finding import Hit
from jiqun.engine.findings.list_rows import ListRows
from jiqun.engine.kinds import list_key

PERIOD = "{period}"
"""Stands, where a count says what its rows must be, for the year of the answer."""

_YEAR = re.compile(r"[0-9]{4}")


class RowFaults:
    """The faults of rows, each on the answer that the row counts for; found when first asked for,
    and for all checks of the lists alike."""

    def __init__(self, form: Form, lists: Mapping[str, ListRows]) -> None:
        self._form = form
        self._lists = lists

    @cached_property
    def incomplete(self) -> tuple[Hit, ...]:
        """Rows that lack a column that names them."""
        return tuple(self._incomplete())

    @cached_property
    def repeated(self) -> tuple[Hit, ...]:
        """Rows that say the same as one above them."""
        return tuple(self._repeated())

    @cached_property
    def late(self) -> tuple[Hit, ...]:
        """Rows of a date or year after the base year."""
        return tuple(self._late())

    def _incomplete(self) -> Iterator[Hit]:
        for of in self._lists.values():
            for number, columns in of.missing.items():
                labels = "、".join(f"“{of.row_list.column_label(c)}”" for c in columns)
                yield Hit(self._place(of, number), {"missing": labels})

    def _repeated(self) -> Iterator[Hit]:
        for of in self._lists.values():
            if len(set(of.keys)) == len(of.keys):
                continue
            columns = of.row_list.repeats or of.row_list.key
            labels = "、".join(f"“{of.row_list.column_label(c)}”" for c in columns)
            first: dict[tuple[str, ...], int] = {}
            for number, key in enumerate(of.keys):
                if not key:
                    continue
                own = tuple(list_key(of.rows[number].get(column, "")) for column in columns)
                other = first.setdefault(own, number)
                if other != number:
                    yield Hit(self._place(of, number), {"other": str(other + 1), "same": labels})

    def _late(self) -> Iterator[Hit]:
        after = str(self._form.base_year + 1)
        for of in self._lists.values():
            for column in of.row_list.dated:
                for number, row in enumerate(of.rows):
                    text = row.get(column, "")
                    if text >= after and _YEAR.match(text):
                        label = of.row_list.column_label(column)
                        yield Hit(self._place(of, number), {"column": label, "date": text})

    def _place(self, of: ListRows, number: int) -> Address:
        name, row = of.row_list.id, of.rows[number]
        counting = [f for f in self._form.fields.values() if f.rows and f.rows.list == name]
        field = max(counting, key=lambda f: _fit(f, row), default=None)
        return Address(field.id if field else "", list=name, row=str(number + 1))


def _fit(field: Field, row: ListRow) -> int:
    """How much of what a field's rows must be a row is."""
    where = field.rows.where if field.rows else {}
    return sum(_is(row.get(c, "").strip(), wanted, field) for c, wanted in where.items())


def _is(text: str, wanted: str, field: Field) -> bool:
    if wanted == PERIOD:
        return text in field.periods
    low, dots, high = wanted.partition("..")
    if not dots:
        return text == wanted
    number = int(text) if text.isascii() and text.isdigit() else -1
    return int(low) <= number and (not high or number <= int(high))
