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
    ("values", "ways"),
    [
        (("10", "11", "12", "13"), None),
        (("10", "", "12", "12"), None),
        (("10", "10", "", "10"), None),
        (("13", "12", "11", "10"), None),
        (("10", "9", "12", "13"), {("baseline", "9"), ("2026", "10")}),
        (("10", "11", "14", "13"), {("2027", "13"), ("2028", "14")}),
        (("13", "12", "12.50", "10"), {("2026", "12.50"), ("2027", "12")}),
        (("10", "14", "9", "13"), set()),
    ],
)
def test_path_lies_in_order(
    data: Data, outcome_of: OutcomeOf, values: tuple[str, ...], ways: set[tuple[str, str]] | None
) -> None:
    put(data, "other_1", *values)
    found = of(outcome_of(data), "plan_path_broken")
    assert bool(found) is (ways is not None)
    for finding in found:
        assert finding.level == "confirm"
        assert finding.repair is None
        assert {(way.at.part, way.value) for way in finding.ways} == ways


def test_path_of_a_growth_rate_need_not_be_in_order(data: Data, outcome_of: OutcomeOf) -> None:
    put(data, "output_growth", "20.32", "17.20", "15.00", "20.82")
    assert outcome_of(data).findings == ()


def test_path_without_both_ends_is_not_judged(data: Data, outcome_of: OutcomeOf) -> None:
    put(data, "other_1", "10", "30", "20", "")
    assert of(outcome_of(data), "plan_path_broken") == []


def test_path_of_words_is_not_judged(data: Data, outcome_of: OutcomeOf) -> None:
    put(data, "other_1", "起步", "推进", "完善", "领先")
    assert outcome_of(data).findings == ()


@pytest.mark.parametrize(
    ("values", "changes"),
    [
        (("41", "44", "48", "48"), {("2027", "47"), ("2028", "49")}),
        (("41", "41", "43", "44"), {("baseline", "40"), ("2026", "42")}),
        (("41", "", "", "41"), {("baseline", "40"), ("2028", "42")}),
        (("41", "44", "1", "60"), {("2027", "45")}),
        (("41", "43", "42", "43"), set()),
    ],
)
def test_quality_firms_must_rise_in_every_year_given(
    data: Data, outcome_of: OutcomeOf, values: tuple[str, ...], changes: set[tuple[str, str]]
) -> None:
    put(data, "quality_sme_count", *values)
    (finding,) = of(outcome_of(data), "plan_target_below")
    assert finding.at.row == "quality_sme_count"
    repaired = (finding.repair,) if finding.repair else ()
    assert {(c.at.part, c.value) for c in (*repaired, *finding.ways)} == changes
    assert bool(repaired) is (len(changes) == 1)


@pytest.mark.parametrize("baseline", ["0", "0.00", "无"])
def test_rate_from_nothing_is_skipped_and_said(
    data: Data, outcome_of: OutcomeOf, baseline: str
) -> None:
    put(data, "rd_spend", baseline, "", "", "16800.00")
    outcome = outcome_of(data)
    assert of(outcome, "plan_target_below") == []
    (skipped,) = (s for s in outcome.skipped if s.code == "plan_target_below")
    assert "研发经费投入" in skipped.message
    assert "未执行“目标低于要求”校验" in skipped.message


def test_inventions_are_the_patents_or_the_rows_of_that_kind(
    data: Data, outcome_of: OutcomeOf
) -> None:
    rows = data["lists"]["patents"]
    rows[0]["kind"] = rows[1]["kind"] = "植物新品种"
    put(data, "invention_patents", str(len(rows) - 2), "", "", "600")
    assert outcome_of(data).findings == ()
    put(data, "invention_patents", str(len(rows) - 1), "", "", "600")
    (finding,) = outcome_of(data).findings
    assert (finding.code, finding.level) == ("plan_baseline_differs", "confirm")
    assert [(str(way.at), way.value) for way in finding.ways] == [
        ("plan_targets:invention_patents:baseline", str(len(rows))),
        ("plan_targets:invention_patents:baseline", str(len(rows) - 2)),
    ]


def test_unit_of_a_message_is_that_of_the_row(data: Data, outcome_of: OutcomeOf) -> None:
    row = next(r for r in data["answers"]["plan_targets"] if r["indicator"] == "co2")
    row.update(unit="吨", baseline="500000", **{"2028": "480000"})
    finding = next(f for f in outcome_of(data).findings if f.code == "plan_target_weak")
    assert "480000 吨" in finding.message
    assert "410000.00 吨" in finding.message
    assert "万吨" not in finding.message


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
