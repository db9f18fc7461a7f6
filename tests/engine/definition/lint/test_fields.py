"""Lint of fields: ids, options, bounds, and everything a field points at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jiqun.engine.definition import lint

Plant = Callable[[str, str, str], int]
Tells = Callable[..., None]
ONE, TWO = "application/parts/part_1.yaml", "application/parts/part_2.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "below", "message"),
    [
        (ONE, "  park_name:", "  Park-Name:", 0, "编号只能用小写字母、数字和下划线"),
        (ONE, "label: 集群名称", "label: ''", 0, "park_name：没有标签。"),
        (TWO, "'{Y+1}年工作打算'", "'{Y+7}年工作打算'", 0, "plan_2027：有认不出的年份"),
        (TWO, "years: [Y-1, Y]", "years: [Y, Y]", 0, "output：同一个年份写了两次。"),
        (TWO, "years: [Y-1, Y]", "years: [2025, Y]", 0, "“2025”不是年份，应写成 Y、Y-1"),
        (TWO, "instruction: 1", "instruction: 3", 0, "output：没有第3条填报说明，共2条。"),
        (TWO, "range: '>0'", "range: '>零'", 0, "“>零”不是范围"),
        (TWO, "range: '>0'", "range: 9..1", 0, "output：范围的下限9大于上限1。"),
        (TWO, "limit: 100", "limit: 0", 0, "summary：字数上限应当大于0。"),
        (TWO, "kind: decimal", "kind: dezimal", 0, "“dezimal”不在可用的值之内"),
        (
            ONE,
            "kind: date",
            "kind: year",
            0,
            "年份（year）不能作填报项的类型，可用的类型有：text、",
        ),
        (TWO, "kind: decimal", "kind: points", 3, "points 类的填报项须用“range”写明上限"),
        (
            ONE,
            "kind: date",
            "kind: datetime\n    range: 0..9",
            1,
            "datetime 类的填报项不能有范围。",
        ),
        (
            ONE,
            "kind: choice\n    options:\n      yes: 是",
            "kind: yes_no\n    options:\n      yes: 是",
            1,
            "yes_no 类的填报项自带选项（是、否），不能另写选项。",
        ),
        (ONE, "kind: date", "kind: date\n    limit: 9", 1, "date 类的填报项不能有字数上限。"),
        (ONE, "kind: date", "kind: date\n    range: 0..9", 1, "date 类的填报项不能有范围。"),
        (
            TWO,
            "kind: decimal",
            "kind: decimal\n    month: yes",
            1,
            "decimal 类的填报项不能只填年月",
        ),
        (ONE, "kind: date", "kind: date\n    colour: red", 1, "不认识“colour”。"),
    ],
)
def test_mistake_of_a_field_itself_is_told(
    tells: Tells, file: str, old: str, new: str, below: int, message: str
) -> None:
    tells(file, old, new, message, below)


@pytest.mark.parametrize(
    ("old", "new", "below", "message"),
    [
        ("services: 服务业", "services: ''", 0, "trade：选项 services 没有标签。"),
        (
            "kind: choice\n    options:",
            "kind: text\n    options:",
            1,
            "text 类的填报项不能有选项。",
        ),
        ("kind: date", "kind: choice", -2, "filled_on：选择题没有选项。"),
        ("level: city", "level: town", 0, "“town”不在可用的值之内：city、county。"),
        ("level: city\n", "\n", -3, "prefecture：行政区划缺少“level”。"),
        ("kind: date", "kind: date\n    level: city", 1, "只有行政区划可以有“level”和“inside”。"),
        (
            "inside: prefecture",
            "inside: prefectur",
            0,
            "没有填报项“prefectur”。是否想写“prefecture”？",
        ),
        ("inside: prefecture", "inside: park_name", 0, "“park_name”不是上一级的行政区划。"),
    ],
)
def test_mistake_of_options_and_divisions_is_told(
    tells: Tells, old: str, new: str, below: int, message: str
) -> None:
    tells(ONE, old, new, message, below)


@pytest.mark.parametrize(
    ("old", "new", "below", "message"),
    [
        ("names_for: brand_count", "names_for: brands_count", 0, "是否想写“brand_count”？"),
        ("names_for: brand_count", "names_for: summary", 0, "“summary”不是数量，没有名称可列。"),
        ("{list: brands,", "{list: brand,", 0, "没有清单“brand”。是否想写“brands”？"),
        ("{level: 国家级}", "{levle: 国家级}", 0, "没有清单 brands 的列“levle”。是否想写“level”？"),
        ("{level: 国家级}", "{level: 市级}", 0, "列 level 没有选项“市级”，只有国家级、省级。"),
        ("{level: 国家级}", "{awarded: '{period}'}", 0, "这个填报项没有年度，不能用 {period}。"),
        ("limit: 100", "rows: {list: brands}", 0, "只有数量可以由清单的行数得出。"),
        ("evidence: each_option", "evidence: all", 0, "“all”不在可用的值之内"),
        ("evidence: each_option", "evidence: if_yes", 0, "没有选项 yes"),
        ("evidence: each_option", "evidence: list", 0, "要求提供清单，却没有用“rows”说明"),
        ("evidence: list", "evidence: each_option", 0, "只有选择题可以逐项要求佐证材料。"),
    ],
)
def test_pointer_to_nothing_is_told(
    tells: Tells, old: str, new: str, below: int, message: str
) -> None:
    tells(TWO, old, new, message, below)


def test_field_id_used_by_two_parts_is_told(tells: Tells) -> None:
    message = "填报项 park_name 写了两次，另一处在application/parts/part_1.yaml 第5行。"
    tells(TWO, "  summary:", "  park_name:", message)


def test_condition_on_a_count_column_that_is_no_number_is_told(plant: Plant, tells: Tells) -> None:
    plant(
        "application/form.yaml",
        "awarded: {label",
        "rank: {label: 排名, kind: count}\n      awarded: {label",
    )
    tells(TWO, "{level: 国家级}", "{rank: 前三}", "“前三”应写成整数，或 1..3、4.. 这样的范围。")


Tells = Callable[..., None]


@pytest.mark.parametrize(
    ("old", "new", "below", "message"),
    [
        ("title: 云南", "titel: 云南", 0, "不认识“titel”。是否想写“title”？"),
        ("part_1, part_2]", "part_1, part_2, part_1]", 0, "栏目 part_1 写了两次。"),
        ("[part_1, part_2]", "[part_2]", 0, "文件 parts/part_1.yaml 没有列入 sections。"),
        ("{Y}年底", "{Y-9}年底", 0, "有认不出的年份"),
        ("label: 品牌清单", "label: 品牌清单\n    key: [nmae]", 1, "清单 brands 没有列“nmae”。"),
        ("名称, kind: text", "名称, kind: number", 0, "“number”不在可用的值之内"),
        ("lists:", "lists:\n  brands: {label: 又一份, columns: {}}", 2, "“brands”写了两次。"),
    ],
)
def test_mistake_of_the_form_is_told(
    tells: Tells, old: str, new: str, below: int, message: str
) -> None:
    tells("application/form.yaml", old, new, message, below=below)


def test_missing_key_is_told_once(copy: Path) -> None:
    path = copy / "application" / "form.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("sections:", "section:"), encoding="utf-8"
    )
    texts = [m.text for m in lint(copy) if m.file.endswith("form.yaml")]
    assert texts.count("缺少“sections”。") == 1


def test_unknown_field_that_stands_again_is_told(tells: Tells) -> None:
    tells(
        "application/parts/part_2.yaml",
        "part: 2",
        "repeats: [park_nmae]\npart: 2",
        "没有填报项“park_nmae”。是否想写“park_name”？",
    )


def test_section_without_file_is_told(tells: Tells) -> None:
    tells(
        "application/form.yaml",
        "part_1, part_2]",
        "part_1, part_2, part_3]",
        "没有这个文件。",
        elsewhere="application/parts/part_3.yaml",
    )


FACT = "facts:\n  before: {label: 上年产值, unit: 亿元, source: 申报数据}\n"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("label: 上年产值", "label: ''", "已知数 before 没有名称。"),
        ("source: 申报数据", "source: ''", "已知数 before 没有来源。"),
        (", source: 申报数据", "", "缺少“source”。"),
        ("before:", "output:", "已知数 output 与填报项、清单或数值重名。"),
        ("before:", "brands:", "已知数 brands 与填报项、清单或数值重名。"),
        ("before:", "least_companies:", "已知数 least_companies 与填报项、清单或数值重名。"),
        ("before:", "Before:", "已知数 Before 的编号只能用小写字母、数字和下划线。"),
    ],
)
def test_mistake_of_a_fact_is_told(tells: Tells, old: str, new: str, message: str) -> None:
    facts = FACT.replace(old, new)
    tells("application/form.yaml", "sections:", f"{facts}sections:", message, below=1)


def test_declared_fact_may_be_named_by_formulas_and_another_not(copy: Path, plant: Plant) -> None:
    plant("application/form.yaml", "sections:", f"{FACT}sections:")
    plant("application/checks/output.yaml", "it < least_companies", "it < before")
    assert not [m for m in lint(copy) if "before" in m.text]
    plant("application/checks/output.yaml", "it < before", "it < after")
    assert [m for m in lint(copy) if "没有填报项、清单或数值“after”" in m.text]
