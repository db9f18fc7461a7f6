"""Three-way merge of tables of rows 多行: cell by cell; no conflict loses another row."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.engine.answers import Answers, merge, read_answers, write_answers
from jiqun.engine.answers.parts import put_together, take_apart
from jiqun.engine.definition import Form

Review = Callable[..., Answers]

MA = {"name": "马建军", "phone": "0932-8212345", "county": "安定区"}
LI = {"name": "李学琴", "phone": "13995001234", "county": "临洮县"}
BAI = {"name": "白玉", "phone": "13995005678", "county": "临洮县"}


def rows_of(answers: Answers, field: str) -> Any:
    answered = write_answers(answers)["answers"]
    assert isinstance(answered, dict)
    return answered.get(field)


def test_cells_of_one_row_changed_on_two_sides_are_merged(fill: Review) -> None:
    merged = merge(
        fill(reviewers=[MA, LI]),
        fill(reviewers=[{**MA, "phone": "13995009999"}, LI]),
        fill(reviewers=[{**MA, "county": "通渭县"}, LI]),
    )
    assert merged.conflicts == ()
    changed = {**MA, "phone": "13995009999", "county": "通渭县"}
    assert rows_of(merged.answers, "reviewers") == [changed, LI]


def test_conflict_in_one_row_loses_no_other(fill: Review) -> None:
    merged = merge(
        fill(reviewers=[MA, LI]),
        fill(reviewers=[{**MA, "phone": "13995001111"}, LI]),
        fill(reviewers=[{**MA, "phone": "13995002222"}, LI, BAI]),
    )
    assert rows_of(merged.answers, "reviewers") == [{**MA, "phone": "13995001111"}, LI, BAI]
    assert [str(conflict) for conflict in merged.conflicts] == [
        "评审人员：马建军的“电话”：底稿“0932-8212345”，我方“13995001111”，对方“13995002222”。"
    ]


def test_row_that_both_sides_add_is_added_once_and_different_ones_both(fill: Review) -> None:
    merged = merge(fill(reviewers=[]), fill(reviewers=[MA, LI]), fill(reviewers=[BAI, LI]))
    assert merged.conflicts == ()
    assert rows_of(merged.answers, "reviewers") == [MA, LI, BAI]


def test_row_deleted_on_one_side_is_gone(fill: Review) -> None:
    merged = merge(fill(reviewers=[MA, LI]), fill(reviewers=[MA, LI]), fill(reviewers=[LI]))
    assert merged.conflicts == ()
    assert rows_of(merged.answers, "reviewers") == [LI]


def test_row_deleted_there_and_changed_here_stays_whole(fill: Review) -> None:
    mine = {**MA, "phone": "13995001111"}
    merged = merge(fill(reviewers=[MA, LI]), fill(reviewers=[mine, LI]), fill(reviewers=[LI]))
    assert rows_of(merged.answers, "reviewers") == [mine, LI]
    assert [(c.mine, c.theirs) for c in merged.conflicts] == [("13995001111", "")]


def test_row_named_anew_here_and_changed_there_is_a_conflict_and_no_torn_row(fill: Review) -> None:
    renamed, theirs = {**MA, "name": "马建军（组长）"}, {**MA, "phone": "13995001111"}
    merged = merge(
        fill(reviewers=[MA, LI]), fill(reviewers=[renamed, LI]), fill(reviewers=[theirs, LI])
    )
    assert rows_of(merged.answers, "reviewers") == [renamed, LI]
    assert [c.theirs for c in merged.conflicts] == ["13995001111"]


def test_two_rows_of_one_name_stay_two(fill: Review) -> None:
    twice = [{"item": "创新", "points": "8"}, {"item": "创新", "points": "6"}]
    more = [*twice, {"item": "规模", "points": "5.5", "basis": "第3号"}]
    merged = merge(fill(marks=twice), fill(marks=more), fill(marks=twice))
    assert rows_of(merged.answers, "marks") == more


def test_given_rows_are_merged_by_row_and_cell(fill: Review) -> None:
    base = {"output_now": {"verified": "44.00"}, "companies": {"verified": "50"}}
    merged = merge(
        fill(figures=base),
        fill(figures={**base, "output_now": {"verified": "44.02"}}),
        fill(figures={"output_now": {"verified": "44.05", "reason": "年报"}, "companies": {}}),
    )
    assert rows_of(merged.answers, "figures") == {
        "output_now": {"verified": "44.02", "reason": "年报"}
    }
    [conflict] = merged.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == ("44.00", "44.02", "44.05")
    assert conflict.where.label == "数据核对：总产值（亿元）2025年 核对值"
    assert str(conflict.where.at) == "figures:output_now:verified"


@pytest.mark.parametrize("odd", ["安定区", {"1": MA}, [MA, "李学琴", {}, {"phone": "1"}]])
def test_what_is_no_row_is_merged_as_it_came(fill: Review, odd: object) -> None:
    base, mine = fill(reviewers=[MA]), fill(reviewers=odd)
    merged = merge(base, mine, base)
    assert rows_of(merged.answers, "reviewers") == rows_of(mine, "reviewers")


_CELL = st.sampled_from(["", "马建军", "13995001234", "安定区", "x"])
_ROW = st.dictionaries(st.sampled_from(["name", "phone", "county", "odd"]), _CELL, max_size=4)
_ROWS = st.lists(_ROW | st.just("no row"), max_size=4)


@given(_ROWS, st.dictionaries(st.sampled_from(["output_now", "odd"]), _ROW | st.just("no row")))
def test_rows_taken_apart_and_put_together_are_the_same(
    review: Form, rows: list[object], given_rows: dict[str, object]
) -> None:
    data = {"answers": {"reviewers": rows, "figures": given_rows}}
    written = write_answers(read_answers(review, data))
    put = put_together(review, take_apart(review, written))
    assert read_answers(review, put) == read_answers(review, written)


@given(st.tuples(_ROWS, _ROWS))
def test_merge_with_what_nobody_changed_gives_the_change(
    review: Form, sides: tuple[list[object], list[object]]
) -> None:
    base, changed = (read_answers(review, {"answers": {"reviewers": rows}}) for rows in sides)
    for mine, theirs in pairwise((base, changed, base)):
        merged = merge(base, mine, theirs)
        assert merged.conflicts == ()
        assert take_apart(review, write_answers(merged.answers)) == take_apart(
            review, write_answers(changed)
        )
