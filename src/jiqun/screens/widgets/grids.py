"""Grids: the tables of a part: answers by year, the plan's targets, the rows of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jiqun.engine import Field, Form, Indicator, RowList
from jiqun.screens.widgets.cells import InputCell, cell_id, cell_of
from jiqun.screens.widgets.lines import instruction_of
from jiqun.screens.widgets.page_state import PageState
from jiqun.screens.widgets.trends import Beside, beside_row, head_of, under_rows

BASELINE = "baseline"
_TEXT_PERIODS = 2  # a qualitative target has a text at the start and one at the end


@dataclass(frozen=True, slots=True)
class YearRow:
    """A field over its years; `beside` is what stands in grey beside them."""

    field: Field
    label: str
    cells: tuple[InputCell, ...]
    writes: bool
    instruction: str
    computes: bool
    beside: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class YearGrid:
    """Fields one below the other, their years side by side, and beside them their growth or total;
    `under` are the totals of the rows, where they are parts of one."""

    periods: tuple[str, ...]
    rows: tuple[YearRow, ...]
    beside: str
    under: tuple[Beside, ...]
    template: str = "widgets/year_grid.html"


@dataclass(frozen=True, slots=True)
class TargetCell:
    """A value of a target; `period` is "baseline" or a year."""

    id: str
    period: str
    name: str
    text: str
    open: bool


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A plan indicator; a row of one's own has its words and unit to fill in too."""

    key: str
    id: str
    revision: int
    indicator: str
    direction: str
    direction_label: str
    label: str
    unit: str
    own: bool
    wordy: bool
    cells: tuple[TargetCell, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """The plan's targets, direction by direction; `blank` is the row that is copied to add one,
    `last_own` the highest number a row of one's own ever had."""

    field: Field
    label: str
    instruction: str
    heads: tuple[str, ...]
    rows: tuple[TargetRow, ...]
    blank: TargetRow
    directions: Mapping[str, str]
    writes: bool
    last_own: int
    template: str = "widgets/targets.html"


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list 清单 with its rows as they are kept; a page draws them from its own blank row."""

    key: str
    id: str
    revision: int
    list: RowList
    rows: tuple[Mapping[str, object], ...]
    writes: bool
    template: str = "widgets/list_table.html"


def year_grid(standing: PageState, fields: Sequence[tuple[Field, str]]) -> YearGrid:
    """The grid of fields with the same years, each with the label it has here."""
    answers = standing.answers
    rows = tuple(
        YearRow(
            field,
            label,
            tuple(cell_of(standing, field, period) for period in field.periods),
            standing.writes_in(field),
            instruction_of(answers.form, field),
            bool(field.formula),
            beside_row(answers, field),
        )
        for field, label in fields
    )
    return YearGrid(
        fields[0][0].periods,
        rows,
        head_of(row.beside for row in rows),
        under_rows(answers, [field for field, _ in fields]),
    )


def list_table(standing: PageState, row_list: RowList) -> ListTable:
    """The table of a list."""
    key = f"lists.{row_list.id}"
    rows = tuple(standing.rows(key))
    revision = standing.revisions.get(key, 0)
    return ListTable(key, cell_id(key), revision, row_list, rows, standing.writes)


def targets_of(standing: PageState, field: Field) -> Targets:
    """The table of the plan's targets."""
    form = standing.answers.form
    years = form.plan_years
    heads = (
        f"{form.base_year}年基准值",
        *(f"{year}年" for year in years[:-1]),
        f"{years[-1]}年目标值",
    )
    rows = [_row(standing, field, i, i.direction) for i in form.indicators]
    kept = [key for key, value in standing.kept.items() if value is not None]
    rows += [_own(standing, field, name) for name in _own_names(kept, field)]
    order = list(form.directions)
    rows.sort(key=lambda row: order.index(row.direction) if row.direction in order else len(order))
    return Targets(
        field,
        field.label.split(" · ")[-1],
        instruction_of(form, field),
        heads,
        tuple(rows),
        _own(standing, field, "other_0"),
        form.directions,
        standing.writes_in(field),
        max(
            (int(name.partition("_")[2]) for name in _own_names(standing.revisions, field)),
            default=0,
        ),
    )


def _own_names(keys: Iterable[str], field: Field) -> list[str]:
    """The ids of the rows of one's own among answer keys, in their order."""
    own = [key.partition(".")[2] for key in keys if key.startswith(f"{field.id}.other_")]
    return sorted(own, key=_number)


def _number(name: str) -> int:
    """The number in the id of a row of one's own: other_3."""
    return int(name.partition("_")[2])


def _row(standing: PageState, field: Field, indicator: Indicator, direction: str) -> TargetRow:
    form, key = standing.answers.form, f"{field.id}.{indicator.id}"
    wordy = not indicator.kind.numeric
    periods = (BASELINE, *form.plan_years)
    first_and_last = (periods[0], periods[-1])
    kept = standing.row(key)
    return TargetRow(
        key,
        cell_id(key),
        standing.revisions.get(key, 0),
        indicator.id,
        direction,
        form.directions.get(direction, direction),
        indicator.label,
        indicator.unit,
        False,
        wordy,
        tuple(
            _cell(form, key, p, indicator.label, kept, not wordy or p in first_and_last)
            for p in periods
        ),
    )


def _own(standing: PageState, field: Field, name: str) -> TargetRow:
    form, key = standing.answers.form, f"{field.id}.{name}"
    kept = standing.row(key)
    label, direction = _text(kept.get("label")), _text(kept.get("direction")) or "other"
    return TargetRow(
        key,
        cell_id(key),
        standing.revisions.get(key, 0),
        name,
        direction,
        form.directions.get(direction, direction),
        label,
        _text(kept.get("unit")),
        True,
        False,
        tuple(
            _cell(form, key, p, label or "自设指标", kept, True)
            for p in (BASELINE, *form.plan_years)
        ),
    )


def _cell(
    form: Form, key: str, period: str, label: str, kept: Mapping[str, object], open_: bool
) -> TargetCell:
    years = form.plan_years
    name = {BASELINE: f"{form.base_year}年基准值", years[-1]: f"{years[-1]}年目标值"}
    words = f"{label}的{name.get(period, f'{period}年目标值')}"
    return TargetCell(cell_id(key, period), period, words, _text(kept.get(period)), open_)


def _text(value: object) -> str:
    return "" if value is None else str(value)
