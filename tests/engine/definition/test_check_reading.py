"""Checks are read once into typed objects; every mistake is told at its line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jiqun.engine.definition import CheckList, Form, Notebook, read_form
from jiqun.engine.definition.check import FREE_SETTINGS, RULE_SETTINGS, SETTINGS
from jiqun.engine.definition.check_reading import read_checks

SHIPPED = Path(__file__).parents[3] / "forms" / "ningxia-2026"
NUMBERS = """numbers:
  most: {value: 3.5, unit: 家, source: 通知第2条}
files: [all]
"""
SOUND = """- code: too_many
  level: error
  title: 太多（{Y}年）
  fields: [sme_count]
  periods: [Y-1, Y]
  condition: it > most
  formula: it > most
  message: '{where}是 {it}'
  source: 通知{Y}
  repair: most
"""


@pytest.fixture(scope="module")
def form() -> Form:
    found = read_form(SHIPPED / "application", SHIPPED, "ningxia-2026", 2025, Notebook())
    assert found is not None
    return found


def read(tmp_path: Path, form: Form, text: str) -> tuple[CheckList | None, list[str]]:
    (tmp_path / "checks").mkdir(exist_ok=True)
    (tmp_path / "checks.yaml").write_text(NUMBERS, encoding="utf-8")
    (tmp_path / "checks" / "all.yaml").write_text(text, encoding="utf-8")
    notebook = Notebook()
    return read_checks(tmp_path, tmp_path, form, notebook), [str(m) for m in notebook.mistakes]


def test_condition_is_read_with_its_numbers_and_years(tmp_path: Path, form: Form) -> None:
    found, mistakes = read(tmp_path, form, SOUND)
    assert mistakes == []
    assert found is not None
    (check,) = found.checks
    assert (check.code, check.level, check.title) == ("too_many", "error", "太多（2025年）")
    assert (check.fields, check.periods) == (("sme_count",), ("2024", "2025"))
    assert check.source == "通知2025"
    assert check.repair is not None
    assert check.repair.period is None
    assert found.numbers["most"].value == Decimal("3.5")
    assert str(check.place) == "checks/all.yaml 第1行"


def test_rows_stand_on_the_field_of_targets_and_once_has_no_year(
    tmp_path: Path, form: Form
) -> None:
    text = SOUND.replace("fields: [sme_count]", "rows: [co2]")
    text = text.replace("periods: [Y-1, Y]", "periods: once")
    text = text.replace("it > most", "target(row, Y+3) > most")
    text = text.replace("repair: most", "repair: {period: Y+3, value: most}")
    found, mistakes = read(tmp_path, form, text)
    assert mistakes == []
    assert found is not None
    (check,) = found.checks
    assert (check.fields, check.rows, check.periods) == (("plan_targets",), ("co2",), (None,))
    assert check.repair is not None
    assert check.repair.period == "2028"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("level: error", "level: fatal", 2, "不在可用的值之内"),
        ("[sme_count]", "[sme_counts]", 4, "没有填报项“sme_counts”。是否想写“sme_count”？"),
        ("periods: [Y-1, Y]", "periods: [2024]", 5, "“2024”不是年份"),
        ("periods: [Y-1, Y]", "periods: always", 5, "once"),
        ("condition: it > most", "condition: it >", 6, "公式第"),
        ("{it}'", "{it'", 8, "文字第"),
        ("repair: most", "repair: {field: nothing, value: most}", 10, "没有填报项“nothing”"),
        ("repair: most", "ways: [{field: nothing, value: most}]", 10, "没有填报项“nothing”"),
        ("repair: most", "repair: most\n  ways: [most]", 11, "不能都写"),
        ("  source", "  sauce: x\n  source", 9, "不认识“sauce”"),
        ("  fields: [sme_count]\n", "", 1, "条件须说明"),
        ("  condition: it > most\n", "", 1, "“rule”或“condition”"),
        ("  condition: it > most\n", "  rule: magic\n", 6, "不在可用的值之内"),
        ("  condition: it > most\n", "  rule: total_length\n", 1, "缺少设置“section”"),
        (
            "  condition: it > most\n",
            "  rule: door\n  settings: {advise: x}\n",
            1,
            "没有设置“advise”。是否想写“advice”？",
        ),
    ],
)
def test_mistake_is_told_at_its_line(
    tmp_path: Path, form: Form, old: str, new: str, line: int, message: str
) -> None:
    assert old in SOUND
    _, mistakes = read(tmp_path, form, SOUND.replace(old, new, 1))
    assert any(m.startswith(f"checks/all.yaml 第{line}行：") and message in m for m in mistakes), (
        mistakes
    )


def test_ways_are_read_with_the_cells_they_go_to(tmp_path: Path, form: Form) -> None:
    ways = "ways:\n    - most\n    - {field: enterprise_count, value: it}"
    found, mistakes = read(tmp_path, form, SOUND.replace("repair: most", ways))
    assert mistakes == []
    assert found is not None
    (check,) = found.checks
    assert check.repair is None
    assert [(way.field, way.value.text) for way in check.ways] == [
        (None, "most"),
        ("enterprise_count", "it"),
    ]


COUNTS = "counts:\n  inventions: {list: patents, where: {kind: 发明专利}, unit: 件}\n"


def test_count_of_rows_is_read(tmp_path: Path, form: Form) -> None:
    (tmp_path / "checks.yaml").write_text("numbers: {}\n" + COUNTS + "files: []\n", "utf-8")
    notebook = Notebook()
    count = read_checks(tmp_path, tmp_path, form, notebook).counts["inventions"]
    assert notebook.mistakes == []
    assert (count.list, count.where, count.unit) == ("patents", {"kind": "发明专利"}, "件")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("list: patents", "list: patent", "没有清单“patent”。是否想写“patents”？"),
        ("{kind: ", "{kinds: ", "清单 patents 没有列“kinds”。是否想写“kind”？"),
        ("发明专利", "发明专力", "列 kind 没有选项“发明专力”。是否想写“发明专利”？"),
        (", unit: 件", "", "缺少“unit”"),
    ],
)
def test_mistake_of_a_count_is_told(
    tmp_path: Path, form: Form, old: str, new: str, message: str
) -> None:
    text = "numbers: {}\n" + COUNTS.replace(old, new) + "files: []\n"
    (tmp_path / "checks.yaml").write_text(text, "utf-8")
    notebook = Notebook()
    read_checks(tmp_path, tmp_path, form, notebook)
    assert any(message in mistake.text for mistake in notebook.mistakes), notebook.mistakes


def test_number_without_source_and_missing_file_are_told(tmp_path: Path, form: Form) -> None:
    text = "numbers:\n  most: {value: many, unit: 家}\nfiles: [gone]\n"
    (tmp_path / "checks.yaml").write_text(text, encoding="utf-8")
    notebook = Notebook()
    read_checks(tmp_path, tmp_path, form, notebook)
    told = [str(m) for m in notebook.mistakes]
    assert any("“many”应当是数字" in m for m in told)
    assert any("缺少“source”" in m for m in told)
    assert any(m.startswith("checks/gone.yaml") and "没有这个文件" in m for m in told)


def test_settings_belong_to_rules_there_are() -> None:
    assert set(SETTINGS) <= set(RULE_SETTINGS)
    assert set(FREE_SETTINGS) <= set(RULE_SETTINGS)
