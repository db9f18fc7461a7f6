"""Comparing editions: meaning apart from wording; years that merely move are no difference."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from jiqun.engine.definition import (
    Check,
    Column,
    Comparison,
    Criterion,
    DeclaredFact,
    Field,
    GivenRow,
    Indicator,
    NamedCount,
    RepairRule,
    RowList,
    compare_editions,
    find_editions,
    load_edition,
    new_edition,
    read_edition,
)

Plant = Callable[[str, str, str], int]
FORM, CHECKS, OUTPUT = (
    "application/form.yaml",
    "application/checks.yaml",
    "application/checks/output.yaml",
)
SHEET_1 = "application/layout/part_1.yaml"
OFFICIAL = "application/official.txt"
PART_1, PART_2 = "application/parts/part_1.yaml", "application/parts/part_2.yaml"
TABLES, FACTS = "parts/part_2.yaml", "form.yaml"
RULES, SHEET = "checks/general.yaml", "layout/part_2.yaml"
STANDARD = "standards/yunnan-2025.yaml"


@pytest.fixture
def compared(small: Path, copy: Path) -> Callable[[], Comparison]:
    """Compare the small edition with its changed copy."""
    return lambda: compare_editions(load_edition(small), load_edition(copy))


def test_edition_and_itself_do_not_differ(small: Path) -> None:
    edition = load_edition(small)
    assert compare_editions(edition, edition) == Comparison((), ())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["yunnan-2027", "ningxia-2026"])
def test_copy_moved_by_a_year_differs_in_nothing(name: str, small: Path, tmp_path: Path) -> None:
    folder = find_editions([small.parent])[name]
    before = load_edition(folder)
    new_edition(folder, tmp_path / "moved-by-one", "moved-by-one", before.base_year + 1)
    compared = compare_editions(before, load_edition(tmp_path / "moved-by-one"))
    assert [str(d) for d in (*compared.meaning, *compared.wording)] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (
            PART_2,
            "kind: decimal",
            "kind: percent",
            "填报项“output”的类型由“decimal”改为“percent”。",
        ),
        (PART_2, "unit: 亿元", "unit: 万元", "填报项“output”的单位由“亿元”改为“万元”。"),
        (PART_2, "range: '>0'", "range: 0..", "填报项“output”的范围由“大于0”改为“不小于0”。"),
        (PART_2, "limit: 100", "limit: 200", "填报项“summary”的字数上限由“100”改为“200”。"),
        (
            PART_2,
            "evidence: each_option\n",
            "\n",
            "填报项“measures”的佐证要求由“each_option”",
        ),
        (
            PART_2,
            "growth(output[Y-1], output[Y])",
            "output[Y] * 1",
            "填报项“output_growth”的公式由",
        ),
        (PART_2, "where: {level: 国家级}", "where: {level: 省级}", "填报项“brand_count”的清单由"),
        (
            PART_2,
            "      fund:",
            "      money:",
            "填报项“measures”的选项由“fund、service、training”",
        ),
        (PART_1, "at_submission", "no", "填报项“filled_on”的必填由“提交时必填”改为“选填”。"),
        (
            FORM,
            "[国家级, 省级]",
            "[国家级, 市级]",
            "清单“brands”的列“level”的选项由“国家级、省",
        ),
        (CHECKS, "value: 30", "value: 25", "数值“largest_drop”的大小由“30”改为“25”。"),
        (
            OUTPUT,
            "level: confirm",
            "level: error",
            "校验“output_dropped”的级别由“confirm”改为",
        ),
        (OUTPUT, "it < least", "it <= least", "校验“too_few_companies”的条件由"),
        (STANDARD, "value: 10", "value: 20", "的数值“least_output”由“10亿元”改为“20亿元”。"),
        (
            STANDARD,
            "status: verified",
            "status: open",
            "的要求“output”的状态由“verified”改为",
        ),
    ],
)
def test_change_of_meaning_is_told_as_meaning(
    compared: Callable[[], Comparison], plant: Plant, file: str, old: str, new: str, sentence: str
) -> None:
    plant(file, old, new)
    meaning = [str(d) for d in compared().meaning]
    assert any(sentence in told for told in meaning), meaning
    assert not any("版面" in told or "官方文本" in told for told in meaning)


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (
            PART_1,
            "label: 集群名称",
            "label: 名称",
            "填报项“park_name”的标签由“集群名称”改为",
        ),
        (PART_1, "services: 服务业", "services: 服务", "填报项“trade”的选项“services”的文字由"),
        (FORM, "没有的填写“无”", "没有就填“无”", "填报说明第2条的文字由“没有的填写“无”。”改为"),
        (OUTPUT, "请核对；属实的写明原因", "请核对", "校验“output_dropped”的文字由"),
        (STANDARD, "label: 年产值", "label: 产值", "的要求“output”的名称由“年产值”改为“产值”。"),
        (
            "application/official.txt",
            "集群名称",
            "园区名称",
            "官方文本第10行的文字由“集群名称”改为",
        ),
        (
            "application/layout/part_1.yaml",
            "[40, 40, 40, 40]",
            "[30, 50, 40, 40]",
            "版面“part_1”的样式有改动。",
        ),
        ("edition.yaml", "培育申请", "申请", "年度版的标题由"),
    ],
)
def test_change_of_words_is_told_as_wording_only(
    compared: Callable[[], Comparison], plant: Plant, file: str, old: str, new: str, sentence: str
) -> None:
    plant(file, old, new)
    found = compared()
    assert [str(d) for d in found.meaning] == []
    wording = [str(d) for d in found.wording]
    assert any(sentence in told for told in wording), wording


def test_field_that_is_new_or_gone_is_told_as_meaning(
    compared: Callable[[], Comparison], plant: Plant
) -> None:
    plant(PART_2, "  summary:", "  story:")
    told = [str(d) for d in compared().meaning]
    assert told == ["新增填报项“story”。", "取消填报项“summary”。"]


def test_year_that_does_not_move_along_is_told(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "yunnan-2028"
    new_edition(small, target, "yunnan-2028", 2027)
    path = target / "application" / "parts" / "part_2.yaml"
    text = path.read_text(encoding="utf-8").replace("years: [Y-1, Y]", "years: [Y-2, Y]", 1)
    path.write_text(text, encoding="utf-8")
    found = compare_editions(load_edition(small), load_edition(target))
    assert "填报项“output”的年度由“2025、2026”改为“2025、2027”。" in [str(d) for d in found.meaning]


def test_every_attribute_of_what_is_compared_is_known_to_the_comparison() -> None:
    """A new attribute must get a trait in edition_traits, then its name comes in here."""
    unseen = {
        Field: "id label kind section place unit periods required none_allowed range limit options "
        "evidence rows names_for hint inside level units written_by instruction formula note "
        "default official words columns given least most required_if like_row "
        "month_allowed directions indicators",
        GivenRow: "id label of says like",
        Column: "id label kind options",
        RowList: "id label columns key lowest named_by repeats dated",
        DeclaredFact: "name label unit source place is_text",
        Indicator: "id direction label unit kind",
        Check: "code level title message source place rule settings fields rows periods condition "
        "formula repair ways column as_printed",
        RepairRule: "value field period",
        NamedCount: "name list where unit",
        Criterion: "id label condition figures source status place applies",
    }
    for kind, names in unseen.items():
        assert {f.name for f in fields(kind)} == set(names.split())


@pytest.fixture
def three(small: Path, tmp_path: Path) -> Path:
    """A copy of the edition of three forms, free to be changed."""
    return Path(shutil.copytree(small.parent / "hebei-2028", tmp_path / "hebei-2028"))


def compared_with_copy(small: Path, three: Path) -> list[list[str]]:
    found = compare_editions(load_edition(small.parent / "hebei-2028"), read_edition(three))
    return [[str(d) for d in part] for part in (found.meaning, found.wording)]


def test_form_new_or_gone_is_a_difference_of_meaning(small: Path, three: Path) -> None:
    edition = three / "edition.yaml"
    text = edition.read_text(encoding="utf-8").replace(", yearly_report]", ", visit]")
    edition.write_text(text, encoding="utf-8")
    (three / "yearly_report").rename(three / "visit")
    assert compared_with_copy(small, three) == [
        ["新增表“visit”（年度报告）。", "取消表“yearly_report”（年度报告）。"],
        [],
    ]


def test_another_main_form_is_a_difference_of_meaning(small: Path, three: Path) -> None:
    edition = three / "edition.yaml"
    text = edition.read_text(encoding="utf-8")
    changed = text.replace("application, onsite_statement", "onsite_statement, application")
    edition.write_text(changed, encoding="utf-8")
    assert compared_with_copy(small, three) == [
        ["年度版的主表由“application”改为“onsite_statement”。"],
        [],
    ]


PART = "parts/part_1.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "difference", "means"),
    [
        (PART, "unit: 亿元", "unit: 万元", "填报项“output”的单位由“亿元”改为“万元”", True),
        (PART, "label: 总产值", "label: 产值", "填报项“output”的标签由“总产值”改为“产值”", False),
        ("form.yaml", "unit: '%'", "unit: 点", "已知数“growth_target”的单位由“%”改为“点”", True),
        (
            "form.yaml",
            "发展规划",
            "规划",
            "已知数“growth_target”的来源由“发展规划”改为“规划”",
            False,
        ),
        (
            "form.yaml",
            "paper: none",
            "paper: ours",
            "表的打印版式由“没有打印版式”改为“版式未经核定”",
            True,
        ),
    ],
)
def test_difference_of_another_form_than_the_main_one_names_it(
    small: Path, three: Path, file: str, old: str, new: str, difference: str, means: bool
) -> None:
    path = three / "yearly_report" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    named = [f"表“yearly_report”{difference}。"]
    assert compared_with_copy(small, three) == ([named, []] if means else [[], named])


@pytest.mark.parametrize(
    ("file", "old", "new", "difference", "means"),
    [
        (TABLES, "kind: person", "kind: text", "列“name”的类型由“person”改为“text”", True),
        (TABLES, "label: 姓名", "label: 名字", "列“name”的标签由“姓名”改为“名字”", False),
        (TABLES, "books: 账册", "books: 账簿", "列“fields_seen”的选项“books”的文字由“账册”", False),
        (TABLES, "number: 1..3", "number: 2..3", "至少几项由“1”改为“2”", True),
        (TABLES, "number: 1..3", "number: 1..4", "至多几项由“3”改为“4”", True),
        (TABLES, "if points < 6", "if points < 5", "列“basis”的必填的条件由“points < 6”", True),
        (TABLES, "if points < 6", "no", "列“basis”的必填由“有条件必填”改为“选填”", True),
        (TABLES, "[无法核实]", "[不能核实]", "列“verified”的可代替填报值的文字由“无法核实”", True),
        (TABLES, "like: row", "kind: decimal", "列“verified”的类型由“与行相同”改为“deci", True),
        (TABLES, "points / 2", "points / 4", "列“half”的公式由“points / 2”", True),
        (TABLES, "output[Y]'", "output[Y-1]'", "行“output_now”的所指的填报值由“appli", True),
        (TABLES, "{application.cluster_name}：", "", "行“blacklisted”的摘要由“{application", True),
        (TABLES, "label: 企业数量（家）", "label: 企业（家）", "行“companies”的名称由", False),
        (FACTS, "kind: text, ", "", "已知数“review_number”的类型由“文字”改为“数值”", True),
        (RULES, "  column: arrived\n", "", "校验“came_late”的列由“arrived”改为", True),
        (
            RULES,
            "[output_before, output_now,",
            "[output_now,",
            "的行或规划指标由“output_before",
            True,
        ),
        (SHEET, "[12, 24, 36,", "[12, 23, 37,", "版面“part_2”的样式有改动", False),
        (SHEET, "lead: 数据", "lead: 指标", "版面“part_2”的样式有改动", False),
    ],
)
def test_difference_in_a_table_of_rows_is_told_with_its_column_or_row(
    small: Path, tmp_path: Path, file: str, old: str, new: str, difference: str, means: bool
) -> None:
    folder = small.parent / "gansu-2026"
    copy = Path(shutil.copytree(folder, tmp_path / folder.name))
    text = (copy / "review" / file).read_text(encoding="utf-8")
    assert old in text
    (copy / "review" / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = compare_editions(load_edition(folder), read_edition(copy))
    told, other = (found.meaning, found.wording) if means else (found.wording, found.meaning)
    assert any(difference in str(one) for one in told), [str(one) for one in told]
    assert other == ()


def test_other_source_is_a_difference_of_meaning(small: Path) -> None:
    edition = load_edition(small.parent / "gansu-2026")
    review = replace(edition.forms["review"], sources={})
    found = compare_editions(edition, replace(edition, forms={**edition.forms, "review": review}))
    assert [str(one) for one in (*found.meaning, *found.wording)] == [
        "表“review”表的所引用的表由“application为application”改为（空）。"
    ]
