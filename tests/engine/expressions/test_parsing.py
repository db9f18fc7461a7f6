"""The grammar: what binds tighter, what is refused and where."""

from __future__ import annotations

import string
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.engine.expressions import ExpressionError, evaluate, evaluate_interval, explain, parse
from jiqun.engine.expressions.operations import OPERATIONS
from proofs import times


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) × 3", "9"),
        ("10 - 4 - 3", "3"),
        ("24 ÷ 4 ÷ 3", "2"),
        ("-2 ^ 2", "-4"),
        ("2 * -3", "-6"),
        ("--3", "3"),
        ("200 * 12.5%", "25"),
        ("1.10 ^ 3", "1.331"),
        ("Y - y", "0"),
    ],
)
def test_parse_arithmetic_binds_as_in_school(
    text: str, value: str, figures: Callable[..., Any]
) -> None:
    assert evaluate(parse(text), figures()) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 < 2 and 2 < 3 or 1 > 2", True),
        ("1 > 2 and (2 < 3 or 1 < 2)", False),
        ("not 1 > 2 and 2 > 1", True),
        ("not (1 < 2 and 2 < 3)", False),
        ("1 + 1 = 2", True),
        ("3 != 3.00", False),
    ],
)
def test_parse_conditions_bind_looser_than_arithmetic(
    text: str, value: bool, figures: Callable[..., Any]
) -> None:
    assert evaluate(parse(text), figures()) is value


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("", 0, "还缺内容"),
        ("1 +", 3, "还缺内容"),
        ("(1 + 2", 6, "应当是 )"),
        ("a b", 2, "多出了“b”"),
        ("1 < 2 < 3", 6, "不能连写"),
        ("1 + grwth(a, b)", 4, "是否想写“growth”"),
        ("abs(a, b)", 0, "要1个参数"),
        ("growth(a)", 8, "要2个参数"),
        ("sum()", 4, "至少1个参数"),
        ("root_growth(a, b)", 0, "和一个整数"),
        ("root_growth(a, b, 10)", 18, "1至9的整数"),
        ("round(a, 2.5)", 9, "0至10的整数"),
        ("a ^ b", 4, "1至9的整数"),
        ("total_output[2025]", 13, "基准年"),
        ("total_output[y-100]", 15, "0至99"),
        ("total_output[Y..Y-2]", 14, "从早到晚"),
        ("total_output[y..Y]", 14, "从早到晚"),
        ("total_output[Y-2..Y] + 1", 0, "只能作"),
        ("total_output[Y-2..Y]", 0, "只能作"),
        ("target(it, y)", 7, "规划指标"),
        ("target(co2)", 10, "应当是 ,"),
        ("name in (a)", 9, "带引号的文字"),
        ("mentions(a)", 10, "至少2个参数"),
        ("mentions(a, b)", 12, "应当是文字，却是填报项"),
        ('mentions("x", "y")', 9, "填报项的代号"),
        ("known(a > 1)", 8, "应当是数字，却是条件"),
        ("and", 0, "不应当是“and”"),
        ("1e5", 1, "多出了“e5”"),
    ],
)
def test_parse_mistake_gives_position_and_reason(text: str, position: int, words: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.position, words in caught.value.message) == (position, True), str(
        caught.value
    )


@pytest.mark.parametrize(
    "text",
    [
        "(" * 60 + "1" + ")" * 60,
        "-" * 60 + "1",
        "not " * 60 + "1 < 2",
        "1" + "+1" * 60,
        "abs(" * 60 + "1" + ")" * 60,
        "sum(" + "a," * 600 + "a)",
        "sum(" + ",".join("a[y-99..y+99]" for _ in range(5)) + ")",
    ],
)
def test_parse_too_deep_or_too_many_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError, match=r"层|太长"):
        parse(text)


def test_parse_at_the_limits_is_accepted(figures: Callable[..., Any]) -> None:
    assert evaluate(parse("(" * 49 + "1" + ")" * 49), figures()) == 1
    assert evaluate(parse("1" + "+1" * 49), figures()) == 50
    assert evaluate(parse("sum(" + "1," * 100 + "1)"), figures()) == 101


_FRAGMENTS = ["..", "y", "Y", "it", "row", "target", "baseline", "a", "1", "0", "9.99", '"是"']
_FRAGMENTS += ["y-1", "total_output[y]", "sme_count[Y]", "leading_output_growth[Y-2..Y]"]
_WORDS = st.sampled_from([*OPERATIONS, *"()[],%^<>=", *_FRAGMENTS])
_HOSTILE = st.one_of(
    st.text(max_size=200),
    st.text(alphabet=string.printable + "×÷−≤≥≠（）“”", max_size=200),
    st.lists(_WORDS, max_size=40).map(" ".join),
    st.lists(_WORDS, max_size=40).map("".join),
)


@pytest.mark.proof("expressions")
@settings(max_examples=times("expressions"))
@given(text=_HOSTILE)
def test_parse_any_text_raises_nothing_but_expression_error(
    text: str, figures: Callable[..., Any]
) -> None:
    try:
        expression = parse(text)
    except ExpressionError as error:
        assert 0 <= error.position <= len(text)
        assert error.message
        return
    scope = figures(field="total_output", row="rd_spend")
    evaluate(expression, scope)
    evaluate_interval(expression, scope)
    explain(expression, scope)
