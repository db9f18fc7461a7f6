"""Every function over intervals holds what it gives for any true figures inside them."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.engine.expressions import Interval, evaluate, evaluate_interval, parse

FORMULAS = [
    "a + b - c",
    "a * b / c",
    "-a * (b - c) ^ 3",
    "(a - b) ^ 2 + abs(c)",
    "a * b% + 12.5%",
    "sum(a, b, c) / mean(a, b, c)",
    "min(a, b, c) - max(a, b)",
    "growth(a * b, c)",
    "share(a, b + c)",
    "compound_growth(a, b, c)",
    "root_growth(a, b, 2) + root_growth(b, c, 3)",
    "year(a * b) - year(c)",
    "round(a / b, 2) + round_up(a * c, 1) - round_down(b, 0)",
]
CONDITIONS = [
    "a < b or c > b",
    "a * b <= c and not b >= c",
    "a = b or a != c",
    "a - b > 1 and a + b = c",
]

_PLACES = st.decimals(-150, 10**6, places=2)


@st.composite
def _printed(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """What a printed number stands for, and a true figure that prints so."""
    value = draw(_PLACES)
    hidden = draw(st.integers(-5000, 4999))
    return Interval.printed(value), value + Decimal(hidden).scaleb(-6)


_THREE = st.fixed_dictionaries({name: _printed() for name in "abc"})


@pytest.mark.slow
@pytest.mark.parametrize("formula", FORMULAS)
@given(figures=_THREE)
def test_function_of_true_figures_lies_in_the_interval(
    formula: str, figures: dict[str, tuple[Interval, Decimal]], figures_of: Callable[..., Any]
) -> None:
    scope = figures_of({n: f[0] for n, f in figures.items()}, {n: f[1] for n, f in figures.items()})
    bounds = evaluate_interval(parse(formula), scope)
    true = evaluate(parse(formula), scope)
    if bounds is None:
        return
    assert isinstance(bounds, Interval)
    assert isinstance(true, Decimal)
    assert bounds.holds(true)


@pytest.mark.parametrize("condition", CONDITIONS)
@given(figures=_THREE)
def test_condition_over_intervals_never_contradicts_true_figures(
    condition: str, figures: dict[str, tuple[Interval, Decimal]], figures_of: Callable[..., Any]
) -> None:
    scope = figures_of({n: f[0] for n, f in figures.items()}, {n: f[1] for n, f in figures.items()})
    told = evaluate_interval(parse(condition), scope)
    assert told is None or told is evaluate(parse(condition), scope)


@pytest.mark.parametrize(
    ("condition", "a", "b", "expected"),
    [
        ("a < b", ("1", "2"), ("3", "4"), True),
        ("a < b", ("1", "3"), ("3", "4"), None),
        ("a <= b", ("1", "3"), ("3", "4"), True),
        ("a < b", ("3", "4"), ("1", "3"), False),
        ("a > b", ("3", "4"), ("1", "2"), True),
        ("a >= b", ("1", "3"), ("2", "4"), None),
        ("a >= b", ("1", "2"), ("3", "4"), False),
        ("a = b", ("2", "2"), ("2", "2"), True),
        ("a = b", ("1", "2"), ("2", "3"), None),
        ("a = b", ("1", "2"), ("3", "4"), False),
        ("a != b", ("1", "2"), ("3", "4"), True),
        ("a != b", ("1", "2"), ("2", "3"), None),
        ("differs(a, b)", ("1", "2"), ("2", "3"), False),
        ("differs(a, b)", ("1", "2"), ("2.01", "3"), True),
        ("differs(a, b)", ("2.01", "3"), ("1", "2"), True),
    ],
)
def test_comparison_of_intervals_is_true_false_or_undecided(
    condition: str,
    a: tuple[str, str],
    b: tuple[str, str],
    expected: bool | None,
    figures_of: Callable[..., Any],
) -> None:
    bounds = {"a": Interval(*map(Decimal, a)), "b": Interval(*map(Decimal, b))}
    scope = figures_of(bounds, {"a": Decimal(a[0]), "b": Decimal(b[0])})
    assert evaluate_interval(parse(condition), scope) is expected


_ENDS = [Decimal(n) for n in range(4)]
_RANGES = [(low, high) for low, high in product(_ENDS, _ENDS) if low <= high]
_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


@pytest.mark.parametrize("sign", _COMPARISONS)
def test_comparison_says_what_all_pairs_of_numbers_say_and_nothing_where_they_disagree(
    sign: str, figures_of: Callable[..., Any]
) -> None:
    # All ways two ranges can lie: apart, touching, overlapping, one in the other, single numbers.
    condition = parse(f"a {sign} b")
    for a, b in product(_RANGES, _RANGES):
        said = {_COMPARISONS[sign](x, y) for x, y in product(_numbers_in(a), _numbers_in(b))}
        scope = figures_of({"a": Interval(*a), "b": Interval(*b)}, {"a": a[0], "b": b[0]})
        expected = said.pop() if len(said) == 1 else None
        assert evaluate_interval(condition, scope) is expected, (a, sign, b)


def _numbers_in(bounds: tuple[Decimal, Decimal]) -> list[Decimal]:
    """Both ends and what lies between, in quarters."""
    low, high = bounds
    return [low + Decimal(n) / 4 for n in range(int(4 * (high - low)) + 1)]


@pytest.mark.parametrize(
    "formula",
    ["1 / a", "growth(a, 1)", "share(1, a)", "root_growth(a, 1, 2)", "compound_growth(b)"],
)
def test_function_without_certain_result_is_unknown(
    formula: str, figures_of: Callable[..., Any]
) -> None:
    bounds = {
        "a": Interval(Decimal("-0.01"), Decimal("0.01")),
        "b": Interval(Decimal("-100.01"), Decimal(0)),
    }
    scope = figures_of(bounds, {"a": Decimal(0), "b": Decimal("-100.01")})
    assert evaluate_interval(parse(formula), scope) is None
    assert evaluate(parse(formula), scope) is None
