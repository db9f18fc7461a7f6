"""Figures that fail the standard a call asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiqun.engine.findings import Facts, Outcome

Data = dict[str, Any]
OutcomeOf = Callable[..., Outcome]
ASKED = Facts(explained_standard="national-2022")
CODE = "standard_not_met"


def found(outcome: Outcome) -> list[str]:
    return [finding.key for finding in outcome.findings if finding.code == CODE]


@pytest.mark.parametrize(
    ("changes", "keys"),
    [
        ({}, []),
        ({"area_km2": "100.00"}, []),
        ({"area_km2": "100.01"}, [f"{CODE}:area_km2"]),
        ({"area_km2": "无"}, []),
        ({"total_output": {"2023": "39.99", "2024": "89.02", "2025": "121.81"}}, ["total_output"]),
        ({"restricted_industry": "yes"}, []),  # a veto is an error of its own
    ],
)
def test_each_figure_that_fails_is_asked_for(
    data: Data, outcome_of: OutcomeOf, changes: Data, keys: list[str]
) -> None:
    data["answers"] |= changes
    keys = [key if ":" in key else f"{CODE}:{key}:2025" for key in keys]
    assert found(outcome_of(data, ASKED)) == keys
    assert found(outcome_of(data)) == []
    assert found(outcome_of(data, Facts(explained_standard="yunnan-2022"))) == []


def test_several_ways_to_meet_it_are_one_finding_on_the_first(
    data: Data, outcome_of: OutcomeOf
) -> None:
    for name in ("single_champion_count", "little_giant_count"):
        data["answers"][name] = {"2023": "0", "2024": "0", "2025": "0"}
    for name in ("specialised_sme_count", "innovative_sme_count", "high_tech_count"):
        data["answers"][name] = {"2023": "1", "2024": "1", "2025": "1"}
    assert found(outcome_of(data, ASKED)) == [f"{CODE}:single_champion_count:2025"]


def test_explanation_lapses_with_any_figure_of_the_requirement(
    data: Data, outcome_of: OutcomeOf
) -> None:
    data["answers"]["total_output"] = {"2023": "39.99", "2024": "89.02", "2025": "121.81"}
    (finding,) = [one for one in outcome_of(data, ASKED).findings if one.code == CODE]
    assert {key for key, _ in finding.figures} >= {f"total_output:{y}" for y in (2023, 2024, 2025)}
    assert "39.99" in finding.message and "国家中小企业特色产业集群认定标准" in finding.message
