"""The figures a finding rests on: an explanation lapses when one of them changes, and only then."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from jiqun.engine.answers import Answer, Answers
from jiqun.engine.definition import Address, Edition, UnknownAddress, parse_place
from jiqun.engine.findings import Facts, Finding, assess
from jiqun.engine.findings.finding_figures import changes_said
from jiqun.engine.findings.worked_cases import answers_of, cases_of

REASON = "第{}条：县里并入了新的园区，口径因此调整"
OTHERS = 3  # of the answers a finding does not rest on, how many are changed


@pytest.fixture(scope="module")
def asked(edition: Edition) -> list[tuple[Answers, Facts, Finding]]:
    """Every finding of the worked cases that words can settle, with its answers, one a code and a
    place."""
    found: dict[str, tuple[Answers, Facts, Finding]] = {}
    for form in edition.forms.values():
        for case in cases_of(form):
            answers, facts = answers_of(form, case)
            for finding in assess(answers, facts).findings:
                if finding.level == "confirm" and not finding.message.count("情况说明不符合要求"):
                    found.setdefault(finding.key, (answers, facts, finding))
    return list(found.values())


def test_every_finding_that_words_can_settle_rests_on_figures(
    asked: list[tuple[Answers, Facts, Finding]],
) -> None:
    assert len(asked) > 40
    assert [finding.key for _, _, finding in asked if not finding.figures] == []


def test_change_of_a_figure_lapses_and_of_any_other_does_not(
    asked: list[tuple[Answers, Facts, Finding]],
) -> None:
    chance = random.Random(7)
    lapsed = kept = 0
    for answers, facts, finding in asked:
        told = _told(answers, finding)
        assert finding.key in {f.key for f in assess(told, facts).explained}
        named = set(_named(answers, finding))
        for at, changed in _changes(told, sorted(named)):
            outcome = assess(changed, facts)
            assert finding.key not in {f.key for f in outcome.explained}, (finding.key, str(at))
            lapsed += any(f.key == finding.key and f.lapsed for f in outcome.findings)
        others = sorted(at for at in answers.cells if at not in named)
        for at, changed in _changes(told, chance.sample(others, OTHERS)):
            outcome = assess(changed, facts)
            open_ones = [f for f in outcome.findings if f.key == finding.key]
            assert not any(f.lapsed for f in open_ones), (finding.key, str(at))
            kept += 1
    assert lapsed > 40
    assert kept > 100


def test_changes_are_said_with_label_unit_and_both_figures(edition: Edition) -> None:
    seen = (("area_km2", "1000.00"), ("lists:patents", "3"), ("plan_targets:co2:2028", "79.92"))
    now = (("area_km2", "900.00"), ("lists:patents", "4"), ("plan_targets:co2:2028", ""))
    area, patents, target = changes_said(edition.main, seen, now)
    assert area.endswith("1000.00 平方公里 变为 900.00 平方公里")
    assert patents.endswith("3 条 变为 4 条")
    assert target.endswith("的2028年目标值由 79.92 变为 未填")
    assert changes_said(edition.main, seen, seen) == ()


def _told(answers: Answers, finding: Finding) -> Answers:
    """The answers with an explanation of the finding that saw its figures."""
    text = REASON.format(len(finding.key))
    seen = {finding.key: finding.figures}
    return replace(answers, explanations={finding.key: text}, seen=seen)


def _named(answers: Answers, finding: Finding) -> Iterator[Address]:
    for key, _ in finding.figures:
        try:
            yield parse_place(answers.form, key)
        except UnknownAddress:
            continue


def _changes(answers: Answers, places: list[Address]) -> Iterator[tuple[Address, Answers]]:
    """The answers with one number of theirs made another, or one text longer."""
    for at in places:
        answer = answers.cells.get(at)
        if answer is None or not isinstance(answer.value, Decimal | str):
            continue
        field = answers.form.question(at)
        if field is None or field.options:
            continue
        value = answer.value + 1 if isinstance(answer.value, Decimal) else f"{answer.value}甲乙丙丁"
        yield at, replace(answers, cells={**answers.cells, at: Answer(value)})
