"""Tick boxes as people draw them."""

from __future__ import annotations

import pytest

from jiqun.engine.reading.by_label.tick_boxes import read_boxes

YES_NO = (("yes", "是"), ("no", "否"))
WORK = (("a", "开展甲"), ("b", "开展乙"), ("c", "开展丙"))


@pytest.mark.parametrize(
    "text",
    [
        "☑是 □否",
        "√是\n□否",
        "✓是 否",
        "✔是□否",
        "■是 □否",
        "●是 ○否",
        "☒是 ☐否",
        "×是 □否",
        "[√]是 [ ]否",
        "（√）是（ ）否",
        "□√是 □否",
        "√是 口否",
        "是☑ 否□",
        "是√ 否",
        "☑ 是 □ 否",
        "是",
    ],
)
def test_yes_is_ticked_in_every_drawing(text: str) -> None:
    boxes = read_boxes(text, YES_NO, ())
    assert boxes.ticked == {"yes"}
    assert boxes.unclear == []


@pytest.mark.parametrize("text", ["□是 □否", "○是 ○否", "□是\n□否"])
def test_empty_boxes_tick_nothing(text: str) -> None:
    boxes = read_boxes(text, YES_NO, ())
    assert (boxes.ticked, boxes.unclear, boxes.changed) == (set(), [], [])


@pytest.mark.parametrize(
    "text", ["×是 ×否", "V是 □否", "※是 □否", "是√否", "☑是 ☒否", "√是 ×否 □", "是否", "对是 □否"]
)
def test_what_nobody_can_know_is_told(text: str) -> None:
    assert read_boxes(text, YES_NO, ()).unclear


def test_marks_behind_options_are_seen_once_for_the_cell() -> None:
    boxes = read_boxes("开展甲□\n开展乙☑\n开展丙☑", WORK, ())
    assert boxes.ticked == {"b", "c"}
    boxes = read_boxes("□开展甲\n☑开展乙\n☑开展丙", WORK, ())
    assert boxes.ticked == {"b", "c"}


def test_official_words_beside_the_boxes_are_no_trouble() -> None:
    words = ("工作：", "（注：勾选需提供佐证材料）")
    boxes = read_boxes("工作：\n☑开展甲\n□开展乙\n□开展丙\n（注：勾选需提供佐证材料）", WORK, words)
    assert (boxes.ticked, boxes.unclear, boxes.changed) == ({"a"}, [], [])


def test_option_in_other_words_and_added_option_are_told() -> None:
    boxes = read_boxes("☑开展了甲\n□开展乙\n☑开展丙\n☑其他：丁", WORK, ())
    assert "c" in boxes.ticked
    assert boxes.unclear
    assert boxes.changed == ["开展甲"]


def test_cross_is_read_by_the_marks_of_the_whole_file() -> None:
    every = "×开展甲\n×开展乙\n×开展丙"
    assert read_boxes(every, WORK, (), usual="□×").ticked == {"a", "b", "c"}
    assert read_boxes(every, WORK, (), usual="√□×").unclear
    struck = read_boxes("√开展甲\n×开展乙\n√开展丙", WORK, (), usual="√×")
    assert struck.ticked == {"a", "c"}
    assert struck.unclear == ["叉号按没有选中读取，请核对"]
