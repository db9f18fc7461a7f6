"""Names, periods, answers and three-valued logic, as they are evaluated."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from jiqun.engine.expressions import evaluate, evaluate_interval, parse
from jiqun.engine.expressions.infix import SAYINGS
from jiqun.engine.expressions.operations import OPERATIONS


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("total_output[y]", "94.72"),
        ("total_output[y-1]", "89.02"),
        ("total_output[y+1]", "121.81"),
        ("total_output[Y]", "121.81"),
        ("total_output[Y-2]", "89.02"),
        ("sum(total_output[Y-2..Y])", "305.55"),
        ("sum(total_output[y-1..y])", "183.74"),
        ("sme_employees", "18342"),
        ("it", "20.86"),
        ("it[y]", "20.86"),
        ("it[y-1]", "-5"),
        ("it[Y]", "28.57"),
        ("target(rd_spend, baseline)", "50"),
        ("target(row, Y+3)", "60"),
        ("target(row, y+2)", "55"),
        ("y", "2024"),
        ("Y", "2025"),
    ],
)
def test_name_is_read_in_its_period(
    formula: str, expected: str, figures: Callable[..., Any]
) -> None:
    scope = figures(period="2024", field="leading_output_growth", row="rd_spend")
    assert evaluate(parse(formula), scope) == Decimal(expected)


@pytest.mark.parametrize(
    "formula",
    ["it", "it[y]", "target(row, y)", "total_output[y-1]", "y", "y-1", "total_output", "unknown"],
)
def test_name_without_cell_is_unknown(formula: str, figures: Callable[..., Any]) -> None:
    scope = figures(period=None)
    assert evaluate(parse(formula + " + 0"), scope) is None
    assert evaluate_interval(parse(formula + " + 0"), scope) is None


@pytest.mark.parametrize("evaluator", [evaluate, evaluate_interval])
@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("export_growth[y] > 1", None),
        ("export_growth[y] > 1 and 1 > 2", False),
        ("1 > 2 and export_growth[y] > 1", False),
        ("export_growth[y] > 1 and 1 < 2", None),
        ("export_growth[y] > 1 or 1 < 2", True),
        ("1 < 2 or export_growth[y] > 1", True),
        ("export_growth[y] > 1 or 1 > 2", None),
        ("not export_growth[y] > 1", None),
        ("sum(export_growth[y], 1) > 0", None),
        ("differs(export_growth[y], 1)", None),
    ],
)
def test_unknown_part_decides_only_what_it_must(
    evaluator: Callable[..., Any],
    condition: str,
    expected: bool | None,
    figures: Callable[..., Any],
) -> None:
    assert evaluator(parse(condition), figures()) is expected


@pytest.mark.parametrize("evaluator", [evaluate, evaluate_interval])
@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("little_giant_count[y] + 1 = 1", True),
        ("none(little_giant_count[y])", True),
        ("none(sme_count[y])", False),
        ("given(little_giant_count[y])", False),
        ("given(sme_count[y])", True),
        ("given(restricted_industry)", True),
        ("given(unknown)", False),
        ("empty(unknown)", True),
        ("empty(green_work)", True),
        ("empty(export_growth[y])", False),
        ("ticked(chain_work)", True),
        ("ticked(green_work)", False),
        ("ticked(restricted_industry)", False),
        ('"chain_map" in chain_work', True),
        ('"other" in chain_work', False),
        ('"chain_map" in unknown', False),
        ('restricted_industry in ("yes", "no")', True),
        ('restricted_industry in ("yes", "maybe")', False),
        ('unknown in ("yes", "no")', None),
        ('restricted_industry = "no"', True),
        ('restricted_industry != "no"', False),
        ('"no" = restricted_industry', True),
        ('unknown != "no"', None),
        ('sme_count[y] = "310"', None),
        ('export_growth[y] = "无"', True),
        ("count(standards) = 2", True),
        ('mentions(restricted_industry, "maybe", "n")', True),
        ('mentions(restricted_industry, "yes", "maybe")', False),
        ('mentions(unknown, "n")', None),
        ('mentions(sme_count[y], "3")', None),
        ("known(growth(sme_count[y], enterprise_count[y]))", True),
        ("known(growth(little_giant_count[y], sme_count[y]))", False),
        ("known(export_growth[y])", False),
        ("not known(unknown + 1)", True),
        ('target(rd_spend, unit) = "万元"', True),
        ('target(rd_spend, unit) = "元"', False),
        ('target(co2, unit) = "万吨"', None),
        ("count(chain_work, green_work, sme_count[y], little_giant_count[y], unknown) = 3", True),
    ],
)
def test_condition_looks_at_the_answer_as_it_stands(
    evaluator: Callable[..., Any],
    condition: str,
    expected: bool | None,
    figures: Callable[..., Any],
) -> None:
    assert evaluator(parse(condition), figures()) is expected


def test_formula_that_is_a_name_gives_number_or_text(figures: Callable[..., Any]) -> None:
    scope = figures()
    assert evaluate(parse("restricted_industry"), scope) == "no"
    assert evaluate_interval(parse("restricted_industry"), scope) == "no"
    assert evaluate(parse("little_giant_count[y]"), scope) == 0
    assert evaluate(parse("export_growth[y]"), scope) is None
    assert evaluate(parse("chain_work"), scope) is None


def test_every_operation_can_be_evaluated_and_explained() -> None:
    assert set(SAYINGS) == set(OPERATIONS)
