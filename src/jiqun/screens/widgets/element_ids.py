"""Places: the key under which an answer is saved, and the element of the page it stands in."""

from __future__ import annotations

from jiqun.engine import Finding, Form


def cell_id(key: str, part: str = "") -> str:
    """The element of an answer; of one cell of a row, or one tick of several, where `part` is."""
    return f"a-{key}.{part}" if part else f"a-{key}"


def key_on(form: Form, field: str, period: str | None = None, row: str | None = None) -> str:
    """The key of the answer that a finding or a repair is on; empty where the form has none."""
    if field in form.lists and (field not in form.fields or row is not None):
        return f"lists.{field}"
    if field not in form.fields:
        return ""
    if form.fields[field].kind == "targets":
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
        first = form.indicators[0].id if field and field.kind == "targets" else ""
        return cell_id(f"{finding.field}.{first}") if first else ""
    if key.startswith("lists."):
        return cell_id(key, finding.row or "")
    if finding.row and finding.period:
        return cell_id(key, finding.period)
    return cell_id(key, finding.option or "")
