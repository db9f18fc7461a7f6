"""How an answer reads to people: in previews of imports, in histories, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jiqun.engine import Address, Form, from_addresses, labels_of, plan_periods, read_answers
from jiqun.records.filings.normalise import as_text


@dataclass(frozen=True, slots=True)
class Wording:
    """An answer as people read it: its label and its text."""

    label: str
    text: str


def wording_of(form: Form, at: Address, value: object | None) -> Wording:
    """How an answer reads that is kept as `value`."""
    return Wording(labels_of(form).full(at), text_of(form, at, value))


def text_of(form: Form, at: Address, value: object | None) -> str:
    """A kept value as people read it; empty for none."""
    if value is None:
        return ""
    if at.code:
        return value if isinstance(value, str) else as_text(value)
    if at.list:
        return f"{len(value)}行" if isinstance(value, list) else as_text(value)
    if at.row:
        return _row_text(form, at, value) if isinstance(value, Mapping) else as_text(value)
    shown = read_answers(form, from_addresses(form, {at: value})).shown_at(at)
    return shown or (value if isinstance(value, str) else as_text(value))


def _row_text(form: Form, at: Address, row: Mapping[str, object]) -> str:
    """The values of a row of the plan; of one's own row its name and unit too."""
    own = form.indicator(at) is None
    head = [str(row[part]) for part in ("label", "unit") if own and row.get(part)]
    name = labels_of(form).plan_period
    return "；".join(head + [f"{name(p)} {row[p]}" for p in plan_periods(form) if row.get(p)])
