"""Answer keys: how one answer is named, and a whole form taken apart into answers and back.

operator · total_output.2024 · green_work (all its ticks) · plan_targets.co2 (a row)
lists.standards (all its rows) · explanations.unusual_change:total_output:2024
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jiqun.engine import Form

LISTS, EXPLANATIONS = "lists", "explanations"
LONGEST_KEY = 200  # characters, as the table of answers takes it

_OWN_ROW = re.compile("other_([1-9][0-9]{0,2})")
_EXPLAINED = re.compile(r"[a-z][a-z0-9_]*(?::[\w.-]*){0,2}")


class UnknownKeyError(LookupError):
    """A key that names no answer of the form."""


@dataclass(frozen=True, slots=True)
class AnswerPlace:
    """Where an answer stands in the interchange form: `group` is one of its keys, `id` a field, a
    list or what an explanation explains; `part` a year or a plan indicator, empty if none."""

    group: str
    id: str
    part: str = ""


def place_of(form: Form, key: str) -> AnswerPlace:
    """The place a key names; raises UnknownKeyError."""
    head, _, part = key.partition(".")
    field = form.fields.get(head)
    if len(key) > LONGEST_KEY:
        raise UnknownKeyError(key[:LONGEST_KEY])
    if head == LISTS and part in form.lists:
        return AnswerPlace(LISTS, part)
    if head == EXPLANATIONS and _EXPLAINED.fullmatch(part):
        return AnswerPlace(EXPLANATIONS, part)
    if field is None:
        raise UnknownKeyError(key)
    fits = (
        part in form.indicator_by_id or bool(_OWN_ROW.fullmatch(part))
        if field.kind == "targets"
        else (part or None) in field.cells
    )
    if not fits or key.endswith("."):
        raise UnknownKeyError(key)
    return AnswerPlace("answers", head, part)


def key_of(field: str, part: str | None = None) -> str:
    """The key of a field's answer, of its answer of a year, or of the row of an indicator."""
    return f"{field}.{part}" if part else field


def all_keys(form: Form) -> Iterator[str]:
    """The keys the form itself gives, in its order: fields, years, given indicators, lists."""
    for field in form.fields.values():
        if field.kind == "targets":
            yield from (key_of(field.id, i.id) for i in form.indicators)
        else:
            yield from (key_of(field.id, period) for period in field.cells)
    yield from (key_of(LISTS, id_) for id_ in form.lists)


def take_apart(form: Form, data: Mapping[str, object]) -> dict[str, object]:
    """The answers of an interchange form by key; what has no key of its own is left out."""
    values: dict[str, object] = {}
    answers, lists, explained = (_mapping(data.get(g)) for g in ("answers", LISTS, EXPLANATIONS))
    for id_, value in answers.items():
        field = form.fields.get(id_)
        if field is None:
            continue
        if field.kind == "targets" and isinstance(value, list):
            for row in value:
                if isinstance(row, dict) and row.get("indicator"):
                    values[key_of(id_, str(row["indicator"]))] = row
        elif field.periods and isinstance(value, dict):
            values.update({key_of(id_, p): value[p] for p in field.periods if p in value})
        elif not field.periods:
            values[id_] = value
    values.update({key_of(LISTS, id_): rows for id_, rows in lists.items() if rows})
    values.update({key_of(EXPLANATIONS, id_): text for id_, text in explained.items()})
    return values


def put_together(form: Form, values: Mapping[str, object]) -> dict[str, object]:
    """The interchange form of answers by key, in the order of the form."""
    answers: dict[str, object] = {}
    heads = {key.partition(".")[0] for key in values}
    for field in form.fields.values():
        if field.id not in heads:
            continue
        if field.kind == "targets":
            answers[field.id] = [values[key] for key in _row_keys(form, field.id, values)]
        elif field.periods:
            series = {p: values[k] for p in field.periods if (k := key_of(field.id, p)) in values}
            answers[field.id] = series
        elif field.id in values:
            answers[field.id] = values[field.id]
    head = f"{EXPLANATIONS}."
    return {
        "form": form.name,
        "answers": answers,
        LISTS: {i: values[k] for i in form.lists if (k := key_of(LISTS, i)) in values},
        EXPLANATIONS: {
            k.removeprefix(head): values[k] for k in sorted(values) if k.startswith(head)
        },
    }


def in_order(form: Form, keys: Mapping[str, object] | set[str]) -> list[str]:
    """Keys in the order of the form; rows of one's own after the given ones, explanations last."""
    order = {key: n for n, key in enumerate(all_keys(form))}
    return sorted(keys, key=lambda key: (order.get(key, len(order)), _own_number(key), key))


def _row_keys(form: Form, field_id: str, values: Mapping[str, object]) -> list[str]:
    given_keys = [key_of(field_id, i.id) for i in form.indicators]
    own_keys = sorted((k for k in values if k.startswith(f"{field_id}.other_")), key=_own_number)
    return [*(k for k in given_keys if k in values), *own_keys]


def _own_number(key: str) -> int:
    match = _OWN_ROW.search(key)
    return int(match[1]) if match else 0


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
