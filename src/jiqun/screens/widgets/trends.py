"""The grey words beside the rows of a year grid and under them: growth, and totals."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jiqun.engine import Answers, Field, are_parts, cell, totals, trend

GROWTH, TOTAL = "比上年", "合计"
_ALL, _SUM = "total", "sum of "


@dataclass(frozen=True, slots=True)
class Beside:
    """One grey figure: its key, by which a save tells the page what it is now; the words that lead
    it, and its text, empty where nothing can be told."""

    key: str
    lead: str
    text: str


def beside_row(answers: Answers, field: Field) -> tuple[Beside, ...]:
    """What stands beside the row of a field: its growth year by year, or its total."""
    growth = trend(answers, field)
    if growth.adds_up:
        return (Beside(_key(field, _ALL), "", _figure(growth.total)),)
    unit = "百分点" if growth.points else "%"
    return tuple(
        Beside(_key(field, period), f"{period}年", _change(growth.changes.get(period), unit))
        for period in field.periods[1:]
    )


def under_rows(answers: Answers, fields: Sequence[Field]) -> tuple[Beside, ...]:
    """What stands under rows that are parts of one total: it, year by year, and over all years.

    Nothing where the rows are no such parts.
    """
    if not are_parts(fields):
        return ()
    sums, first = totals(answers, fields), fields[0]
    years = [Beside(_key(first, p, _SUM), "", _figure(sums.years.get(p))) for p in first.periods]
    return (*years, Beside(_key(first, _ALL, _SUM), "", _figure(sums.total)))


def head_of(rows: Iterable[tuple[Beside, ...]]) -> str:
    """The head of the column in which this stands beside the rows."""
    heads = {GROWTH if one.lead else TOTAL for row in rows for one in row}
    return "、".join(head for head in (GROWTH, TOTAL) if head in heads)


def all_beside(
    answers: Answers, fields: Sequence[Field], changed: Container[str] | None = None
) -> Iterator[Beside]:
    """Everything beside and under the rows of a grid, or what depends on the `changed` fields."""
    moved = [field for field in fields if changed is None or field.id in changed]
    for field in moved:
        yield from beside_row(answers, field)
    if moved:
        yield from under_rows(answers, fields)


def _key(field: Field, part: str, of: str = "") -> str:
    """What a figure beside the answers is called: their address, with a part of its own."""
    return of + str(cell(field.id, part))


def _change(change: Decimal | None, unit: str) -> str:
    if change is None:
        return ""
    return f"{change:+f}{unit}" if change else "持平"


def _figure(figure: Decimal | None) -> str:
    return "" if figure is None else f"{figure:f}"
