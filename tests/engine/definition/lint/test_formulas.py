"""Lint of formulas of computed values: names that exist, no circles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Plant = Callable[[str, str, str], int]
Tells = Callable[..., None]
PART = "application/parts/part_2.yaml"
FORMULA = "formula: growth(output[Y-1], output[Y])"


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        (
            "growth(output[Y-1], outptu[Y])",
            "公式第21个字符处：没有填报项、清单或数值“outptu”。",
        ),
        ("growth(output[Y-1], output[Y-3])", "公式第21个字符处：填报项 output 没有2023年度。"),
        ("growth(output[Y-1]", "公式第"),
        ("output_growth + 1", "公式循环：output_growth → output_growth，谁也算不出来。"),
    ],
)
def test_mistake_of_a_formula_is_told(tells: Tells, formula: str, message: str) -> None:
    tells(PART, FORMULA, f"formula: {formula}", message)


def test_formulas_that_go_round_in_a_circle_are_told(plant: Plant, tells: Tells) -> None:
    plant(PART, FORMULA, "formula: brand_count + company_count[Y]")
    message = "公式循环：output_growth → brand_count → output_growth，谁也算不出来。"
    tells(PART, "evidence: list", "evidence: list\n    formula: output_growth * 2", message, -11)


def test_default_that_names_no_field_is_told(tells: Tells) -> None:
    new = "limit: 100\n    default: '{output[Y]}，{brand_nmaes}'"
    tells(
        PART,
        "limit: 100",
        new,
        "文字第14个字符处：没有填报项、清单或数值“brand_nmaes”。",
        1,
    )
