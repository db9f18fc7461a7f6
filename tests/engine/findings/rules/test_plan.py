"""The targets of the plan: there, rising, on an orderly path, mended by the smallest change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiqun.engine.findings import Finding, Outcome

Data = dict[str, Any]
OutcomeOf = Callable[..., Outcome]
PERIODS = ("baseline", "2026", "2027", "2028")


def put(data: Data, indicator: str, *values: str) -> None:
    rows = data["answers"]["plan_targets"]
    row = next((r for r in rows if r["indicator"] == indicator), None)
    if row is None:
        row = {"indicator": indicator, "direction": "other", "label": "自定", "unit": "个"}
        rows.append(row)
    for period, value in zip(PERIODS, values, strict=True):
        row[period] = value


def of(outcome: Outcome, code: str) -> list[Finding]:
    return [f for f in outcome.findings if f.code == code]


@pytest.mark.parametrize(
    ("values", "repair"),
    [
        (("10", "11", "12", "13"), None),
        (("10", "", "12", "12"), None),
        (("10", "10", "", "10"), None),
        (("13", "12", "11", "10"), None),
        (("10", "9", "12", "13"), ("2026", "10")),
        (("10", "11", "14", "13"), ("2027", "13")),
        (("13", "12", "12.50", "10"), ("2027", "12")),
        (("10", "14", "9", "13"), None),
    ],
)
def test_path_lies_in_order(
    data: Data, outcome_of: OutcomeOf, values: tuple[str, ...], repair: tuple[str, str] | None
) -> None:
    put(data, "other_1", *values)
    found = of(outcome_of(data), "plan_path_broken")
    disordered = values in (("10", "14", "9", "13"),) or repair is not None
    assert bool(found) is disordered
    if repair is not None:
        mending = found[0].repair
        assert mending is not None
        assert (mending.at.part, mending.value) == repair


def test_path_without_both_ends_is_not_judged(data: Data, outcome_of: OutcomeOf) -> None:
    put(data, "other_1", "10", "30", "20", "")
    assert of(outcome_of(data), "plan_path_broken") == []


def test_path_of_words_is_not_judged(data: Data, outcome_of: OutcomeOf) -> None:
    put(data, "other_1", "起步", "推进", "完善", "领先")
    assert outcome_of(data).findings == ()


@pytest.mark.parametrize(
    ("values", "repair"),
    [
        (("41", "44", "48", "48"), ("2028", "49")),
        (("41", "41", "43", "44"), ("2026", "42")),
        (("41", "", "", "41"), ("2028", "42")),
        (("41", "43", "42", "44"), ("2026", "")),
    ],
)
def test_quality_firms_must_rise_in_every_year_given(
    data: Data, outcome_of: OutcomeOf, values: tuple[str, ...], repair: tuple[str, str]
) -> None:
    put(data, "quality_sme_count", *values)
    (finding,) = of(outcome_of(data), "plan_target_below")
    assert finding.at.row == "quality_sme_count"
    if repair[1]:
        assert finding.repair is not None
        assert (finding.repair.at.part, finding.repair.value) == repair
    else:
        assert finding.repair is None


def test_none_is_an_answer_for_an_indicator_of_the_form(data: Data, outcome_of: OutcomeOf) -> None:
    put(data, "co2", "无", "", "", "无")
    outcome = outcome_of(data)
    assert of(outcome, "plan_indicator_missing") == []
    assert ("plan_target_weak", "co2") in [(s.code, s.at.row) for s in outcome.skipped]


def test_missing_end_is_named(data: Data, outcome_of: OutcomeOf) -> None:
    put(data, "co2", "", "", "", "40.50")
    (finding,) = of(outcome_of(data), "plan_indicator_missing")
    assert finding.at.row == "co2"
    assert "缺少2025年基准值。" in finding.message


def test_end_not_understood_is_not_missing(data: Data, outcome_of: OutcomeOf) -> None:
    put(data, "co2", "约五十", "", "", "40.50")
    assert [f.code for f in outcome_of(data).findings] == ["not_a_number"]
