"""How an answer and its key read to people: in previews of imports, in histories, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.engine import Field, Form, read_answers
from jiqun.records.filings.keys import EXPLANATIONS, LISTS, place_of, put_together
from jiqun.records.filings.normalise import as_text

_BASELINE = "baseline"


def label_of(form: Form, key: str) -> str:
    """The form's own words for an answer; raises UnknownKeyError."""
    place = place_of(form, key)
    if place.group == LISTS:
        return form.lists[place.id].label
    if place.group == EXPLANATIONS:
        field = form.fields.get([*place.id.split(":"), ""][1])
        period = [*place.id.split(":"), "", ""][2]
        return "情况说明：" + (_with_year(field.label, period) if field else place.id)
    field = form.fields[place.id]
    if field.kind.plan:
        indicator = form.indicator_by_id.get(place.part)
        return f"规划目标：{indicator.label if indicator else place.part}"
    return _with_year(field.label, place.part)


def label_of_place(form: Form, place: str) -> str:
    """The same for any place of the form: one tick of an answer (field.option), a value of a plan
    row (plan_targets.indicator.year), or what the form does not know, which stays as it is."""
    field_id, _, part = place.partition(".")
    field = form.fields.get(field_id)
    if field is None:
        return place
    if field.kind.plan:
        return label_of(form, f"{field_id}.{part.partition('.')[0]}") if part else field.label
    return _with_year(label_of_option(field, part), part if part in field.periods else "")


def label_of_option(field: Field, option_id: str) -> str:
    """The words for a field, and for one tick of it where it has that."""
    option = field.option(option_id)
    return f"{field.label}：{option.label}" if option else field.label


def text_of(form: Form, key: str, value: object | None) -> str:
    """A value as people read it; empty for none."""
    if value is None:
        return ""
    place = place_of(form, key)
    if place.group == LISTS:
        return f"{len(value)}行" if isinstance(value, list) else as_text(value)
    if place.group == EXPLANATIONS:
        return value if isinstance(value, str) else as_text(value)
    if form.fields[place.id].kind.plan:
        return _row_text(form, value) if isinstance(value, Mapping) else as_text(value)
    answers = read_answers(form, put_together(form, {key: value}))
    shown = answers.shown(place.id, place.part or None)
    return shown or (value if isinstance(value, str) else as_text(value))


def _with_year(label: str, period: str) -> str:
    return f"{label} {period}年" if period.isdigit() else label


def _row_text(form: Form, row: Mapping[str, object]) -> str:
    """The values of a row of targets; of one's own row its name and unit too."""
    own = row.get("indicator") not in form.indicator_by_id
    head = [str(row[part]) for part in ("label", "unit") if own and row.get(part)]
    periods = {_BASELINE: "基准值", **{year: f"{year}年" for year in form.plan_years}}
    return "；".join(head + [f"{name} {row[p]}" for p, name in periods.items() if row.get(p)])
