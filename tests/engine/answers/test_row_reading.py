"""Rows 多行 read at the door: by the kinds of their columns, and what does not fit is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jiqun.engine.answers import (
    Answers,
    by_address,
    digest,
    from_addresses,
    join_answers,
    read_answers,
    reading_groups,
    write_answers,
)
from jiqun.engine.answers.row_reading import MOST_ROWS
from jiqun.engine.definition import Address, Form, parse_place
from jiqun.engine.findings import assess

Fill = Callable[..., Answers]

MA = {"name": "马建军", "phone": "0932-8212345", "county": "安定区", "arrived": "2026-4-13 8:50"}


def at(row: object, column: str, field: str = "reviewers") -> Address:
    return Address(field, row=str(row), part=column)


def test_added_rows_are_numbered_and_read_by_the_kinds_of_their_columns(fill: Fill) -> None:
    answers = fill(reviewers=[MA, {"phone": "(0932)8212345"}])
    assert answers.problems == ()
    assert answers.rows == {"reviewers": ("1", "2")}
    assert answers.cells[at(1, "arrived")].value == datetime(2026, 4, 13, 8, 50)
    assert answers.cells[at(2, "phone")].value == "0932-8212345"
    assert answers.shown_at(at(1, "county")) == "安定区"
    assert at(2, "name") not in answers.cells


def test_cell_that_is_not_understood_stays_as_typed(fill: Fill, review: Form) -> None:
    answers = fill(reviewers=[{"phone": "8212345"}], marks=[{"item": "规模", "points": "8.3"}])
    phone, points = answers.cells[at(1, "phone")], answers.cells[at(1, "points", "marks")]
    assert (phone.value, phone.typed) == (None, "8212345")
    assert phone.trouble is not None and phone.trouble.code == "not_a_phone"
    assert points.trouble is not None and points.trouble.code == "out_of_range"
    assert read_answers(review, write_answers(answers)) == answers


def test_cell_of_a_given_row_is_read_as_what_the_row_is_about(fill: Fill) -> None:
    figures = {
        "output_now": {"verified": "44.0亿元"},
        "companies": {"verified": "50"},
        "blacklisted": {"verified": "否"},
        "output_before": {"verified": "无"},
    }
    answers = fill(figures=figures)
    values = {row: answers.cells[at(row, "verified", "figures")].value for row in figures}
    assert values == {
        "output_now": Decimal("44.0"),
        "companies": Decimal(50),
        "blacklisted": "no",
        "output_before": "无",  # the field it is about may be 无
    }
    troubled = fill(figures={"companies": {"verified": "50.5"}}).cells
    trouble = troubled[at("companies", "verified", "figures")].trouble
    assert trouble is not None and trouble.code == "not_an_integer"


def test_word_that_stands_for_a_value_is_taken_and_any_other_is_not(fill: Fill) -> None:
    place = at("companies", "verified", "figures")
    answers = fill(figures={"companies": {"verified": " 无法核实 "}})
    assert answers.cells[place].value == "无法核实"
    assert answers.cells[place].trouble is None
    assert answers.shown_at(place) == "无法核实"
    assert fill(figures={"companies": {"verified": "没有核实"}}).cells[place].value is None


@pytest.mark.parametrize(
    ("raw", "code", "place"),
    [
        ({"reviewers": {"1": {}}}, "wrong_shape", "reviewers"),  # a list is wanted
        ({"reviewers": "马建军"}, "wrong_shape", "reviewers"),
        ({"reviewers": ["马建军"]}, "wrong_shape", "reviewers:1"),
        ({"reviewers": [{"nmae": "马建军"}]}, "unknown_field", "reviewers:1:nmae"),
        ({"reviewers": [{"name": ["马建军"]}]}, "wrong_shape", "reviewers:1:name"),
        ({"figures": []}, "wrong_shape", "figures"),
        ({"figures": [{"verified": "1"}]}, "wrong_shape", "figures"),  # a mapping is wanted
        ({"figures": {"output_nwo": {}}}, "unknown_field", "figures:output_nwo"),
        ({"figures": {"output_now": "44"}}, "wrong_shape", "figures:output_now"),
        ({"figures": {"output_now": {"x": "1"}}}, "unknown_field", "figures:output_now:x"),
    ],
)
def test_what_has_no_place_in_a_table_is_told_and_written_back(
    review: Form, raw: dict[str, object], code: str, place: str
) -> None:
    answers = read_answers(review, {"answers": raw})
    assert [(p.code, str(p.at)) for p in answers.problems] == [(code, place)]
    written = write_answers(answers)
    assert written["answers"] == raw
    assert read_answers(review, written) == answers


def test_unknown_name_in_a_row_is_told_with_the_nearest(fill: Fill) -> None:
    (column,) = fill(reviewers=[{"nmae": "马建军"}]).problems
    (row,) = fill(figures={"output_nwo": {}}).problems
    assert (column.params["hint"], row.params["hint"]) == (
        "是否想写“name”？",
        "是否想写“output_now”？",
    )


def test_rows_beyond_the_most_are_kept_as_they_came(fill: Fill) -> None:
    rows = [{"item": str(n)} for n in range(MOST_ROWS + 1)]
    answers = fill(marks=rows)
    assert len(answers.rows["marks"]) == MOST_ROWS
    assert [p.code for p in answers.problems] == ["wrong_shape"]
    assert write_answers(answers)["answers"] == {"marks": rows}


def test_odd_entries_among_rows_stay_where_they_were(fill: Fill, review: Form) -> None:
    rows = ["x", MA, 5, {"name": "李学琴", "odd": "1"}]
    answers = fill(reviewers=rows)
    assert answers.rows["reviewers"] == ("1", "2")
    written = write_answers(answers)
    assert isinstance(written["answers"], dict)
    back = written["answers"]["reviewers"]
    assert [back[0], back[2], back[3]] == ["x", 5, {"name": "李学琴", "odd": "1"}]
    assert read_answers(review, written) == answers


def test_answers_are_kept_by_given_row_and_by_whole_table_and_come_back(
    review: Form, fill: Fill
) -> None:
    answers = fill(reviewers=[MA], figures={"output_now": {"verified": "44"}}, score="86.5")
    data = write_answers(answers)
    kept = by_address(review, data)
    assert [str(place) for place in kept] == ["score", "reviewers", "figures:output_now"]
    assert kept[parse_place(review, "figures:output_now")] == {"verified": "44"}
    assert from_addresses(review, kept)["answers"] == data["answers"]


def test_groups_read_apart_are_the_same_as_the_whole(review: Form, fill: Fill) -> None:
    figures = {"output_now": {"verified": "44"}, "odd": {}}
    data = {"reviewers": [MA, "x"], "figures": figures, "marks": [{"points": "11"}]}
    parts = [
        read_answers(review, {"answers": {name: data[name]}})
        for name in reading_groups(review)
        if name in data
    ]
    whole, joined = fill(**data), join_answers(review, parts)
    assert (joined.cells, joined.rows) == (whole.cells, whole.rows)
    assert (joined.problems, joined.leftovers) == (whole.problems, whole.leftovers)


def test_digest_is_that_of_what_stands_in_the_rows(fill: Fill) -> None:
    one, same = fill(reviewers=[MA]), fill(reviewers=[dict(reversed(MA.items()))])
    other, more = fill(reviewers=[{**MA, "name": "马建"}]), fill(reviewers=[MA, MA])
    assert digest(one) == digest(same)
    assert len({digest(answers) for answers in (one, other, more)}) == 3


_ANYTHING = st.recursive(
    st.none() | st.integers(-5, 10**6) | st.sampled_from(["", "无", "x", "5.5", "yes", "甲"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "points", "fields_seen", "output_now", "verified", "1", ""]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@example("reviewers", [{"name": 0}])
@given(st.sampled_from(["reviewers", "marks", "figures"]), _ANYTHING)
def test_anything_in_a_table_is_read_without_loss(review: Form, field: str, raw: object) -> None:
    answers = read_answers(review, {"answers": {field: raw}})
    written = write_answers(answers)
    again = read_answers(review, written)
    assert (again.cells, again.leftovers) == (answers.cells, answers.leftovers)
    assert write_answers(again) == written
    assess(answers)
