"""Section `outcomes`: what the engine says of every worked case, sample and generated form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.same.forms import EXAMPLE, forms

from jiqun.engine import (
    Answers,
    Edition,
    Outcome,
    UnusableInput,
    check,
    find_editions,
    load_edition,
    read_answers,
    read_word,
    write_answers,
    write_outcome,
)
from jiqun.engine.findings.worked_cases import answers_of, cases_of

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
SMALL = Path(__file__).resolve().parents[1] / "engine" / "editions" / "yunnan-2027"


def collect() -> dict[str, str]:
    """By "case …", "sample …", "form …"."""
    edition = load_edition(find_editions()["ningxia-2026"])
    found = {}
    for form in (*edition.forms.values(), load_edition(SMALL).main):
        for case in cases_of(form):
            answers, facts = answers_of(form, case)
            found[f"case {form.name} {case.title}"] = _judged(answers, facts)
    for path in (EXAMPLE, *sorted(SAMPLES.glob("*.json"))):
        data = json.loads(path.read_text("utf-8"))
        found[f"sample {path.name}"] = _judged(read_answers(edition.main, data))
    for path in sorted(SAMPLES.glob("*.docx")):
        reading = read_word(path.read_bytes(), edition.main)
        report = json.dumps(reading.report.as_json(), ensure_ascii=False, indent=0)
        found[f"sample {path.name}"] = _judged(reading.answers) + "\n" + report
    for name, data in forms().items():
        found[f"form {name}"] = _form(edition, data)
    return found


def _form(edition: Edition, data: dict[str, Any]) -> str:
    try:
        return _judged(read_answers(edition.main, data))
    except UnusableInput as error:
        return f"unusable: {error}"


def _judged(answers: Answers, *facts: Any) -> str:
    """The outcome a line a thing, the fit of the pages included, then what was understood."""
    outcome = check(answers, *facts)
    return "\n".join([*_lines(outcome), f"answers {_digest_free(write_answers(answers))}"])


def _lines(outcome: Outcome) -> Iterator[str]:
    for name, content in write_outcome(outcome).items():
        if isinstance(content, dict):
            content = [[key, value] for key, value in content.items()]
        if isinstance(content, list):
            for one in content:
                yield f"{name} {json.dumps(one, ensure_ascii=False, sort_keys=True)}"


def _digest_free(written: Any) -> str:
    return json.dumps(written, ensure_ascii=False, sort_keys=True)
