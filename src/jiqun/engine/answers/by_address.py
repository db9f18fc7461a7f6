"""The interchange form taken apart into the answers that are kept one by one, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jiqun.engine.definition import (
    Address,
    Form,
    UnknownAddress,
    cell,
    in_order,
    parse_explained,
)


def by_address(form: Form, data: Mapping[str, object]) -> dict[Address, object]:
    """The answers of an interchange form by address, a row of the plan and a list each as one.

    What has no address in the form is left out.
    """
    answers, lists, explained = (
        _mapping(data.get(group)) for group in ("answers", "lists", "explanations")
    )
    found: dict[Address, object] = {}
    for name, value in answers.items():
        if name in form.fields:
            found.update(_field_answers(form, name, value))
    found.update({Address(list=name): rows for name, rows in lists.items() if rows})
    for key, text in explained.items():
        try:
            found[parse_explained(form, key)] = text
        except UnknownAddress:
            continue
    return found


def from_addresses(form: Form, values: Mapping[Address, object]) -> dict[str, object]:
    """The interchange form of answers by address, in the order of the form."""
    answers: dict[str, object] = {}
    lists: dict[str, object] = {}
    explanations: dict[str, object] = {}
    for at in in_order(form, values):
        value = values[at]
        if at.code:
            explanations[str(at)] = value
        elif at.list:
            lists[at.list] = value
        elif at.row:
            given = bool(form.fields[at.field].given)
            rows = answers.setdefault(at.field, {} if given else [])
            if isinstance(rows, dict):
                rows[at.row] = value
            elif isinstance(rows, list):
                rows.append(value)
        elif at.part:
            series = answers.setdefault(at.field, {})
            if isinstance(series, dict):
                series[at.part] = value
        else:
            answers[at.field] = value
    return {"form": form.name, "answers": answers, "lists": lists, "explanations": explanations}


def _field_answers(form: Form, name: str, value: object) -> Iterator[tuple[Address, object]]:
    field = form.fields[name]
    if field.given and isinstance(value, Mapping):
        yield from ((Address(name, row=str(row)), cells) for row, cells in value.items())
    elif field.kind.plan:
        for row in value if isinstance(value, list) else ():
            if isinstance(row, Mapping) and row.get("indicator"):
                yield Address(name, row=str(row["indicator"])), row
    elif not field.periods:
        yield cell(name), value
    elif isinstance(value, Mapping):
        yield from ((cell(name, p), value[p]) for p in field.periods if p in value)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
