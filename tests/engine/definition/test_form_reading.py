"""Reading a form: typed fields, years counted from the base year, every mistake with its line."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from jiqun.engine.definition import (
    Form,
    Notebook,
    Option,
    Range,
    RowCount,
    SourcePlace,
    lint,
    load_edition,
    read_form,
    with_years,
)

Plant = Callable[[str, str, str], int]


@pytest.fixture
def small_form(small: Path) -> Form:
    return load_edition(small).main


def test_years_of_columns_plan_and_words_follow_the_base_year(small_form: Form) -> None:
    assert small_form.fields["output"].periods == ("2025", "2026")
    assert small_form.plan_years == ("2027", "2028", "2029")
    assert small_form.instructions[0] == "未注明年度的，填写2026年底的数据。"
    assert small_form.fields["plan_2027"].label == "2027年工作打算"


def test_field_is_read_with_all_that_is_asked(small_form: Form) -> None:
    count = small_form.fields["brand_count"]
    assert (count.kind.id, count.unit, count.section) == ("count", "个", "part_2")
    assert (count.none_allowed, count.evidence, count.required) == (True, "list", "yes")
    assert count.rows == RowCount("brands", {"level": "国家级"})
    assert small_form.fields["district"].inside == "prefecture"
    assert small_form.fields["trade"].options[1] == Option("services", "服务业")
    assert small_form.fields["filled_on"].required == "at_submission"
    assert small_form.fields["summary"].limit == 100


def test_field_knows_its_file_and_line(small_form: Form) -> None:
    assert small_form.fields["park_name"].place == SourcePlace("application/parts/part_1.yaml", 5)


def test_form_without_plan_has_no_plans_and_no_indicators(small_form: Form) -> None:
    assert (small_form.plans, dict(small_form.plan_of)) == ((), {})


def test_region_of_the_edition_is_that_of_the_form(small_form: Form) -> None:
    assert small_form.region == "530000"


@pytest.mark.parametrize(
    ("written", "read", "inside", "outside"),
    [
        ("'>0'", Range(Decimal(0), None, low_open=True), "0.01", "0"),
        ("0..100", Range(Decimal(0), Decimal(100)), "100", "100.01"),
        ("0..", Range(Decimal(0)), "0", "-0.01"),
        ("..100", Range(None, Decimal(100)), "-5", "101"),
        ("'-100..'", Range(Decimal(-100)), "-100", "-100.01"),
    ],
)
def test_range_is_read_with_its_ends(
    copy: Path, plant: Plant, written: str, read: Range, inside: str, outside: str
) -> None:
    plant("application/parts/part_2.yaml", "range: '>0'", f"range: {written}")
    found = load_edition(copy).main.fields["output"].range
    assert found == read
    assert found.holds(Decimal(inside))
    assert not found.holds(Decimal(outside))


def test_kind_with_options_of_its_own_needs_none_in_the_form(copy: Path, plant: Plant) -> None:
    given = "kind: choice\n    options:\n      yes: 是\n      no: 否\n"
    plant("application/parts/part_1.yaml", given, "kind: yes_no\n")
    assert lint(copy) == []  # its ticks on the paper and its case among what is looked at
    field = load_edition(copy).main.fields["blacklisted"]
    assert field.options == (Option("yes", "是"), Option("no", "否"))


def test_form_is_read_on_past_its_mistakes(copy: Path, plant: Plant) -> None:
    plant("application/parts/part_1.yaml", "kind: division", "kind: devision")
    plant("application/parts/part_2.yaml", "limit: 100", "limit: 一百")
    notebook = Notebook()
    form = read_form(copy / "application", copy, "yunnan-2027", 2026, notebook)
    assert form is not None
    assert len(form.fields) == 14
    assert len(notebook.mistakes) == 2


def test_words_with_years_leave_other_braces_alone() -> None:
    assert with_years("{Y}年比{Y-1}年，{name}", 2025) == "2025年比2024年，{name}"


def test_published_form_has_every_field_in_its_part(form: Form) -> None:
    assert [s.part for s in form.sections] == list(range(10))
    assert len(form.fields) == 105
    assert [s.id for s in form.sections if s.one_page] == [f"part_{n}" for n in range(1, 8)]
