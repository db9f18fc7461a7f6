"""The checks over invented clusters: a true form is not stopped, a sly one does not pass."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
import sly_figures  # noqa: F401 - each way is listed where it stands
import sly_lists  # noqa: F401
from true_forms import true_form
from ways import WAYS

from jiqun.engine.answers import read_answers
from jiqun.engine.definition import Form, load_edition
from jiqun.engine.findings import Finding, assess
from proofs import times

INTENDED = {
    "unusual_change": "one year's change over the number that is asked about",
    "unusual_level": "a level over the number that is asked about",
    "unit_suspect": "a figure outside the numbers that are asked about",
    "flat_series": "the same figure in all three years",
    "spend_contradicts_adoption": "spending that falls while use rises",
}
"""What the law of the checks asks of a true form too, by its numbers."""
UNINTENDED_IN = 50


@pytest.fixture(scope="module")
def form() -> Form:
    return load_edition(Path(__file__).parents[2] / "forms" / "ningxia-2026").main


def findings(form: Form, data: object) -> tuple[Finding, ...]:
    return assess(read_answers(form, data)).findings


@pytest.mark.proof("true forms")
def test_true_forms_are_not_stopped(form: Form) -> None:
    forms = times("true forms")
    asked: Counter[str] = Counter()
    unintended: list[str] = []
    for seed in range(forms):
        for finding in findings(form, true_form(Random(seed))):
            said = f"form {seed}: {finding.code} {finding.at}: {finding.message}"
            assert finding.level != "error", said
            if finding.level == "confirm":
                asked[finding.code] += 1
                if finding.code not in INTENDED:
                    unintended.append(said)
    print(f"{forms} true forms, asked about: {dict(asked)}", *unintended, sep="\n")
    assert len(unintended) <= forms // UNINTENDED_IN, unintended


@pytest.mark.proof("sly forms")
@pytest.mark.parametrize("name", WAYS)
def test_sly_form_does_not_pass(form: Form, name: str) -> None:
    each = -(-times("sly forms") // len(WAYS))
    made = 0
    for seed in range(20 * each):
        draw = Random(f"{name} {seed}")
        data = true_form(draw)
        told = WAYS[name](data, draw)
        if told is None:
            continue
        found = {(f.code, f.at.field) for f in findings(form, data)}
        assert found & told, (seed, told, sorted(found))
        made += 1
        if made == each:
            break
    assert made == each
