"""The functions on single figures, against values worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from jiqun.engine.expressions import evaluate, parse


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("growth(80, 100)", "25"),
        ("growth(100, 80)", "-20"),
        ("share(30, 40)", "75"),
        ("compound_growth(10, 10, 10)", "10"),
        ("compound_growth(100, -50)", "0"),
        ("compound_growth(-100, 10)", "-100"),
        ("root_growth(100, 144, 2)", "20"),
        ("root_growth(100, 133.1, 3)", "10"),
        ("root_growth(100, 125, 1)", "25"),
        ("mean(1, 2, 6)", "3"),
        ("sum(1, 2, 6)", "9"),
        ("min(3, 1, 2)", "1"),
        ("max(3, 1, 2)", "3"),
        ("abs(-3)", "3"),
        ("round(2.345, 2)", "2.35"),
        ("round(-2.345, 2)", "-2.35"),
        ("round(2.5)", "3"),
        ("round_up(66.551, 2)", "66.56"),
        ("round_down(66.559, 2)", "66.55"),
        ("0.1 + 0.2", "0.3"),
        ("year(737425)", "2020"),  # 1 January, as Python counts days
        ("year(737424.99)", "2019"),
        ("99999999999999999999 * 99999999999999", "9999999999999899999900000000000001"),
    ],
)
def test_function_gives_the_exact_figure(
    formula: str, expected: str, figures: Callable[..., Any]
) -> None:
    assert evaluate(parse(formula), figures()) == Decimal(expected)


@pytest.mark.parametrize(
    "formula",
    [
        "1 / 0",
        "growth(0, 5)",
        "share(5, 0)",
        "root_growth(0, 5, 2)",
        "root_growth(-1, 5, 2)",
        "compound_growth(-101)",
        "year(0.5)",
        "year(3652060)",
        "10 ^ 9" + " ^ 9" * 8,
    ],
)
def test_function_without_result_is_unknown(formula: str, figures: Callable[..., Any]) -> None:
    assert evaluate(parse(formula), figures()) is None


def test_compound_growth_agrees_with_reading_a(figures: Callable[..., Any]) -> None:
    found = evaluate(parse("round(compound_growth(-5, 20.86, 28.57), 2)"), figures())
    assert found == Decimal("13.86")  # ∛(0.95 × 1.2086 × 1.2857) = 1.138628…
