"""Rows of the lists."""

import pytest

from jiqun.engine.answers import Answers, read_answers
from jiqun.engine.definition import Form, labels_of


def read_list(form: Form, list_id: str, *rows: object) -> Answers:
    return read_answers(form, {"lists": {list_id: list(rows)}})


def test_row_is_put_in_standard_form_with_columns_in_order(form: Form) -> None:
    typed = {
        "rank": 2,
        "uscc": "91350100m000100y43",
        "year": "２０２３年",
        "level": "国家",
        "number": "GB/T 1-2023",
    }
    answers = read_list(form, "standards", typed)
    assert answers.problems == ()
    assert list(answers.lists["standards"][0].items()) == [
        ("number", "GB/T 1-2023"),
        ("level", "国家"),
        ("year", "2023"),
        ("uscc", "91350100M000100Y43"),
        ("rank", "2"),
    ]


@pytest.mark.parametrize(
    ("list_id", "column", "typed", "code"),
    [
        ("standards", "level", "省级", "unknown_option"),
        ("standards", "year", "23", "not_a_date"),
        ("standards", "rank", "第一", "not_a_number"),
        ("standards", "rank", "-1", "out_of_range"),
        ("standards", "uscc", "91350100M000100Y44", "wrong_shape"),
        ("standards", "name", "标准\x00", "bad_character"),
        ("standards", "remark", "x", "unknown_field"),
        ("patents", "granted", "2021-02-30", "not_a_date"),
    ],
)
def test_cell_not_understood_is_listed_with_its_row_and_kept(
    form: Form, list_id: str, column: str, typed: str, code: str
) -> None:
    answers = read_list(form, list_id, {"name": "甲"}, {column: typed})
    [problem] = answers.problems
    assert (problem.code, problem.at.list, problem.at.row) == (code, list_id, "2")
    assert labels_of(form).where(problem.at).startswith(f"{form.lists[list_id].label}第2行")
    assert answers.lists[list_id][1] == {column: typed}


@pytest.mark.parametrize("row", ["x", ["x"], {"name": ["x"]}, {"name": True}])
def test_row_of_another_shape_is_listed_and_kept(form: Form, row: object) -> None:
    answers = read_list(form, "green", row, {"name": "甲"})
    assert [(p.code, p.at.row) for p in answers.problems] == [("wrong_shape", "1")]
    assert answers.lists["green"] == ({"name": "甲"},)
    assert answers.leftovers[0].value == row


def test_list_unknown_or_of_another_shape_is_listed(form: Form) -> None:
    answers = read_answers(form, {"lists": {"standard": [], "green": {}}})
    assert [(p.code, str(p.at)) for p in answers.problems] == [
        ("wrong_shape", "lists:green"),
        ("unknown_field", "standard"),
    ]


def test_cell_without_content_stays_empty(form: Form) -> None:
    answers = read_list(form, "green", {"name": "甲", "uscc": "", "awarded": None, "level": " "})
    assert answers.lists["green"] == ({"name": "甲", "level": "", "uscc": ""},)
    assert answers.problems == ()
