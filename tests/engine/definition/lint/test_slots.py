"""Lint of what stands in the layout: each answer in one place, each place for an answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jiqun.engine.definition import lint

Plant = Callable[[str, str, str], int]
Tells = Callable[..., None]
PART_1, PART_2 = "application/parts/part_1.yaml", "application/parts/part_2.yaml"
SHEET_1, SHEET_2 = "application/layout/part_1.yaml", "application/layout/part_2.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (SHEET_1, "{park_name}", "{park_nmae}", "没有填报项“park_nmae”。是否想写“park_name”？"),
        (SHEET_1, "{trade.services}", "{trade.service}", "没有选项“service”。是否想写“services”？"),
        (SHEET_1, "{trade.manufacturing} {trade.services}", "{trade}", "填报项 trade 是选择题"),
        (SHEET_2, "{output:Y-1}", "{output}", "填报项 output 按年度填报，应写成 {output:Y}"),
        (SHEET_2, "{output:Y-1}", "{output:Y-2}", "填报项 output 没有2024年度。"),
        (SHEET_2, "{output:Y-1}", "{output:Y}", "填报项 output 2026年度的格子用了两次"),
        (SHEET_2, "{summary}", "{summary}{summary}", "填报项 summary 的格子用了两次"),
        (
            SHEET_2,
            "{summary}",
            "{park_name}",
            "填报项 park_name 属于 part_1，不在 part_2 的“repeats”里。",
        ),
        (
            SHEET_2,
            "'{measures.*}'",
            "'{measures.fund}{measures.fund}'",
            "的选项 fund 的格子用了两次",
        ),
    ],
)
def test_place_of_the_wrong_answer_is_told(
    tells: Tells, file: str, old: str, new: str, message: str
) -> None:
    tells(file, old, new, message)


def test_second_place_names_the_first(tells: Tells) -> None:
    first = "另一处在application/layout/part_2.yaml 第19行。"
    tells(SHEET_2, "'{plan_2027}'", "'{plan_2027}{summary}'", first)


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "message"),
    [
        (SHEET_2, "'{output:Y}'", "''", f"{PART_2} 第4行", "output：2026年度在版式里没有位置。"),
        (SHEET_2, "'{summary}'", "''", f"{PART_2} 第42行", "summary：在版式里没有位置。"),
        (
            SHEET_1,
            "{trade.services}",
            "",
            f"{PART_1} 第17行",
            "trade：选项 services 在版式里没有位置。",
        ),
    ],
)
def test_answer_without_a_place_is_told_at_the_field(
    tells: Tells, file: str, old: str, new: str, where: str, message: str
) -> None:
    tells(file, old, new, message, elsewhere=where)


def test_field_declared_as_repeated_may_stand_twice(copy: Path, plant: Plant) -> None:
    plant(PART_2, "part: 2", "part: 2\nrepeats: [park_name]")
    plant(SHEET_2, "'{output_growth}'", "'{output_growth}{park_name}'")
    assert [str(m) for m in lint(copy)] == []


@pytest.mark.parametrize(
    ("targets", "message"),
    [("summary", "填报项 summary 不是规划目标，不能用目标表。")],
)
def test_targets_table_of_another_kind_is_told(tells: Tells, targets: str, message: str) -> None:
    table = f"lines: [{{targets: {targets}, heads: [甲, 乙], widths: [50, 50]}}]"
    tells(SHEET_2, "'{summary}'", f"{{{table}}}", message)


def test_plan_targets_in_a_plain_place_are_told(tells: Tells) -> None:
    message = "填报项 plan_2027 是规划目标，应当用目标表。"
    old, new = "年工作打算'\n    kind: text", "年工作打算'\n    kind: targets"
    tells(PART_2, old, new, message, elsewhere=f"{SHEET_2} 第20行")
