"""Every repair and way of generated forms: an answer of its cell, that clears its finding there and
brings up no error."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jiqun.engine.answers import Answers, read_answers, write_answers
from jiqun.engine.definition import Address, Edition, cell
from jiqun.engine.findings import Facts, Finding, Outcome, Repair, Way, assess

Data = dict[str, Any]
OutcomeOf = Callable[..., Outcome]
FORMS = 150
FIGURES = (
    "0",
    "0.001",
    "0.0342",
    "0.75",
    "1",
    "7",
    "12.345",
    "38",
    "90",
    "101",
    "2000",
    "无",
    "-3",
)


def figures_of(answers: Answers) -> list[Address]:
    """Every cell of the form that holds a figure, and every figure of the plan."""
    form = answers.form
    cells = [at for at in answers.cells if form.fields[at.field].kind.numeric]
    targets = [
        target.at._replace(part=part)
        for target in answers.targets
        for part, answer in target.values.items()
        if (indicator := form.indicator(target.at)) and indicator.kind.numeric and answer
    ]
    return [*cells, *targets]


def put(data: Data, at: Address, text: str) -> None:
    answers = data["answers"]
    if at.row:
        next(r for r in answers[at.field] if r["indicator"] == at.row)[at.part] = text
    elif at.part:
        answers.setdefault(at.field, {})[at.part] = text
    else:
        answers[at.field] = text


def changes_of(answers: Answers, finding: Finding) -> list[Repair | Way]:
    """What is offered for one figure; not of the rows of a list, nor of names."""
    offered = [*([finding.repair] if finding.repair else []), *finding.ways]
    questions = ((change, answers.form.question(change.at)) for change in offered)
    return [change for change, question in questions if question and not question.kind.written]


def test_each_repair_and_way_clears_its_finding_and_raises_no_error(
    edition: Edition, data: Data
) -> None:
    draw = random.Random(20260129)
    offered = set()
    places = figures_of(read_answers(edition.main, data))
    for _ in range(FORMS):
        form = json.loads(json.dumps(data))
        for at in draw.sample(places, draw.choice((1, 1, 2, 4))):
            put(form, at, draw.choice(FIGURES))
        answers = read_answers(edition.main, form)
        facts = Facts(ledger={cell("sme_count", "2024"): Decimal(150)})
        before = assess(answers, facts).findings
        errors = {f.key for f in before if f.level == "error"}
        for finding in before:
            for change in changes_of(answers, finding):
                offered.add((finding.code, isinstance(change, Way)))
                mended = json.loads(json.dumps(write_answers(answers)))
                put(mended, change.at, change.value)
                after = read_answers(edition.main, mended)
                told = (finding.key, change, finding.message)
                assert after.shown_at(change.at) == change.value, told
                found = assess(after, facts).findings
                assert finding.key not in {f.key for f in found}, told
                here = [f for f in found if f.at == change.at and f.level == "error"]
                assert not [f for f in here if f.key not in errors], (told, here)
    assert len({code for code, _ in offered}) >= 10, offered


def test_way_that_would_clear_nothing_is_left_out(data: Data, outcome_of: OutcomeOf) -> None:
    """Two tiers are larger than the baseline: changing one of them would settle nothing."""
    answers = data["answers"]
    answers["specialised_sme_count"] = {"2023": "30", "2024": "31", "2025": "39"}
    row = next(r for r in answers["plan_targets"] if r["indicator"] == "quality_sme_count")
    row["baseline"] = "38"
    found = outcome_of(data).findings
    finding = next(f for f in found if f.code == "plan_baseline_differs")
    assert [(str(way.at), way.value) for way in finding.ways] == [
        ("plan_targets:quality_sme_count:baseline", "39")
    ]


def test_way_that_brings_up_an_error_at_its_cell_is_left_out(
    data: Data, outcome_of: OutcomeOf
) -> None:
    """There cannot be as many SMEs as the count of titles says: more than firms at all."""
    data["answers"]["innovative_sme_count"]["2023"] = "200"
    finding = next(f for f in outcome_of(data).findings if f.code == "honour_count_exceeds")
    assert [str(way.at) for way in finding.ways] == ["innovative_sme_count:2023"]
