"""How the rows of the lists 清单 add up: the rows a count stands for, by year, level and role.

A row that none of the columns that name it is filled in of is no row; rows with the same key count
once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiqun.engine.answers import ListRow
from jiqun.engine.definition import Field, Form, RowList
from jiqun.engine.findings.list_rows import ListRows
from jiqun.engine.findings.row_faults import PERIOD, RowFaults


class RowCounts:
    """Counts rows once per list, however many fields ask and however often."""

    def __init__(self, form: Form, lists: Mapping[str, Sequence[ListRow]]) -> None:
        self._form = form
        self._lists = {name: ListRows(form.lists[name], rows) for name, rows in lists.items()}
        self._counted: dict[tuple[str, str | None], int] = {}
        self._grouped: dict[tuple[str, tuple[str, ...]], Mapping[tuple[str, ...], list[int]]] = {}
        self.faults = RowFaults(form, self._lists)
        """What is wrong with rows of the lists."""

    def total(self, field: Field) -> int:
        """How many rows the field's list has, whatever they are."""
        assert field.rows is not None  # noqa: S101 - only asked of fields with rows
        rows = self._lists.get(field.rows.list)
        return sum(rows.says) if rows else 0

    def count(self, field: Field, period: str | None) -> int:
        """How many things of the list the field counts in a year (None: at all)."""
        count = self._counted.get((field.id, period))
        if count is None:
            count = self._counted[field.id, period] = self._count(field, period)
        return count

    def _count(self, field: Field, period: str | None) -> int:
        assert field.rows is not None  # noqa: S101 - only asked of fields with rows
        where = {k: (period or "") if v == PERIOD else v for k, v in field.rows.where.items()}
        return self.things(field.rows.list, where)

    def things(self, list_id: str, wanted: Mapping[str, str]) -> int:
        """How many things of a list are what is wanted: column → text."""
        row_list, where = self._form.lists[list_id], dict(wanted)
        ranks_wanted = where.pop(row_list.lowest, "") if row_list.lowest else ""
        groups = self._groups(row_list, tuple(where))
        ranks = groups.get(tuple(where.values()), [])
        if not ranks_wanted:
            return len(ranks)
        low, high = span(ranks_wanted)
        return sum(low <= rank <= high for rank in ranks)

    def _groups(
        self, row_list: RowList, columns: tuple[str, ...]
    ) -> Mapping[tuple[str, ...], list[int]]:
        """The things of a list by the texts of some columns: for each its best rank."""
        key = (row_list.id, columns)
        if key not in self._grouped:
            rows = self._lists.get(row_list.id)
            self._grouped[key] = _group(rows, columns) if rows else {}
        return self._grouped[key]


def _group(rows: ListRows, columns: tuple[str, ...]) -> Mapping[tuple[str, ...], list[int]]:
    lowest = rows.row_list.lowest
    if not columns and not lowest:
        things = {own or n for n, own in enumerate(rows.keys) if rows.says[n]}
        return {(): [0] * len(things)}
    best: dict[tuple[tuple[str, ...], object], int] = {}
    for number, row in enumerate(rows.rows):
        if not rows.says[number]:
            continue
        texts = tuple(row.get(c, "").strip() for c in columns)
        rank = _whole(row.get(lowest, "")) if lowest else 0
        thing = (texts, rows.keys[number] or number)
        best[thing] = min(rank, best.get(thing, rank))
    groups: dict[tuple[str, ...], list[int]] = {}
    for (texts, _), rank in best.items():
        groups.setdefault(texts, []).append(rank)
    return groups


_LAST = 10**9  # the rank of a row that gives none: below every real one


def _whole(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() else _LAST


def span(text: str) -> tuple[int, int]:
    """A rank "2", or a span "1..3" or "4.."; the open end takes every row that gives a rank."""
    low, dots, high = text.partition("..")
    return int(low), (int(high) if high else _LAST - 1) if dots else int(low)
