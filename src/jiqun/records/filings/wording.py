"""How an answer reads to people: in previews of imports, in histories, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jiqun.engine import (
    Address,
    Answers,
    Form,
    from_addresses,
    labels_of,
    plan_periods,
    read_answers,
)
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
    if form.fields[at.field].columns:
        return _table_text(form, at, value)
    if at.row:
        return _row_text(form, at, value) if isinstance(value, Mapping) else as_text(value)
    if isinstance(value, str):
        return _text_of_text(form, at, value)
    return read_answers(form, from_addresses(form, {at: value})).shown_at(at) or as_text(value)


@lru_cache(maxsize=4096)  # the same repairs and figures are shown after each save
def _text_of_text(form: Form, at: Address, value: str) -> str:
    return read_answers(form, from_addresses(form, {at: value})).shown_at(at) or value


def row_texts(form: Form, at: Address, rows: Sequence[object]) -> Iterator[str]:
    """Rows of a list or of a table of added rows as people read them: what is filled in."""
    if at.list:
        for row in rows:
            if isinstance(row, Mapping):
                yield "，".join(str(cell) for cell in row.values() if cell)
        return
    answers = read_answers(form, from_addresses(form, {at: list(rows)}))
    for row in answers.row_ids(form.fields[at.field]):
        yield _cells_text(answers, at._replace(row=row))


def _table_text(form: Form, at: Address, value: object) -> str:
    """A table of added rows, or the one given row of `at`."""
    if at.row:
        return _cells_text(read_answers(form, from_addresses(form, {at: value})), at)
    rows = row_texts(form, at, value) if isinstance(value, list) else ()
    return "；".join(f"第{n}行：{words}" for n, words in enumerate(rows, 1)) or as_text(value)


def _cells_text(answers: Answers, row: Address) -> str:
    columns = answers.form.fields[row.field].columns
    shown = ((c.label, answers.shown_at(row._replace(part=c.id))) for c in columns)
    return "，".join(f"{label} {text}" for label, text in shown if text)


def _row_text(form: Form, at: Address, row: Mapping[str, object]) -> str:
    """The values of a row of the plan; of one's own row its name and unit too."""
    own = form.indicator(at) is None
    head = [str(row[part]) for part in ("label", "unit") if own and row.get(part)]
    name = labels_of(form).plan_period
    return "；".join(head + [f"{name(p)} {row[p]}" for p in plan_periods(form) if row.get(p)])
