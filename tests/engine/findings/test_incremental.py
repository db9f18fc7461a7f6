"""Remembering: the outcome is the same with a memory and without, whatever was remembered."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from jiqun.engine.answers import (
    Answers,
    join_answers,
    read_answers,
    reading_groups,
    write_answers,
)
from jiqun.engine.definition import load_edition
from jiqun.engine.expressions import evaluate_interval
from jiqun.engine.findings import Facts, Memory, Outcome, assess
from jiqun.engine.findings.worked_cases import answers_of, cases_of
from proofs import times

EDITION = load_edition(Path(__file__).parents[3] / "forms" / "ningxia-2026")


class Sharing:
    """Gives equal parts of forms as the same objects, as answers that stayed as they were are."""

    def __init__(self) -> None:
        self._parts: dict[str, Answers] = {}

    def __call__(self, answers: Answers) -> Answers:
        data, form = write_answers(answers), answers.form
        groups = reading_groups(form)
        parts = [
            {"answers": {f: v for f, v in _of(data, "answers").items() if groups.get(f) == group}}
            for group in dict.fromkeys(groups.values())
        ]
        parts += [{"lists": {id_: rows}} for id_, rows in _of(data, "lists").items()]
        parts.append({"explanations": _of(data, "explanations")})
        joined = join_answers(form, [self._part(answers, part) for part in parts])
        return replace(joined, evidence=answers.evidence)

    def _part(self, answers: Answers, part: dict[str, object]) -> Answers:
        return self._parts.setdefault(repr(part), read_answers(answers.form, part))


def _of(data: Mapping[str, object], name: str) -> dict[str, object]:
    found = data.get(name)
    return found if isinstance(found, dict) else {}


@pytest.fixture(scope="module")
def worked() -> list[tuple[Answers, Facts]]:
    """All worked cases, read in once."""
    shared = Sharing()
    found = [answers_of(EDITION.main, case) for case in cases_of(EDITION.main)]
    return [(shared(answers), facts) for answers, facts in found]


@pytest.mark.proof("remembering")
@pytest.mark.parametrize("seed", range(4))
def test_outcome_with_a_memory_is_the_outcome_without(
    worked: list[tuple[Answers, Facts]], seed: int
) -> None:
    order, memory = worked * times("remembering"), Memory()
    random.Random(seed).shuffle(order)
    for answers, facts in order:
        assert assess(answers, facts, memory=memory) == assess(answers, facts)


def test_only_what_depends_on_the_change_is_worked_out_again(
    monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> None:
    counted = 0

    def counting(*given: object) -> object:
        nonlocal counted
        counted += 1
        return evaluate_interval(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("jiqun.engine.findings.conditions.evaluate_interval", counting)
    memory, shared = Memory(), Sharing()
    before = shared(answers)
    assess(before, memory=memory)
    everything, counted = counted, 0
    assess(before, memory=memory)
    assert (everything > 40, counted) == (True, 0)
    data = write_answers(answers)
    _of(data, "answers")["area_km2"] = "77.00"
    assess(shared(read_answers(answers.form, data)), memory=memory)
    assert 0 < counted < everything / 4


def test_memory_of_another_form_is_not_used(answers: Answers) -> None:
    memory, form = Memory(), EDITION.main
    first = assess(answers, memory=memory)
    fewer = replace(form, checks=replace(form.checks, checks=form.checks.checks[:3]))
    other = replace(answers, form=fewer)
    assert assess(other, memory=memory) == assess(other)
    assert assess(other, memory=memory) != first
    assert isinstance(first, Outcome)
