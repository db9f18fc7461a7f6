"""Answers cut out of a text by the official words around them."""

from __future__ import annotations

import pytest

from jiqun.engine.definition import Address, Line, Slot, SourcePlace, Words
from jiqun.engine.reading.by_label.cut_answers import cut, is_empty

COUNT, NAMES = Slot(Address("count"), blank="    "), Slot(Address("names"))
PLACE = SourcePlace("x.yaml", 1)
ENTRY = (
    Line((Words("数量："), COUNT, Words("个")), "entry", PLACE),
    Line((Words("名称："), NAMES), "entry", PLACE),
)
HEADED = (
    Line((Words("智能制造试点示范建设情况（200字以内）"),), "label", PLACE),
    Line((NAMES,), "text", PLACE),
)


@pytest.mark.parametrize(
    ("text", "count", "names"),
    [
        ("数量：1个\n名称：甲、乙", "1", "甲、乙"),
        ("数量: 无 个 名称: 无", "无", "无"),
        ("数 量：12个\n名称：（国家）中心（一）", "12", "（国家）中心（一）"),
        ("数量：3\n名称：个体协会", "3", "个体协会"),
        ("数量：个\n名称：", "", ""),
        ("1个\n名称：甲", "1", "甲"),
    ],
)
def test_answers_stand_between_the_words(text: str, count: str, names: str) -> None:
    found = cut(ENTRY, text)
    assert found.texts == {COUNT: count, NAMES: names}
    assert not found.doubtful


def test_words_that_lack_are_told() -> None:
    assert cut(ENTRY, "3个\n名称：甲").missing == ["数量："]
    assert cut(ENTRY, "数量：3个\n名称：甲").missing == []


@pytest.mark.parametrize(
    "head",
    [
        "智能制造试点示范建设情况（200字以内）",
        "智能制造试点示范建设情况",
        "智能制造的试点示范建设情况",
    ],
)
def test_head_within_the_cell_is_no_part_of_the_answer(head: str) -> None:
    assert cut(HEADED, f"{head}\n建成示范线。").texts == {NAMES: "建成示范线。"}


def test_head_in_quite_other_words_leaves_the_answer_in_doubt() -> None:
    found = cut(HEADED, "Pilot projects\n建成示范线。")
    assert found.texts == {}
    assert found.doubtful == [((NAMES,), "Pilot projects\n建成示范线。")]


def test_lines_without_words_take_a_line_each_and_the_last_the_rest() -> None:
    lines = (Line((COUNT,), "figure", PLACE), Line((NAMES,), "figure", PLACE))
    assert cut(lines, "0.64\n甲=乙\n÷丙").texts == {COUNT: "0.64", NAMES: "甲=乙\n÷丙"}
    assert cut(lines, "0.64").texts == {COUNT: "0.64", NAMES: ""}


@pytest.mark.parametrize("text", ["", " \u3000\n", "____", "XX县XX产业集群", " XX县 XX产业集群"])
def test_blanks_and_hints_are_empty(text: str) -> None:
    assert is_empty(text, ("    XX县XX产业集群",))


@pytest.mark.parametrize("text", ["无", "/", "——", "0", "海原县肉牛产业集群"])
def test_what_was_written_is_not_empty(text: str) -> None:
    assert not is_empty(text, ("XX县XX产业集群",))
