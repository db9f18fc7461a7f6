"""Tokens of a formula and the errors of texts that have none."""

from __future__ import annotations

import pytest

from jiqun.engine.expressions import ExpressionError
from jiqun.engine.expressions.tokens import tokenise


def test_tokenise_typographic_signs_are_read_as_ascii() -> None:
    written = [t.text for t in tokenise("a × b ÷ c − 1 ≤ 2 ≥ 3 ≠ 4")]
    assert written == ["a", "*", "b", "/", "c", "-", "1", "<=", "2", ">=", "3", "!=", "4", ""]


def test_tokenise_range_after_number_is_not_a_decimal_point() -> None:
    assert [t.text for t in tokenise("Y-2..Y")] == ["Y", "-", "2", "..", "Y", ""]


def test_tokenise_text_keeps_position_of_its_quote() -> None:
    token = tokenise('  "是 否"')[0]
    assert (token.kind, token.text, token.position) == ("text", "是 否", 2)


def test_tokenise_name_in_another_filing_is_one_name() -> None:
    written = [(t.kind, t.text) for t in tokenise("application.total_output[Y-2] - it")]
    assert written[:2] == [("name", "application.total_output"), ("sign", "[")]


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("a.", 1, "公式里不能有“.”"),
        ("a.b.c", 3, "公式里不能有“.”"),
        ("1.b", 1, "公式里不能有“.”"),
        ("a + （b）", 4, "半角的 ("),
        ("“是”", 0, '半角的 "'),
        ('a = "是', 4, "引号没有成对"),
        ("1 + " + "9" * 31, 4, "超过30位"),
        ("1+" * 1001, 2000, "超过2000个字符"),
    ],
)
def test_tokenise_unknown_text_gives_position_and_reason(
    text: str, position: int, words: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        tokenise(text)
    assert caught.value.position == position
    assert words in caught.value.message
    assert str(caught.value).startswith(f"第{position + 1}个字符处：")
