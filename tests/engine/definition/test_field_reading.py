"""Fields read from their entries: tables of rows, numbers, conditions, words, sources, facts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jiqun.engine.definition import Address, Edition, Form, lint, load_edition
from jiqun.engine.definition.form import Range

TABLES = Path(__file__).parents[1] / "editions" / "gansu-2026"
ONE, TWO, FORM = "review/parts/part_1.yaml", "review/parts/part_2.yaml", "review/form.yaml"

Plant = Callable[[str, str, str], tuple[Path, int]]
Tells = Callable[..., None]


@pytest.fixture(scope="module")
def gansu() -> Edition:
    return load_edition(TABLES)


@pytest.fixture(scope="module")
def review(gansu: Edition) -> Form:
    return gansu.forms["review"]


def text(formula: object) -> str | None:
    return getattr(formula, "text", None)


def test_columns_of_a_table_are_fields_of_their_own(review: Form) -> None:
    table = review.fields["reviewers"]
    assert [(c.id, c.kind.id, c.required) for c in table.columns] == [
        ("name", "person", "yes"),
        ("phone", "phone", "yes"),
        ("county", "division", "yes"),
        ("specialty", "industry", "no"),
        ("arrived", "datetime", "no"),
    ]
    column = table.column("name")
    assert column is not None and column.place.file == TWO
    assert table.column("odd") is None


def test_number_of_rows_is_two_numbers_or_two_formulas(review: Form) -> None:
    table, marks = review.fields["reviewers"], review.fields["marks"]
    assert (text(table.least), text(table.most)) == ("1", "3")
    assert (text(marks.least), marks.most) == ("least_reviews", None)
    assert (review.fields["figures"].least, review.fields["figures"].most) == (None, None)


@pytest.mark.parametrize(
    ("written", "least", "most"), [("2..", "2", None), ("..9", None, "9"), ("0..0", "0", "0")]
)
def test_number_may_be_open_at_either_end(
    plant_in_tables: Plant, written: str, least: str | None, most: str | None
) -> None:
    folder, _ = plant_in_tables(TWO, "number: 1..3", f"number: {written}")
    table = load_edition(folder).forms["review"].fields["reviewers"]
    assert (text(table.least), text(table.most)) == (least, most)


def test_given_row_says_what_it_is_about_with_its_year(review: Form) -> None:
    row = review.fields["figures"].given_row("output_before")
    assert row is not None
    assert (row.label, text(row.of)) == ("总产值（亿元）2024年", "application.output[Y-1]")
    assert row.like is not None and row.like.id == "output"
    told = review.fields["figures"].given_row("blacklisted")
    assert told is not None and "cluster_name" in str(text(told.says))
    assert review.fields["figures"].given_row("nowhere") is None


def test_column_like_the_row_asks_what_the_field_of_the_row_asks(review: Form) -> None:
    asked = {
        row.id: review.question(Address("figures", row=row.id, part="verified"))
        for row in review.fields["figures"].given
    }
    kinds = {row: field.kind.id for row, field in asked.items() if field}
    assert kinds == {
        "output_before": "decimal",
        "output_now": "decimal",
        "companies": "count",
        "blacklisted": "yes_no",
    }
    output = asked["output_now"]
    assert output is not None
    assert (output.label, output.unit, output.none_allowed) == ("核对值", "亿元", True)
    assert output.range != Range()
    assert output.words == ("无法核实",)


def test_place_without_a_question_has_none(review: Form) -> None:
    assert review.question(Address("figures", row="output_now", part="odd")) is None
    assert review.question(Address("nowhere")) is None
    reason = review.question(Address("figures", row="output_now", part="reason"))
    assert reason is not None and reason.kind.id == "text"


def test_condition_under_which_an_answer_is_required_is_read(review: Form) -> None:
    field, column = review.fields["why_not"], review.fields["marks"].column("basis")
    assert (field.required, text(field.required_if)) == ("if", 'passed = "no"')
    assert column is not None and text(column.required_if) == "points < 6"
    assert review.fields["passed"].required_if is None


def test_source_is_the_form_before_it_and_a_fact_may_be_words(gansu: Edition, review: Form) -> None:
    assert {name: form.id for name, form in review.sources.items()} == {
        "application": "application"
    }
    assert gansu.main.sources == {}
    assert [(f.name, f.is_text) for f in review.facts.values()] == [
        ("review_number", True),
        ("least_reviews", False),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (TWO, "number: 1..3", "number: 三", "“三”不是个数的范围，应写成 1..20、2.. 或 least、most"),
        (TWO, "number: 1..3", "number: 1..x", "“1..x”不是个数的范围"),
        (TWO, "least: least_reviews", "least: 'least_reviews +'", "公式第16个字符处"),
        (TWO, "least: least_reviews", "fewest: '2'", "不认识“fewest”。"),
        (TWO, "like: row,", "like: column,", "“column”不在可用的值之内：row"),
        (TWO, "like: row,", "like: row, kind: text,", "不认识“kind”。"),
        (TWO, "required: if points < 6", "required: if points <", "公式第"),
        (TWO, "required: if points < 6", "required: perhaps", "“perhaps”不在可用的值之内"),
        (TWO, "kind: person", "kind: targets", "（targets）不能作表格的列的类型"),
        (TWO, "kind: person", "kind: rows", "（rows）不能作表格的列的类型"),
        (
            TWO,
            "of: application.company_count",
            "of: application.companies",
            "没有填报项“comp",
        ),
        (TWO, "of: application.company_count", "of: company_count", "应写成一个来源的填报项"),
        (TWO, "of: application.company_count", "of: '1 + 1'", "应写成一个来源的填报项"),
        (TWO, "says: '{application.cluster", "says: '{application.cluster ", "文字第"),
        (TWO, "words: [无法核实]", "words: 无法核实", "这里应当是一个列表。"),
        (ONE, 'if passed = "no"', "if passed == no", "公式第"),
        (FORM, "{application: application}", "{application: review}", "在此之前没有表“review”"),
        (FORM, "{application: application}", "{App-1: application}", "“App-1”不能作名字"),
        (FORM, "kind: text", "kind: word", "“word”不在可用的值之内：number、text"),
    ],
)
def test_mistake_in_a_table_is_told_with_file_and_line(
    tells_in_tables: Tells, file: str, old: str, new: str, message: str
) -> None:
    tells_in_tables(file, old, new, message)


def test_edition_with_tables_is_sound() -> None:
    assert [str(m) for m in lint(TABLES)] == []
