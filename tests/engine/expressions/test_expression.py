"""The static facts of a formula, for lint."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from jiqun.engine.expressions import (
    Interval,
    NameUse,
    Need,
    ScopeValue,
    evaluate,
    evaluate_interval,
    named_value,
    needs,
    parse,
    place_named,
)
from jiqun.engine.expressions.scope import NONE
from jiqun.engine.kinds import NONE as NONE_OF_KINDS


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


GROWTH = (
    "growth(total_output[y-1]*leading_output_share[y-1], total_output[y]*leading_output_share[y])"
)


def test_none_is_the_word_of_kinds() -> None:
    assert NONE == NONE_OF_KINDS


def test_leading_growth_over_intervals_holds_the_printed_answer(
    figures: Callable[..., Any],
) -> None:
    found = evaluate_interval(parse(GROWTH), figures())
    assert isinstance(found, Interval)
    assert f"{found.low:.4f} {found.high:.4f}" == "28.5407 28.5964"


@pytest.mark.parametrize(
    ("typed", "differs"),
    [("28.57", False), ("28.54", False), ("28.60", False), ("28.53", True), ("28.61", True)],
)
def test_leading_growth_differs_only_where_the_intervals_do_not_touch(
    typed: str, differs: bool, figures: Callable[..., Any]
) -> None:
    value = Decimal(typed)
    scope = figures(field="leading_output_growth")
    scope.cells["leading_output_growth", "2025"] = ScopeValue(value, value, Interval.printed(value))
    assert evaluate_interval(parse(f"differs(it, {GROWTH})"), scope) is differs


def test_needs_lists_each_cell_once_and_what_is_missing(figures: Callable[..., Any]) -> None:
    expression = parse(
        'it > it[y-1] + unknown[y] and it[y] > 0 and given(other) and a = "x"'
        " and target(row, Y+1) > target(row, baseline)"
    )
    scope = figures(field="export_growth", row="rd_spend")
    assert needs(expression, scope) == (
        Need("export_growth", "2025", False, True),
        Need("export_growth", "2024", False, True),
        Need("unknown", "2025", False, True),
        Need("a", None, False, True),
        Need("rd_spend", "2026", True, False),
        Need("rd_spend", "baseline", True, False),
    )


@pytest.mark.parametrize(
    ("formula", "missing"),
    [
        ("little_giant_count[y] + 1", False),
        ("export_growth[y] + 1", True),
        ("export_growth[y]", True),
        ("restricted_industry", False),
        ('restricted_industry = "no"', False),
        ("restricted_industry + 1", True),
        ("1 / little_giant_count[y]", False),
    ],
)
def test_needs_missing_tells_unanswered_from_undecided(
    formula: str, missing: bool, figures: Callable[..., Any]
) -> None:
    assert any(need.missing for need in needs(parse(formula), figures())) is missing


def test_name_of_another_filing_is_a_use_of_its_source_and_no_name_of_ours() -> None:
    expression = parse("differs(verified, application.total_output[Y-1])")
    assert [(use.name, use.index, use.source) for use in expression.uses] == [
        ("verified", "", ""),
        ("total_output", "Y-1", "application"),
    ]
    assert expression.names == {"verified"}


def test_name_of_another_filing_is_read_there(figures: Callable[..., Any]) -> None:
    theirs = figures()
    theirs.cells["total_output", "2025"] = ScopeValue(Decimal(7), Decimal(7))
    scope = figures(sources={"application": theirs})
    assert evaluate(parse("application.total_output[Y]"), scope) == 7
    assert evaluate(parse("total_output[Y]"), scope) == Decimal("121.81")
    assert evaluate(parse("application.total_output[Y-9]"), scope) is None


def test_filing_that_was_not_handed_in_gives_nothing(figures: Callable[..., Any]) -> None:
    formula = parse("differs(total_output[Y], application.total_output[Y])")
    assert evaluate_interval(formula, figures()) is None
    (_, need) = needs(formula, figures())
    assert need == Need("total_output", "2025", False, True, "application")


@pytest.mark.parametrize(
    ("one", "another", "result"),
    [
        (ScopeValue("yes"), ScopeValue("no"), True),
        (ScopeValue("no"), ScopeValue("no"), False),
        (ScopeValue(("a", "b")), ScopeValue(("a",)), True),
        (ScopeValue(Decimal("1.0")), ScopeValue(Decimal(1)), False),
        (ScopeValue(NONE), ScopeValue(NONE), False),
        (ScopeValue(NONE), ScopeValue("no"), True),
        (ScopeValue(None), ScopeValue("no"), None),  # nobody answered: nothing is known
        (ScopeValue("no"), ScopeValue(""), None),
        (ScopeValue("no"), None, None),
    ],
)
def test_other_compares_two_answers_as_they_stand(
    figures: Callable[..., Any], one: ScopeValue, another: ScopeValue | None, result: bool | None
) -> None:
    scope = figures()
    scope.cells["one", None] = one
    if another is not None:
        scope.cells["another", None] = another
    for evaluated in (evaluate, evaluate_interval):
        assert evaluated(parse("other(one, another)"), scope) is result


def test_days_are_compared_by_what_is_later(figures: Callable[..., Any]) -> None:
    scope = figures()
    for name, day in (("from", 100), ("until", 101)):
        number = Decimal(day)
        scope.cells[name, None] = ScopeValue("a day", number, Interval.exactly(number))
    for evaluated in (evaluate, evaluate_interval):
        assert evaluated(parse("until < from"), scope) is False
        assert evaluated(parse("from < until"), scope) is True
        assert evaluated(parse("until < never"), scope) is None


def test_formula_that_is_but_a_name_gives_what_stands_there(figures: Callable[..., Any]) -> None:
    scope = figures()
    value = named_value(parse("restricted_industry"), scope)
    assert value is not None
    assert value.shown == "否"
    assert named_value(parse("sme_employees + 1"), scope) is None
    assert named_value(parse("nowhere"), scope) is None


def test_formula_that_is_but_a_name_has_a_place(figures: Callable[..., Any]) -> None:
    scope = figures(field="total_output")
    assert place_named(parse("total_output[Y-2]"), scope) == ("total_output", "2023")
    assert place_named(parse("application.total_output[Y]"), scope) == ("total_output", "2025")
    assert place_named(parse("it"), scope) == ("total_output", "2025")
    assert place_named(parse("total_output[Y] * 2"), scope) is None
