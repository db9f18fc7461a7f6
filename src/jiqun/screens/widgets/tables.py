"""Tables of rows 多行 and lists 清单: rows that people add, and rows that the form gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jiqun.engine import Address, Field, RowList
from jiqun.screens.widgets.cells import element_of
from jiqun.screens.widgets.page_state import PageState


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell of a row as its input: `options` where it is chosen (`several` at once), lines of text
    where it is `long`, only shown where it is `derived`. `text` and `chosen` are what stands there,
    `suggestions` what may be typed in few strokes.
    """

    column: str
    kind: str
    key: str
    id: str
    name: str
    options: tuple[tuple[str, str], ...]
    several: bool
    long: bool
    derived: bool
    unit: str
    hint: str
    text: str = ""
    chosen: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddedRows:
    """A table or list to which people add rows; the page draws them from its own `blank` row."""

    key: str
    id: str
    revision: int
    label: str
    blank: tuple[RowCell, ...]
    rows: tuple[Mapping[str, object], ...]
    writes: bool
    template: str = "widgets/added_rows.html"


@dataclass(frozen=True, slots=True)
class GivenRowLine:
    """A row that the form gives, kept and saved by itself."""

    key: str
    id: str
    revision: int
    label: str
    cells: tuple[RowCell, ...]


@dataclass(frozen=True, slots=True)
class GivenRows:
    """A table whose rows the form gives."""

    id: str
    label: str
    heads: tuple[str, ...]
    rows: tuple[GivenRowLine, ...]
    writes: bool
    template: str = "widgets/given_rows.html"


def rows_of(standing: PageState, field: Field) -> AddedRows | GivenRows:
    """The table of a field."""
    at, writes = Address(field.id), standing.writes_in(field)
    label = standing.words(field)
    if field.given:
        heads = tuple(column.label for column in field.columns)
        lines = tuple(_line(standing, field, row.id, row.label) for row in field.given)
        return GivenRows(element_of(at), label, heads, lines, writes)
    return AddedRows(
        str(at),
        element_of(at),
        standing.revisions.get(at, 0),
        label,
        tuple(_cell(column, at, column.label) for column in field.columns),
        tuple(standing.rows(at)),
        writes,
    )


def list_of(standing: PageState, row_list: RowList) -> AddedRows:
    """The table of a list."""
    at = Address(list=row_list.id)
    return AddedRows(
        str(at),
        element_of(at),
        standing.revisions.get(at, 0),
        row_list.label,
        tuple(
            RowCell(
                column.id,
                column.kind.id,
                str(at),
                "",
                column.label,
                (),
                several=False,
                long=column.kind.has_limit,
                derived=False,
                unit="",
                hint="",
                suggestions=column.options,
            )
            for column in row_list.columns
        ),
        tuple(standing.rows(at)),
        standing.writes_at(at.list),
    )


def _line(standing: PageState, field: Field, row_id: str, label: str) -> GivenRowLine:
    row = Address(field.id, row=row_id)
    kept = standing.row(row)
    cells = []
    for column in field.columns:
        at = row._replace(part=column.id)
        question = standing.answers.form.question(at) or column
        if question.kind.typed:
            cells.append(_cell(question, at, standing.labels.name(at), kept.get(column.id)))
        else:
            shown = str(standing.values.get(at, ""))
            cells.append(_cell(question, at, standing.labels.name(at), shown))
    revision = standing.revisions.get(row, 0)
    return GivenRowLine(str(row), element_of(row), revision, label, tuple(cells))


def _cell(question: Field, at: Address, name: str, value: object = None) -> RowCell:
    kind, several = question.kind, question.kind.several
    values = tuple(map(str, value)) if isinstance(value, list) else ()
    return RowCell(
        question.id,
        kind.id,
        str(at),
        element_of(at) if at.part else "",
        name,
        tuple((option.id, option.label) for option in question.options),
        several,
        kind.has_limit or kind.several_lines,
        not kind.typed,
        question.unit,
        question.hint or "、".join(question.words),
        "\n".join(values) if values and not several else "" if value is None else str(value),
        values if several else (str(value),) if value else (),
    )
