"""The formula of a computed value with the numbers put in."""

from __future__ import annotations

from jiqun.engine import Answers, Edition, derivation, read_answers


def test_formula_is_told_with_the_answers_and_its_result(
    edition: Edition, example: Answers
) -> None:
    said = derivation(edition, example, "leading_output_growth", "2024")
    assert said == "(94.72×81.48%)÷(89.02×71.74%)−1＝20.85%"


def test_formula_over_empty_answers_says_what_is_not_filled_in(edition: Edition) -> None:
    empty = read_answers(edition.form, {"form": edition.form.id})
    said = derivation(edition, empty, "patents_per_10k_employees")
    assert "未填" in said and "＝" not in said


def test_field_without_a_formula_has_none(edition: Edition, example: Answers) -> None:
    assert derivation(edition, example, "total_output", "2024") == ""
