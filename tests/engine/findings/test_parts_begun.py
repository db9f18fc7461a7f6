"""When a check speaks: only `required` before a part is begun; all at submission."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiqun.engine.answers import read_answers
from jiqun.engine.definition import Edition, find_form
from jiqun.engine.findings import Facts, Outcome, assess, begun_parts

Data = dict[str, Any]
OutcomeOf = Callable[..., Outcome]
PLAN = "plan_targets"


def without_part(data: Data, edition: Edition, section: str) -> None:
    """Take every answer, and every row that its counts stand for, out of a part."""
    for field in edition.main.section_by_id[section].fields:
        data["answers"].pop(field.id, None)
        if field.rows:
            data["lists"].pop(field.rows.list, None)


def test_empty_form_is_unfilled_and_nothing_else(outcome_of: OutcomeOf) -> None:
    outcome = outcome_of({"evidence": [], "lists": {}})
    assert {f.code for f in outcome.findings} == {"required"}
    assert outcome.skipped == ()


def test_every_form_that_is_empty_is_unfilled_and_nothing_else(edition: Edition) -> None:
    for form in edition.forms.values():
        found = assess(read_answers(form, {"form": form.name})).findings
        assert {f.code for f in found} == {"required"}, form.name


def test_part_without_an_answer_is_unfilled_whatever_stands_in_the_others(
    data: Data, edition: Edition, outcome_of: OutcomeOf
) -> None:
    for section in edition.main.sections:
        rest = {**data, "answers": dict(data["answers"]), "lists": dict(data["lists"])}
        without_part(rest, edition, section.id)
        own = {field.id for field in section.fields}
        found = {f.code for f in outcome_of(rest).findings if f.at.field in own}
        assert found <= {"required"}, section.heading


def test_first_answer_of_a_part_lets_its_checks_speak(
    data: Data, edition: Edition, outcome_of: OutcomeOf
) -> None:
    section = edition.main.fields["green_work"].section
    without_part(data, edition, section)
    assert "nothing_ticked:green_work" not in keys(outcome_of(data))
    data["answers"]["co2_intensity_formula"] = "E＝∑AD×EF"
    assert "nothing_ticked:green_work" in keys(outcome_of(data))


@pytest.mark.parametrize(
    ("given", "begins"),
    [
        ({"answers": {"area_km2": "约五十"}}, "part_1"),
        ({"answers": {PLAN: [{"indicator": "co2", "unit": "万吨"}]}}, ""),
        ({"answers": {PLAN: [{"indicator": "co2", "2028": "12"}]}}, "part_8"),
        ({"lists": {"patents": [{"name": ""}]}}, ""),
        ({"lists": {"patents": [{"name": "一种枸杞干燥装置"}]}}, "part_3"),
        ({"evidence": [{"for": "green_work", "file": "a.pdf", "kind": "authority"}]}, ""),
    ],
)
def test_part_is_begun_by_what_somebody_gave(edition: Edition, given: Data, begins: str) -> None:
    data = {"form": edition.main.name, **given}
    assert begun_parts(read_answers(edition.main, data)) == ({begins} if begins else set())


def test_default_the_system_computes_begins_no_part(edition: Edition) -> None:
    statement = find_form(f"{edition.id}/onsite_statement")
    application = read_answers(edition.main, {"answers": {"cluster_name": "中宁枸杞产业集群"}})
    empty = read_answers(statement, {"form": statement.name})
    outcome = assess(empty, Facts(sources={"application": application}))
    assert outcome.values
    assert begun_parts(empty) == frozenset()
    assert {f.code for f in outcome.findings} == {"required"}


def test_finding_on_two_parts_is_reported_once_its_own_part_is_begun(
    data: Data, edition: Edition, outcome_of: OutcomeOf
) -> None:
    without_part(data, edition, "part_8")
    data["answers"]["valid_patents"] = "9999"  # what the plan's baseline is compared with
    assert {f.key for f in outcome_of(data).findings if f.at.field == PLAN} == {f"required:{PLAN}"}
    data["answers"][PLAN] = [{"indicator": "invention_patents", "baseline": "12", "2028": "20"}]
    assert any(key.startswith("plan_baseline_differs:") for key in keys(outcome_of(data)))


def test_at_submission_nothing_is_held_back(outcome_of: OutcomeOf) -> None:
    found = {f.code for f in outcome_of({}, Facts(for_submission=True)).findings}
    assert found == {"required", "nothing_ticked", "plan_indicator_missing", "declaration_missing"}


def keys(outcome: Outcome) -> set[str]:
    return {finding.key for finding in outcome.findings}
