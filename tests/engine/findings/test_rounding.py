"""A figure with too many decimals: rounded only where it keeps what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiqun.engine.definition import Address, cell
from jiqun.engine.findings import Finding, Outcome, Repair

Data = dict[str, Any]
OutcomeOf = Callable[..., Outcome]


def only(outcome: Outcome) -> Finding:
    (finding,) = (f for f in outcome.findings if f.code == "too_many_decimals")
    return finding


@pytest.mark.parametrize(
    ("field", "typed", "rounded"),
    [
        ("area_km2", "49.456", "49.46"),
        ("area_km2", "0.125", "0.13"),
        ("rd_staff_share", "3.425", "3.43"),
    ],
)
def test_figure_that_keeps_two_digits_is_rounded(
    data: Data, outcome_of: OutcomeOf, field: str, typed: str, rounded: str
) -> None:
    data["answers"][field] = typed
    finding = only(outcome_of(data))
    assert finding.repair == Repair(Address(field), rounded)
    assert finding.ways == ()
    assert finding.message.endswith(f"请四舍五入到两位小数，填写 {rounded}。")


@pytest.mark.parametrize(
    ("field", "typed", "values"),
    [
        ("rd_staff_share", "0.0342", ["3.42", "0.03"]),
        ("rd_staff_share", "0.001", ["0.10"]),
        ("cloud_share", "0.7512", ["75.12", "0.75"]),
        ("area_km2", "0.0342", ["0.03"]),
        ("area_km2", "0.001", []),
        ("cloud_share", "100.006", []),
        ("rd_staff_share", "-0.001", []),
    ],
)
def test_figure_whose_meaning_rounding_might_change_is_asked_about(
    data: Data, outcome_of: OutcomeOf, field: str, typed: str, values: list[str]
) -> None:
    data["answers"][field] = typed
    finding = only(outcome_of(data))
    assert finding.repair is None
    assert [(way.at, way.value, way.before) for way in finding.ways] == [
        (Address(field), value, typed) for value in values
    ]
    assert (" 还是 " in finding.message) is (len(values) > 1)


def test_figure_of_the_plan_is_rounded_alike(data: Data, outcome_of: OutcomeOf) -> None:
    data["answers"]["plan_targets"][5]["2028"] = "40.505"
    at = Address("plan_targets", row="co2", part="2028")
    assert only(outcome_of(data)).repair == Repair(at, "40.51")


def test_year_of_a_share_is_asked_about(data: Data, outcome_of: OutcomeOf) -> None:
    data["answers"]["sme_output_share"]["2025"] = "0.7512"
    finding = only(outcome_of(data))
    assert [way.at for way in finding.ways] == [cell("sme_output_share", "2025")] * 2
