"""Formulas with the numbers put in; every printed equation is true."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiqun.engine.expressions import explain, parse

_LEADING = "total_output[{0}]*leading_output_share[{0}]"
GROWTH = f"growth({_LEADING.format('y-1')}, {_LEADING.format('y')})"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (GROWTH, "(121.81×81.46%)÷(94.72×81.48%)−1＝28.57%"),
        (f"differs(it, {GROWTH})", "28.57%≠(121.81×81.46%)÷(94.72×81.48%)−1＝28.57%"),
        (
            "compound_growth(leading_output_growth[Y-2..Y])",
            "∛((1−5%)×(1+20.86%)×(1+28.57%))−1＝13.86%",
        ),
        ("compound_growth(10, 20)", "√((1+10%)×(1+20%))−1＝14.89%"),
        ("compound_growth(it)", "28.57%"),
        (
            "root_growth(total_output[Y-2], total_output[Y], 2)",
            "√(121.81÷89.02)−1＝16.98%",
        ),
        ("root_growth(100, 200, 5)", "(200÷100)^(1÷5)−1＝14.87%"),
        ("root_growth(100, 200, 1)", "200÷100−1＝100%"),
        ("mean(leading_output_growth[Y-2..Y])", "(-5%+20.86%+28.57%)÷3＝14.81%"),
        ("total_output[y]*leading_output_share[y]", "121.81×81.46%＝99.23"),
        ("total_output[y]*leading_output_share[y]/100", "121.81×81.46%＝99.23"),
        ("total_output[y]*leading_output_share[y]%", "121.81×81.46%＝99.23"),
        ("total_output[y]/leading_output_share[y]", "121.81÷81.46%＝149.53"),
        ("leading_output_share[y]*2", "81.46%×2＝162.92%"),
        ("leading_output_share[y]/yearly_change", "81.46%÷10%＝8.15"),
        ("leading_output_share[y]^2", "(81.46%)²＝0.66"),
        ("share(sme_count[y], enterprise_count[y])", "310÷300＝103.33%"),
        ("sme_count[y]/sme_employees*10000", "310÷18342×10000＝169.01"),
        ("total_output[y]*(1+yearly_change%)^3", "121.81×(1+10%)³＝162.13"),
        ("total_output[y] * 12.5%", "121.81×12.5%＝15.23"),
        ("10 - (4 - 3)", "10−(4−3)＝9"),
        ("12 / (4 / 2)", "12÷(4÷2)＝6"),
        ("12 / (4 * 2)", "12÷(4×2)＝1.50"),
        ("-total_output[y] * 2", "(−121.81)×2＝-243.62"),
        ("2 - leading_output_growth[Y-2]", "2%−(-5%)＝7%"),
        ("round_up(total_output[y]*1.331, 2)", "进位(121.81×1.331)＝162.13"),
        ("min(total_output[Y-2..Y])", "最小值(89.02，94.72，121.81)＝89.02"),
        ("abs(leading_output_growth[Y-2])", "|-5%|＝5%"),
        ("little_giant_count[y] + 1", "0+1＝1"),
        ("export_growth[y] * 2", "无×2"),
        ("unknown * 2", "未填×2"),
        ("1 / little_giant_count[y]", "1÷0"),
        ("total_output[y]", "121.81"),
        ("sme_count[y]", "310"),
        ("Y - y", "2025−2025＝0"),
        ("count(standards)", "个数({'number': 'GB/T 1'}、{'number': 'GB/T 2'})＝2"),
    ],
)
def test_explain_formula_is_printed_with_its_result(
    formula: str, expected: str, figures: Callable[..., Any]
) -> None:
    assert explain(parse(formula), figures(field="leading_output_growth")) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("sme_count[y] > enterprise_count[y]", "310＞300"),
        ("it - it[y-1] > 20", "28.57%−20.86%＝7.71%＞20%"),
        (
            "target(rd_spend, Y+3) < target(rd_spend, baseline) * 1.10 ^ 3",
            "60＜50×1.10³＝66.55",
        ),
        ('restricted_industry != "no"', "“否”≠“no”"),
        ('restricted_industry in ("yes", "maybe")', "否属于(“yes”，“maybe”)"),
        ('"chain_map" in chain_work', "图谱、清单含“chain_map”"),
        (
            "sme_count[y] > 1 and (none(export_growth[y]) or empty(unknown))",
            "310＞1，且(为无(无)，或为空(未填))",
        ),
        ("not sme_count[y] <= 1", "非(310≤1)"),
        ('mentions(restricted_industry, "是", "否")', "否含“是”或“否”"),
        ("known(1 / sme_count[y])", "可推算(1÷310)"),
        ("total_output[y] >= export_growth[y]", "121.81≥无"),
    ],
)
def test_explain_condition_is_printed_with_both_sides(
    condition: str, expected: str, figures: Callable[..., Any]
) -> None:
    assert explain(parse(condition), figures(field="leading_output_growth")) == expected


def test_explain_beyond_the_range_of_numbers_has_no_result(figures: Callable[..., Any]) -> None:
    assert "＝" not in explain(parse("10 ^ 9" + " ^ 9" * 8), figures())


def test_figures_of_another_filing_are_put_in_and_missing_ones_said(
    figures: Callable[..., Any],
) -> None:
    formula = parse("application.total_output[Y] - total_output[Y-1]")
    assert explain(formula, figures(sources={"application": figures()})) == "121.81−94.72＝27.09"
    assert explain(formula, figures()) == "未填−94.72"
