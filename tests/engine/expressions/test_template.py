"""Messages with holes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.engine.expressions import ExpressionError, Template, parse_template


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("没有空格处", "没有空格处"),
        ("{y}年为{total_output[y]}亿元。", "2025年为121.81亿元。"),
        ("{{{sme_count[y]}}}", "{310}"),
        ("{total_output[y]*2}、{total_output[y]*2:1}、{total_output[y]:0}", "243.62、243.6、122"),
        ("{total_output[y]*2:formula}", "121.81×2＝243.62"),
        ("{restricted_industry}、{chain_work}", "否、图谱、清单"),
        (
            "{export_growth[y]:label}{export_growth[y]}{total_output[y]:unit}",
            "出口额累计增速无亿元",
        ),
        ("{export_growth[y]:0}", "无"),
        ("{total_output[y]:quantity}、{export_growth[y]:quantity}", "121.81 亿元、无"),
        ("{unknown:quantity}、{leading_output_share[y]:quantity}", "未填、81.46%"),
        ("{little_giant_count[y]}、{little_giant_count[y] + 0}", "无、0"),
        ("{unknown}、{unknown:2}、{unknown + 1}", "未填、未填、未填"),
        ("{unknown:label}{unknown:unit}、{it:label}", "unknown、sme_count"),
        ("{sme_count[y] > 1}、{sme_count[y] < 1}", "是、否"),
        ('{restricted_industry = "}:"}', "否"),
        ("{target(row, Y+3)}", "60"),
    ],
)
def test_fill_puts_figures_into_the_holes(
    text: str, expected: str, figures: Callable[..., Any]
) -> None:
    scope = figures(field="sme_count", row="rd_spend")
    assert parse_template(text).fill(scope) == expected


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("多出 } 一个", 3, "多出一个 }"),
        ("没有 {a 配上", 3, "没有配上"),
        ("没有 {a", 3, "没有配上"),
        ("套 {a {b}}", 2, "没有配上"),
        ("错在 {1 + foo(a)} 里", 8, "没有函数“foo”"),
        ("空 {}", 3, "还缺内容"),
        ("格式 {a:money}", 6, "不认识格式“money”"),
        ("格式 {a:12}", 6, "不认识格式“12”"),
        ("{a + 1:label}", 1, "只能用于一个填报项"),
    ],
)
def test_parse_template_mistake_gives_position_in_the_message(
    text: str, position: int, words: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_template(text)
    assert (caught.value.position, words in caught.value.message) == (position, True), str(
        caught.value
    )


def test_template_tells_its_names_and_where_its_holes_are() -> None:
    template = parse_template("在 {a[y]} 与 {b + it:2}")
    assert template.names == {"a", "b"}
    assert [(h.position, h.expression.text, h.format) for h in template.holes] == [
        (3, "a[y]", ""),
        (12, "b + it", "2"),
    ]


@given(text=st.text(alphabet="{}:ay1+'\"是 []", max_size=60))
def test_parse_template_any_text_raises_nothing_but_expression_error(
    text: str, figures: Callable[..., Any]
) -> None:
    try:
        template = parse_template(text)
    except ExpressionError as error:
        assert 0 <= error.position <= len(text)
        return
    assert isinstance(template, Template)
    assert isinstance(template.fill(figures()), str)


def test_parse_template_hostile_length_is_refused() -> None:
    with pytest.raises(ExpressionError):
        parse_template("{" * 5000)
    with pytest.raises(ExpressionError):
        parse_template("{'" * 1900)
