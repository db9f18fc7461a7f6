"""The whole outcome of the example against jsonschema on the field rules alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from jiqun.engine import Answers, Edition, Form, assess, read_answers, write_answers

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "中宁枸杞.json"
NUMBER = r"^-?\d{1,20}(\.\d{1,2})?$|^无$"


def contenders(edition: Edition) -> dict[str, Callable[[], object]]:
    """jiqun: computed values, all checks with intervals, self-assessment. jsonschema: the field
    rules (kinds, options, required cells, lengths) of the same answers and nothing else."""
    answers = read_answers(edition.main, json.loads(EXAMPLE.read_text(encoding="utf-8")))
    filled = write_answers(answers)["answers"]

    @cache
    def iter_errors() -> Callable[[object], Iterable[object]]:
        # Imported where it works: in the process whose memory is ours, it must not be.
        import jsonschema

        return jsonschema.Draft202012Validator(schema(edition.main)).iter_errors

    def validate() -> None:
        assert not list(iter_errors()(filled))

    return {
        "jiqun：计算值、全部校验、区间、自评": lambda: assess(answers),
        "jsonschema：仅字段规则": validate,
    }


def schema(form: Form) -> dict[str, object]:
    """The field rules of a form as a JSON schema."""
    properties: dict[str, object] = {}
    for field in form.fields.values():
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
        elif field.limit:
            cell["maxLength"] = field.limit
        if field.periods:
            cell = {
                "type": "object",
                "properties": dict.fromkeys(field.periods, cell),
                "required": list(field.periods),
                "additionalProperties": False,
            }
        properties[field.id] = cell
    required = [f.id for f in form.fields.values() if f.required == "yes"]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def example(edition: Edition) -> Answers:
    """The shipped example as answers."""
    return read_answers(edition.main, json.loads(EXAMPLE.read_text(encoding="utf-8")))
