"""Lint of checks: names that exist, checks that can speak, numbers that are used."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Plant = Callable[[str, str, str], int]
Tells = Callable[..., None]
TOP = "application/checks.yaml"
GENERAL, OUTPUT = "application/checks/general.yaml", "application/checks/output.yaml"
CONDITION = "condition: it < least_companies"


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        (
            "it < least_compnies",
            "公式第6个字符处：没有填报项、清单或数值“least_compnies”。",
        ),
        ("it < least_compnies", "是否想写“least_companies”？"),
        (
            "outptu[y] < 1",
            "公式第1个字符处：没有填报项、清单或数值“outptu”。是否想写“output”？",
        ),
        ("it < summary", "公式第6个字符处：填报项 summary 是 text 类，不能参与计算。"),
        ("it < output", "填报项 output 按年度填报，应写成 output[y] 或 output[Y]。"),
        ("sum(output[Y-3..Y]) < it", "填报项 output 没有2023年度。"),
        ("it < output[Y-2]", "填报项 output 没有2024年度。"),
        ("it < output_growth[y]", "填报项 output_growth 不按年度填报，不能写[y]。"),
        ("it < least_companies[y]", "数值 least_companies 没有年度，不能写[y]。"),
        ("target(co2, Y+3) > it", "没有规划指标“co2”。"),
        ("1 < 2", "条件里没有任何填报值，结果永远一样。"),
        ("it + 1", "条件应当是比较或判断，不能是一个数或一段文字。"),
        ("it <", "公式第5个字符处："),
    ],
)
def test_mistake_of_a_condition_is_told(tells: Tells, condition: str, message: str) -> None:
    tells(OUTPUT, CONDITION, f"condition: {condition}", message)


@pytest.mark.parametrize(
    ("file", "old", "new", "below", "message"),
    [
        (OUTPUT, "fields: [company_count]", "fields: [companies]", 0, "没有填报项“companies”。"),
        (OUTPUT, "fields: [company_count]", "fields: []", -3, "条件须说明对哪些填报项"),
        (
            OUTPUT,
            "periods: [Y]",
            "periods: [Y-2]",
            -4,
            "填报项 output 没有2024年度，这项校验永远用不到。",
        ),
        (OUTPUT, "level: confirm", "level: warn", 0, "“warn”不在可用的值之内"),
        (OUTPUT, "repair: growth(", "repair: growht(", 0, "公式第1个字符处："),
        (OUTPUT, "repair: growth(", "ways: [1]\n  repair: growth(", 0, "不能都写"),
        (OUTPUT, "repair: growth(output", "ways: [growth(outpu", 0, "没有"),
        (
            OUTPUT,
            "formula: growth(output[Y-1]",
            "formula: growth(outpu[Y-1]",
            0,
            "公式第8个字符处：没有",
        ),
        (
            OUTPUT,
            "repair: growth(output[Y-1]",
            "repair: growth(outpu[Y-1]",
            0,
            "公式第8个字符处：没有",
        ),
        (
            OUTPUT,
            "'{where}为{it}家",
            "'{wher}为{it}家",
            0,
            "文字第2个字符处：没有填报项、清单或数值“wher”。",
        ),
        (OUTPUT, "{output[y]}亿元", "{output}亿元", 0, "填报项 output 按年度填报"),
        (GENERAL, "rule: required", "rule: requierd", 0, "“requierd”不在可用的值之内"),
        (GENERAL, "  rule: required\n", "", -3, "校验须有“rule”或“condition”"),
        (
            GENERAL,
            "“{option}”",
            "“{optoin}”",
            0,
            "没有填报项、清单或数值“optoin”。是否想写“option”？",
        ),
        (
            GENERAL,
            "“{part}”",
            "“{patr}”",
            0,
            "没有填报项、清单或数值“patr”。是否想写“part”？",
        ),
        (GENERAL, "source: 表内注", "sorce: 表内注", 0, "不认识“sorce”。"),
        (
            GENERAL,
            "rule: option_evidence\n  message: '{where}勾选了“{option}”",
            "rule: no_chinese\n  settings: {unless: requierd}\n  message: '{where}“{excerpt}”",
            -3,
            "在它之前没有这项校验。是否想写“required”？",
        ),
    ],
)
def test_mistake_of_a_check_is_told(
    tells: Tells, file: str, old: str, new: str, below: int, message: str
) -> None:
    tells(file, old, new, message, below)


def test_part_of_one_page_without_words_for_overflow_is_told(tells: Tells) -> None:
    message = "有须在一页之内的栏目，缺少校验 page_overflow（rule: elsewhere）。"
    tells(GENERAL, "code: page_overflow", "code: overflow", message, elsewhere=f"{TOP} 第2行")


def test_check_written_twice_for_the_same_fields_is_told(plant: Plant, tells: Tells) -> None:
    plant(OUTPUT, "fields: [company_count]", "fields: [output]\n  periods: [Y]")
    message = "校验 output_dropped 对同样的填报项写了两次，另一处在application"
    condition = "output[y] < output[y-1] * (1 - largest_drop / 100)"
    plant(OUTPUT, "condition: it < least_companies", f"condition: {condition}")
    tells(OUTPUT, "code: too_few_companies", "code: output_dropped", message)


@pytest.mark.parametrize(
    ("old", "new", "below", "message"),
    [
        ("unit: 家, source", "unit: '', source", 0, "数值 least_companies 没有单位。"),
        ("source: 申请通知第五条", "source: ''", 0, "数值 least_companies 没有依据。"),
        ("unit: 家, ", "", 0, "缺少“unit”。"),
        ("value: 5", "value: 五", 0, "“五”应当是数字。"),
        ("files:", "  spare: {value: 1, unit: 家, source: 无}\nfiles:", 0, "数值 spare 没有被任何"),
        ("[general, output]", "[general, output, none]", 0, "没有这个文件。"),
        ("[general, output]", "[general]", 0, "文件 checks/output.yaml 没有列入 files。"),
        ("[general, output]", "[general, output, output]", 0, "文件 checks/output.yaml 写了两次。"),
    ],
)
def test_mistake_of_numbers_and_files_is_told(
    tells: Tells, old: str, new: str, below: int, message: str
) -> None:
    gone = "application/checks/none.yaml" if "none" in new else ""
    tells(TOP, old, new, message, below, gone)


@pytest.mark.parametrize(
    ("rule", "settings", "message"),
    [
        ("declaration", "signatory: x, date: filled_on, scan: filled_on", "没有填报项“x”。"),
        ("total_length", "section: part_9, limit: largest_drop", "没有栏目“part_9”。"),
        ("repeated_text", "least: smallest", "没有数值“smallest”。"),
    ],
)
def test_setting_that_points_nowhere_is_told(
    tells: Tells, rule: str, settings: str, message: str
) -> None:
    new = f"rule: {rule}\n  settings: {{{settings}}}"
    tells(GENERAL, "rule: required", new, message, 1)


def test_count_that_nobody_uses_is_told(tells: Tells) -> None:
    counts = "counts:\n  all: {list: brands, unit: 项}\nfiles: [general"
    tells(TOP, "files: [general", counts, "清单计数 all 没有被任何公式或文字用到。", 1)


def test_rule_with_a_repair_is_told(tells: Tells) -> None:
    planted = "rule: door\n  repair: least_companies"
    tells(GENERAL, "rule: door", planted, "自行给出改法", elsewhere=f"{GENERAL} 第13行")
