"""The static facts of a formula, for lint."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

from jiqun.engine.expressions import NameUse, evaluate, parse


def test_uses_every_name_has_index_position_and_want() -> None:
    expression = parse(
        'it[y] > a[y-1] + limit and b = "x" and given(c[Y]) and target(row, Y+3) > 0'
    )
    assert expression.uses == (
        NameUse("it", "y", 0, False, "number"),
        NameUse("a", "y-1", 8, False, "number"),
        NameUse("limit", "", 17, False, "number"),
        NameUse("b", "", 27, False, "text"),
        NameUse("c", "Y", 45, False, "answer"),
        NameUse("row", "Y+3", 62, True, "number"),
    )


def test_uses_range_counts_for_each_of_its_years() -> None:
    uses = parse("1 + sum(a[Y-2..Y])").uses
    assert [(u.index, u.position) for u in uses] == [("Y-2", 8), ("Y-1", 8), ("Y", 8)]


def test_names_leave_out_it_row_years_and_plan_rows() -> None:
    expression = parse("growth(it[y-1], it[y]) + y > a + target(co2, baseline) - target(row, Y+1)")
    assert expression.names == {"a"}
    assert expression.targets == {"co2"}
    assert expression.functions == {"growth", "+", ">", "-"}


def test_expression_is_equal_by_text_and_survives_pickling(figures: Callable[..., Any]) -> None:
    expression = parse("total_output[y] * 2")
    again = pickle.loads(pickle.dumps(expression))
    assert again == expression
    assert evaluate(again, figures()) == evaluate(expression, figures())
    assert parse("1") != parse("1.0")
