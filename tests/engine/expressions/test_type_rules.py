"""What may stand where in a formula."""

from __future__ import annotations

import pytest

from jiqun.engine.expressions import ExpressionError, parse


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("a and b > 1", 0, "应当是条件，却是填报项"),
        ("not 1", 4, "应当是条件，却是数字"),
        ('"x" + 1', 0, "应当是数字，却是文字"),
        ("(a > 1) + 1", 3, "应当是数字，却是条件"),
        ('a < "x"', 2, "文字只能用"),
        ('a + 1 = "x"', 2, "文字不能与数字比较"),
        ("given(a + 1)", 8, "填报项的代号"),
        ("sum(1 > 2)", 6, "应当是数字，却是条件"),
        ('"x" in 1', 7, "填报项的代号"),
        ("given(a[y-1..y])", 6, "只能作"),
    ],
)
def test_parse_wrong_sort_of_operand_is_refused(text: str, position: int, words: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.position, words in caught.value.message) == (position, True), str(
        caught.value
    )


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("a", "answer"),
        ('"x"', "text"),
        ("a + 1", "number"),
        ("y", "number"),
        ("count(a)", "number"),
        ("a > 1", "condition"),
        ("ticked(a)", "condition"),
        ('a in ("x", "y")', "condition"),
        ('"x" in a and a != "x"', "condition"),
        ('mentions(a, "x")', "condition"),
        ("known(a / b)", "condition"),
        ("year(a)", "number"),
    ],
)
def test_parse_tells_what_a_formula_gives(text: str, gives: str) -> None:
    assert parse(text).gives == gives
