"""Cells: one answer ready for its input, and the element and key it stands under."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.engine import NOWHERE, Address, Field, Form, cell
from jiqun.screens.widgets.page_state import PageState


def element_of(at: Address) -> str:
    """The element of an answer, of one cell of a row, or of one box of several."""
    return f"a-{at}" if at else ""


def shown_at(form: Form, at: Address) -> Address:
    """What of a page shows a place: itself; the first cell of a series or of the plan where it is
    as a whole; nothing where the form does not have it."""
    field = form.fields.get(at.field)
    if at.list:
        return Address(list=at.list, row=at.row) if at.list in form.lists else NOWHERE
    if field is None:
        return NOWHERE
    if field.kind.plan and not at.row:
        first = next(iter(field.indicators), None)
        return Address(at.field, row=first.id) if first else at
    if field.columns and not field.given:
        return at
    # A finding on a whole series, such as three equal years, is on none of its answers.
    return cell(at.field, field.periods[0]) if field.periods and not at.part else at


SAME, ROUNDED = "一致", "在四舍五入范围内一致"


@dataclass(frozen=True, slots=True)
class InputCell:
    """An answer in its input. `computed` is what its formula or default gives, `agreement` says
    that it is what stands there, or may be."""

    key: str
    id: str
    name: str
    text: str
    revision: int
    computed: str = ""
    agreement: str = ""


def cell_of(standing: PageState, field: Field, period: str | None = None) -> InputCell:
    """The cell of a field, or of one of its years."""
    at = cell(field.id, period)
    value = standing.values.get(at)
    computed = "" if value is None else str(value)
    text = standing.text(field, period)
    return InputCell(
        str(at),
        element_of(at),
        standing.labels.name(at),
        text,
        standing.revisions.get(at, 0),
        computed,
        (SAME if computed == text else ROUNDED if at in standing.agreeing else "")
        if computed
        else "",
    )
