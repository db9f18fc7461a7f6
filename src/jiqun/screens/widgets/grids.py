"""Grids: the tables of a part that the form gives: answers by year, the targets of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jiqun.engine import Address, Field, Indicator, own_number, own_row, plan_periods
from jiqun.screens.widgets.cells import InputCell, cell_of, element_of
from jiqun.screens.widgets.lines import instruction_of
from jiqun.screens.widgets.page_state import PageState
from jiqun.screens.widgets.trends import Beside, beside_row, head_of, under_rows

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


def targets_of(standing: PageState, field: Field) -> Targets:
    """The table of the plan's targets."""
    form = standing.answers.form
    years = form.plan_years
    name = standing.labels.plan_period
    baseline, *_, last = plan_periods(form)
    heads = (name(baseline), *(f"{year}年" for year in years[:-1]), name(last))
    rows = [_row(standing, field, i, i.direction) for i in field.indicators]
    kept = [at for at, value in standing.kept.items() if value is not None]
    rows += [_own(standing, field, name) for name in _own_names(kept, field)]
    order = list(field.directions)
    rows.sort(key=lambda row: order.index(row.direction) if row.direction in order else len(order))
    return Targets(
        field,
        field.label.split(" · ")[-1],
        instruction_of(form, field),
        heads,
        tuple(rows),
        _own(standing, field, own_row(0)),
        field.directions,
        standing.writes_in(field),
        max(
            (own_number(name) for name in _own_names(standing.revisions, field)),
            default=0,
        ),
    )


def _own_names(kept: Iterable[Address], field: Field) -> list[str]:
    """The ids of the rows of one's own among what is kept, in their order."""
    own = [at.row for at in kept if at.field == field.id and own_number(at.row)]
    return sorted(own, key=own_number)


def _row(standing: PageState, field: Field, indicator: Indicator, direction: str) -> TargetRow:
    form, at = standing.answers.form, Address(field.id, row=indicator.id)
    wordy = not indicator.kind.numeric
    periods = plan_periods(form)
    first_and_last = (periods[0], periods[-1])
    return TargetRow(
        str(at),
        element_of(at),
        standing.revisions.get(at, 0),
        indicator.id,
        direction,
        field.directions.get(direction, direction),
        indicator.label,
        indicator.unit,
        False,
        wordy,
        tuple(
            _cell(standing, at, p, indicator.label, not wordy or p in first_and_last)
            for p in periods
        ),
    )


def _own(standing: PageState, field: Field, name: str) -> TargetRow:
    form, at = standing.answers.form, Address(field.id, row=name)
    kept = standing.row(at)
    label, direction = _text(kept.get("label")), _text(kept.get("direction"))
    direction = direction or field.known_direction("")
    return TargetRow(
        str(at),
        element_of(at),
        standing.revisions.get(at, 0),
        name,
        direction,
        field.directions.get(direction, direction),
        label,
        _text(kept.get("unit")),
        True,
        False,
        tuple(_cell(standing, at, p, label or "自设指标", True) for p in plan_periods(form)),
    )


def _cell(standing: PageState, row: Address, period: str, label: str, open_: bool) -> TargetCell:
    at, text = row._replace(part=period), _text(standing.row(row).get(period))
    name = f"{label}的{standing.labels.plan_period(period)}"
    return TargetCell(element_of(at), period, name, text, open_)


def _text(value: object) -> str:
    return "" if value is None else str(value)
