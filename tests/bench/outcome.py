"""The whole outcome of the example against jsonschema with those rules a schema can say too."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import count
from pathlib import Path

from jiqun.engine import Answer, Answers, Edition, Form, assess, cell, read_answers
from jiqun.engine.answers.evidence_reading import EVIDENCE_KINDS
from jiqun.engine.definition import Field, RowList

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "中宁枸杞.json"
NUMBER = r"^-?\d{1,20}(\.\d{1,2})?$|^无$"


def contenders(edition: Edition) -> dict[str, Callable[[], object]]:
    """Both from the raw data of the same file. jiqun: reads it, computed values, all checks with
    intervals, self-assessment. jsonschema: the rules a schema can say: kinds, options, required
    cells, lengths, texts that say nothing, rows without what names them or of a later year,
    evidence without a file; no figure is set against another, no row either (of 354 rows, each with
    each, that alone takes it 50 ms)."""
    raw = json.loads(EXAMPLE.read_text(encoding="utf-8"))

    @cache
    def iter_errors() -> Callable[[object], Iterable[object]]:
        # Imported where it works: in the process whose memory is ours, it must not be.
        import jsonschema

        return jsonschema.Draft202012Validator(schema(edition.main)).iter_errors

    def validate() -> None:
        assert not list(iter_errors()(raw))

    return {
        "jiqun": lambda: assess(read_answers(edition.main, raw)),
        "jsonschema": validate,
    }


def schema(form: Form) -> dict[str, object]:
    """What a JSON schema can say of the rules of a form, for its interchange data."""
    fields = form.fields.values()
    evidence = {"file": {"pattern": r"\S"}, "kind": {"enum": list(EVIDENCE_KINDS)}}
    return {
        "type": "object",
        "properties": {
            "answers": {
                "type": "object",
                "properties": {field.id: _answer(form, field) for field in fields},
                "required": [field.id for field in fields if field.required == "yes"],
                "additionalProperties": False,
            },
            "lists": {
                "type": "object",
                "properties": {one.id: _rows(one, form.base_year) for one in form.lists.values()},
                "additionalProperties": False,
            },
            "evidence": {
                "type": "array",
                "items": {"properties": evidence, "required": ["for", "file", "kind"]},
            },
        },
    }


def _answer(form: Form, field: Field) -> dict[str, object]:
    cell: dict[str, object] = {"type": "string"}
    if field.kind.numeric:
        cell["pattern"] = NUMBER
    elif field.kind.chosen and not field.kind.several:
        cell["enum"] = [option.id for option in field.options]
    elif field.kind.several:
        items = {"enum": [option.id for option in field.options]}
        cell = {"type": "array", "items": items, "uniqueItems": True}
    elif field.kind.plan:
        cell = {"type": "array", "items": {"type": "object", "required": ["indicator"]}}
    elif field.kind.written:
        cell["allOf"] = [{"not": {"pattern": words}} for words in _no_words(form, field)]
        if field.limit:
            cell["maxLength"] = field.limit
    if field.periods:
        cell = {
            "type": "object",
            "properties": dict.fromkeys(field.periods, cell),
            "required": list(field.periods),
            "additionalProperties": False,
        }
    return cell


def _no_words(form: Form, field: Field) -> Iterator[str]:
    """The patterns of what is no answer to a field, from the form's checks."""
    for check in form.checks.checks:
        if not check.fields or field.id in check.fields:
            if "marks" in check.settings:
                yield check.settings["marks"]
            elif check.code == "no_answer" and "words" in check.settings:
                yield f"^(?!无$)(?:{check.settings['words']})$"


def _rows(row_list: RowList, base_year: int) -> dict[str, object]:
    columns: dict[str, object] = {column.id: {"type": "string"} for column in row_list.columns}
    columns |= {column: {"pattern": r"\S"} for column in row_list.named_by}
    years = "|".join(str(year) for year in range(base_year - 30, base_year + 1))
    columns |= {column: {"pattern": f"^(?:{years})|^$"} for column in row_list.dated}
    columns |= {
        column.id: {"enum": ["", *column.options]} for column in row_list.columns if column.options
    }
    return {
        "type": "array",
        "items": {"type": "object", "properties": columns, "required": list(row_list.named_by)},
    }


def edits(answers: Answers) -> Iterator[Answers]:
    """The answers over and over, each time with another area: as somebody types."""
    at = cell("area_km2")
    for number in count(1):
        changed = Answer(Decimal(number % 9000 + 100) / 100)
        answers = replace(answers, cells={**answers.cells, at: changed})
        yield answers


def example(edition: Edition) -> Answers:
    """The shipped example as answers."""
    return read_answers(edition.main, json.loads(EXAMPLE.read_text(encoding="utf-8")))
