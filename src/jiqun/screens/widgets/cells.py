"""Cells: one answer ready for its input, and the element and key it stands under."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.engine import Field, Finding, Form
from jiqun.screens.widgets.page_state import PageState


def cell_id(key: str, part: str = "") -> str:
    """The element of an answer; of one cell of a row, or one tick of several, where `part` is."""
    return f"a-{key}.{part}" if part else f"a-{key}"


def key_on(form: Form, field: str, period: str | None = None, row: str | None = None) -> str:
    """The key of the answer that a finding or a repair is on; empty where the form has none."""
    if field in form.lists and (field not in form.fields or row is not None):
        return f"lists.{field}"
    if field not in form.fields:
        return ""
    if form.fields[field].kind.plan:
        return f"{field}.{row}" if row else ""
    # A finding on a whole series, such as three equal years, is on none of its answers.
    fits = (period or None) in form.fields[field].cells
    return "" if not fits else f"{field}.{period}" if period else field


def anchor_of(form: Form, finding: Finding) -> str:
    """The element a finding points to; empty where it is on none."""
    key = key_on(form, finding.field or "", finding.period, finding.row)
    if not key:
        field = form.fields.get(finding.field or "")
        if field and field.periods:
            return cell_id(f"{finding.field}.{field.periods[0]}")
        first = form.indicators[0].id if field and field.kind.plan else ""
        return cell_id(f"{finding.field}.{first}") if first else ""
    if key.startswith("lists."):
        return cell_id(key, finding.row or "")
    if finding.row and finding.period:
        return cell_id(key, finding.period)
    return cell_id(key, finding.option or "")


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
