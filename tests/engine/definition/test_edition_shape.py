"""The shape of an edition: what no revision may change, told with the place; the rest is free."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from jiqun.engine.definition import Field, read_edition
from jiqun.engine.definition.edition_shape import (
    INSTEAD,
    OF_A_FIELD,
    edition_shape,
    shape_differences,
    shape_text,
)

Plant = Callable[[str, str, str], int]
FORM = "application/form.yaml"
PART_1, PART_2 = "application/parts/part_1.yaml", "application/parts/part_2.yaml"
OUTPUT = "application/checks/output.yaml"


def differences(before: Path, after: Path) -> list[str]:
    kept = shape_text(edition_shape(read_edition(before)))
    return [str(m) for m in shape_differences(kept, edition_shape(read_edition(after)))]


def test_shape_is_a_line_a_trait_with_tabs_between(small: Path) -> None:
    lines = shape_text(edition_shape(read_edition(small))).splitlines()
    assert all(line.count("\t") == 2 for line in lines)
    assert "表“application”填报项“output”\t类型\tdecimal" in lines
    assert "表“application”填报项“trade”\t选项\tmanufacturing、services" in lines


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (PART_1, "label: 集群名称", "label: 产业集群名称"),
        (PART_1, "manufacturing: 制造业", "manufacturing: 加工制造业"),
        (PART_2, "limit: 100", "limit: 200"),
        (PART_2, "range: '>0'", "range: '>1'"),
        (PART_2, "formula: growth(output[Y-1], output[Y])", "formula: output[Y]"),
        (PART_1, "kind: date\n    required: at_submission", "kind: date"),
        (OUTPUT, "it < least_companies", "it <= least_companies"),
        (OUTPUT, "level: confirm", "level: note"),
        (OUTPUT, "title: 企业数量下限", "title: 企业数量"),
        ("application/checks.yaml", "value: 30", "value: 40"),
        (OUTPUT, "- code: output_dropped", "- code: output_dropped\n  level: note\n"),
        ("application/layout/layout.yaml", "face: kai", "face: song"),
        ("edition.yaml", "title: 云南省", "title: 云南"),
    ],
)
def test_words_checks_numbers_and_layout_are_no_part_of_it(
    small: Path, copy: Path, plant: Plant, file: str, old: str, new: str
) -> None:
    if "\n  level" in new:  # a further check
        new = (
            "- code: another\n  level: note\n  title: 另一项\n  fields: [output]\n  periods: [Y]\n"
            "  condition: output[y] < 1\n  message: 另一项。\n  source: 第四条\n" + old
        )
    plant(file, old, new)
    assert differences(small, copy) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "words", "elsewhere"),
    [
        (PART_2, "kind: decimal", "kind: count", "填报项“output”的类型由“decimal”改为“count”", -2),
        (PART_2, "unit: 亿元", "unit: 万元", "填报项“output”的单位由“亿元”改为“万元”", -3),
        (
            PART_2,
            "years: [Y-1, Y]",
            "years: [Y]",
            "填报项“output”的年度由“2025、2026”改为“2026”",
            -4,
        ),
        (
            PART_1,
            "services: 服务业",
            "trading: 服务业",
            "填报项“trade”的选项由“manufacturing、services”改为“manufacturing、trading”",
            -5,
        ),
        (PART_2, "evidence: each_option", "evidence: seal", "由“each_option”改为“seal”", -3),
    ],
)
def test_change_of_a_field_is_told_at_its_line(
    small: Path, copy: Path, plant: Plant, file: str, old: str, new: str, words: str, elsewhere: int
) -> None:
    line = plant(file, old, new) + elsewhere
    told = differences(small, copy)
    assert len(told) == 1
    assert told[0].startswith(f"{file} 第{line}行：表“application”填报项")
    assert told[0].endswith(f"{words}。{INSTEAD}")


def test_field_under_another_id_is_told_as_gone_and_new(
    small: Path, copy: Path, plant: Plant
) -> None:
    line = plant(PART_2, "  summary:", "  story:")
    assert differences(small, copy) == [
        f"{FORM} 第2行：表“application”填报项“summary”没有了。{INSTEAD}",
        f"{PART_2} 第{line}行：表“application”填报项“story”是新增的。{INSTEAD}",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (OUTPUT, "code: output_dropped", "code: output_fell", "校验“output_dropped”没有了"),
        (FORM, "awarded: {", "named: {", "清单“brands”列“awarded”没有了"),
        (FORM, "[国家级, 省级]", "[国家级]", "列“level”的选项由“国家级、省级”改为“国家级”"),
        ("edition.yaml", "base_year: 2026", "base_year: 2025", "基准年度由“2026”改为“2025”"),
    ],
)
def test_ids_lists_and_years_are_part_of_it(
    small: Path, copy: Path, plant: Plant, file: str, old: str, new: str, words: str
) -> None:
    plant(file, old, new)
    assert any(words in told for told in differences(small, copy))


def test_form_that_is_gone_or_new_is_told_once(small: Path, tmp_path: Path) -> None:
    before = small.parent / "hebei-2028"
    three = Path(shutil.copytree(before, tmp_path / "hebei-2028"))
    edition = three / "edition.yaml"
    text = edition.read_text(encoding="utf-8").replace(", yearly_report]", ", visit]")
    edition.write_text(text, encoding="utf-8")
    (three / "yearly_report").rename(three / "visit")
    assert [told.partition("：")[2] for told in differences(before, three)] == [
        f"表“yearly_report”没有了。{INSTEAD}",
        f"表“visit”是新增的。{INSTEAD}",
    ]


def test_columns_and_given_rows_are_part_of_it() -> None:
    statement = read_edition(Path(__file__).parents[3] / "forms" / "ningxia-2026")
    subjects = {line.subject for line in edition_shape(statement)}
    tables = [f for f in statement.forms["onsite_statement"].fields.values() if f.columns]
    assert tables
    for table in tables:
        around = f"表“onsite_statement”填报项“{table.id}”"
        assert {f"{around}列“{column.id}”" for column in table.columns} <= subjects
        assert {f"{around}行“{row.id}”" for row in table.given} <= subjects


def test_every_attribute_of_a_field_is_of_the_shape_or_free() -> None:
    """A new attribute of a field goes into OF_A_FIELD, or its name comes in here."""
    told_by_themselves = {"id", "columns", "given", "directions", "indicators"}
    free = (
        "label place required required_if range limit rows names_for hint inside units instruction "
        "formula default note official least most month_allowed"
    )
    known = {*OF_A_FIELD, *told_by_themselves, *free.split()}
    assert known == {f.name for f in fields(Field)}
