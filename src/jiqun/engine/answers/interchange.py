"""Write answers in the interchange form, and their digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal

from jiqun.engine.answers.answers import Answer, Answers, Leftover, Target, show_target
from jiqun.engine.definition import Address, Field, Form, cell, plan_periods


def write_answers(answers: Answers) -> dict[str, object]:
    """The interchange form (DOMAIN: application.json), in the order of the form.

    What was not understood stands where and as it was typed, and the key of what the answers do
    not carry is left out; `read_answers` of the result gives equal answers.
    """
    data: dict[str, object] = {
        "form": answers.form.name,
        "answers": _written_answers(answers),
        "evidence": [
            {
                "for": str(e.at),
                "file": e.file,
                "kind": e.kind,
            }
            for e in answers.evidence
        ],
        "lists": {i: [dict(r) for r in answers.lists.get(i, ())] for i in answers.form.lists},
        "explanations": dict(answers.explanations),
    }
    for key in answers.not_carried:
        del data[key]
    # Entries of mappings first: then the rows that carry them still are where they were read.
    for leftover in sorted(answers.leftovers, key=lambda one: isinstance(one.path[-1], int)):
        _put_back(data, leftover)
    return data


def write_json(answers: Answers) -> bytes:
    """The interchange form as a UTF-8 file."""
    text = json.dumps(write_answers(answers), ensure_ascii=False, indent=1, default=_plain)
    return (text + "\n").encode("utf-8", "backslashreplace")


def digest(answers: Answers) -> str:
    """SHA-256 in hexadecimal of the form's id and its answers, whatever order they came in."""
    data = write_answers(answers)
    return hashlib.sha256(
        canonical({"form": data["form"], "answers": data["answers"]}).encode(
            "utf-8", "backslashreplace"
        )
    ).hexdigest()


def canonical(value: object) -> str:
    """The one JSON text of a value: keys sorted, no spaces."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"not a value of interchange JSON: {type(value).__name__}")


def _written_answers(answers: Answers) -> dict[str, object]:
    by_field: dict[str, object] = {}
    for field in answers.form.fields.values():
        if field.kind.plan:
            if targets := answers.targets_of(field.id):
                by_field[field.id] = [_row(answers.form, t) for t in targets]
        elif field.columns:
            if rows := _rows(answers, field):
                by_field[field.id] = rows
        elif field.periods:
            series = {
                period: _text(field, answers.cells[at])
                for period in field.periods
                if (at := cell(field.id, period)) in answers.cells
            }
            if series:
                by_field[field.id] = series
        elif (at := cell(field.id)) in answers.cells:
            by_field[field.id] = _text(field, answers.cells[at])
    return by_field


def _rows(answers: Answers, field: Field) -> object:
    """The rows of a table: a list of those that people add, a mapping of those the form gives."""
    rows = {row: _cells_of_row(answers, field, row) for row in answers.row_ids(field)}
    if field.given:
        return {row: cells for row, cells in rows.items() if cells}
    return list(rows.values())


def _cells_of_row(answers: Answers, field: Field, row: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for column in field.columns:
        at = Address(field.id, row=row, part=column.id)
        answer, question = answers.cells.get(at), answers.form.question(at)
        if answer is not None and question is not None:
            found[column.id] = _text(question, answer)
    return found


def _text(field: Field, answer: Answer) -> object:
    if answer.value is None or answer.value in field.words:
        return answer.typed or answer.value
    return field.kind.dump(answer.value, field)


def _row(form: Form, target: Target) -> dict[str, object]:
    row: dict[str, object] = {
        "direction": target.direction,
        "indicator": target.indicator,
        "label": target.label,
        "unit": target.unit,
    }
    for period in plan_periods(form):
        answer = target.values.get(period)
        if answer is not None:
            row[period] = answer.typed if answer.value is None else show_target(answer.value)
    return row


def _put_back(data: dict[str, object], leftover: Leftover) -> None:
    """Put a leftover at its path; leftovers of one array come in rising order of position."""
    *outer, last = leftover.path
    inside: object = data
    for n, step in enumerate(outer):
        if isinstance(inside, list) and isinstance(step, int):
            inside = inside[step]
        elif isinstance(inside, list):
            inside = next(row for row in inside if _is_row_of(row, step))
        elif isinstance(inside, dict):
            array_follows = n + 1 == len(outer) and isinstance(last, int)
            inside = inside.setdefault(step, [] if array_follows else {})
    if isinstance(inside, list) and isinstance(last, int):
        inside.insert(last, leftover.value)
    elif isinstance(inside, dict):
        inside[last] = leftover.value


def _is_row_of(row: object, indicator: str | int) -> bool:
    return isinstance(row, Mapping) and row.get("indicator") == indicator
