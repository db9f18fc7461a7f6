"""Conditions: evaluated at every place, spoken only when certain, with proof and repair."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from jiqun.engine.definition import Address, Edition, cell
from jiqun.engine.findings import Facts, Outcome, Repair
from jiqun.engine.findings.spots import spots

Data = dict[str, Any]
OutcomeOf = Callable[..., Outcome]


def test_every_condition_has_its_places(edition: Edition) -> None:
    places = {(s.check.code, str(s.at)) for s in spots(edition.main)}
    assert ("sme_count_exceeds", "sme_count:2023") in places
    assert ("leading_growth_differs", "leading_output_growth:2025") in places
    assert ("plan_target_weak", "plan_targets:co2") in places
    assert ("flat_series", "rd_intensity") in places
    assert ("unusual_change", "total_output:2023") not in places


@pytest.mark.parametrize(("share", "told"), [("59.79", False), ("59.78", True)])
def test_share_is_told_only_when_surely_over_twenty_points(
    data: Data, outcome_of: OutcomeOf, share: str, told: bool
) -> None:
    data["answers"]["sme_output_share"]["2023"] = share  # 79.80 the year after
    assert [f.code for f in outcome_of(data).findings] == ["unusual_change"] * told


def test_growth_from_nothing_is_a_change(data: Data, outcome_of: OutcomeOf) -> None:
    data["answers"]["enterprise_count"]["2023"] = "0"
    data["answers"]["sme_count"]["2023"] = "0"
    for name in ("specialised_sme_count", "high_tech_count", "innovative_sme_count"):
        data["answers"][name]["2023"] = "0"
    found = [(f.code, f.at.field, f.at.period) for f in outcome_of(data).findings]
    assert found == [
        ("unusual_change", "enterprise_count", "2024"),
        ("unusual_change", "sme_count", "2024"),
    ]


def test_finding_carries_formula_with_numbers_and_repair(data: Data, outcome_of: OutcomeOf) -> None:
    data["answers"]["leading_output_growth"]["2025"] = "29.57"
    data["answers"]["leading_output_cagr"] = "20.63"
    data["answers"]["plan_targets"][0]["baseline"] = "20.63"
    (finding,) = outcome_of(data).findings
    assert finding.formula == "(121.81×81.46%)÷(94.72×81.48%)−1＝28.57%"
    assert finding.repair == Repair(cell("leading_output_growth", "2025"), "28.57")
    assert finding.source.startswith("主导产业产值")


def test_figure_of_the_year_before_is_used_where_it_is_known(
    data: Data, outcome_of: OutcomeOf
) -> None:
    assert (
        outcome_of(data, Facts(figures={"leading_output_before": Decimal("56.97")})).findings == ()
    )
    (finding,) = outcome_of(data, Facts(figures={"leading_output_before": Decimal("50")})).findings
    assert (finding.code, finding.at.period) == ("leading_growth_differs", "2023")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("3.77", "3.77", "3.77"), True),
        (("12", "12.00", "12.0"), False),
        (("3.77", "3.77", "3.78"), False),
        (("0", "0", "0"), False),
        (("无", "无", "无"), False),
    ],
)
def test_flat_series_is_about_figures_as_printed(
    data: Data, outcome_of: OutcomeOf, values: tuple[str, ...], told: bool
) -> None:
    data["answers"]["rd_intensity"] = dict(zip(("2023", "2024", "2025"), values, strict=True))
    assert [f.code for f in outcome_of(data).findings] == ["flat_series"] * told


@pytest.mark.parametrize("staff", ["0", ""])
def test_division_by_nothing_is_no_finding(data: Data, outcome_of: OutcomeOf, staff: str) -> None:
    data["answers"]["sme_employees"] = staff
    assert "patents_per_10k_differs" not in [f.code for f in outcome_of(data).findings]


def test_patents_of_none_are_nought(data: Data, outcome_of: OutcomeOf) -> None:
    data["answers"]["valid_patents"] = "无"
    data["answers"]["patents_per_10k_employees"] = "0.01"
    found = {f.code: f for f in outcome_of(data).findings}
    assert found["patents_per_10k_differs"].repair == Repair(
        Address("patents_per_10k_employees"), "0.00"
    )


def test_of_several_checks_of_one_code_the_first_that_is_true_speaks(
    data: Data, outcome_of: OutcomeOf
) -> None:
    data["answers"]["total_output"]["2025"] = "1218100"  # over each of the bounds of unit_suspect
    found = [f for f in outcome_of(data).findings if f.at == cell("total_output", "2025")]
    assert [f.code for f in found] == ["unit_suspect", "unusual_change"]
    assert "像是按万元填的：折合 121.81 亿元" in found[0].message
    assert found[0].repair == Repair(cell("total_output", "2025"), "121.81")
