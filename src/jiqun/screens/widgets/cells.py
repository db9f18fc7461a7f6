"""Cells: one answer, ready for its input."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.engine import Field
from jiqun.screens.widgets.element_ids import cell_id
from jiqun.screens.widgets.page_state import PageState


@dataclass(frozen=True, slots=True)
class InputCell:
    """An answer in its input. `computed` is what its formula or default gives, `agrees` whether
    that is what stands there."""

    key: str
    id: str
    name: str
    text: str
    revision: int
    computed: str = ""
    agrees: bool = False


def cell_of(standing: PageState, field: Field, period: str | None = None) -> InputCell:
    """The cell of a field, or of one of its years."""
    key = f"{field.id}.{period}" if period else field.id
    value = standing.values.get((field.id, period))
    computed = "" if value is None else str(value)
    text = standing.text(field, period)
    return InputCell(
        key,
        cell_id(key),
        f"{period}年{standing.words(field)}" if period else standing.words(field),
        text,
        standing.revisions.get(key, 0),
        computed,
        bool(computed) and computed == text,
    )
