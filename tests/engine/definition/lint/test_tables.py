"""Lint of tables: cells fill their grid, widths fit the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Plant = Callable[[str, str, str], int]
Tells = Callable[..., None]
SHEET = "application/layout/part_2.yaml"


@pytest.mark.parametrize(
    ("old", "new", "below", "message"),
    [
        (
            "- [年度, '{Y-1}年', '{Y}年']",
            "- [年度, {text: '{Y-1}年', span: 3}, '{Y}年']",
            0,
            "单元格伸出表格：从第2列起占3列，只有3列。",
        ),
        (
            "'{output_growth}']",
            "{text: '{output_growth}', span: 1}]",
            0,
            "这一行没有填满：第3列空着，表格有3列。",
        ),
        ("[年度, ", "[{text: 年度, rows: 9}, ", 0, "单元格伸出表格：从第1行起占9行，只有8行。"),
        (
            "widths: [60, 50, 50]",
            "widths: [60, 60, 50]",
            -1,
            "列宽合计170毫米，超过版心宽度160毫米。",
        ),
        ("widths: [60, 50, 50]", "widths: [60, 50, 0]", -1, "列宽应当大于0。"),
        ("[年度, ", "[{text: 年度, span: 0}, ", 0, "单元格至少要占一行一列。"),
    ],
)
def test_mistake_of_a_table_is_told(
    tells: Tells, old: str, new: str, below: int, message: str
) -> None:
    tells(SHEET, old, new, message, below)


def test_cell_that_runs_into_one_from_above_is_told(plant: Plant, tells: Tells) -> None:
    plant(SHEET, "'{output:Y-1}'", "{text: '{output:Y-1}', rows: 2}")
    message = "与另一个单元格重叠，那一格在application/layout/part_2.yaml 第8行。"
    tells(SHEET, "[总产值增速（%）,", "[{text: 总产值增速（%）, span: 2},", message)


def test_targets_table_wider_than_its_table_is_told(tells: Tells) -> None:
    targets = "{lines: [{targets: summary, heads: [甲, 乙], widths: [100, 70, 5]}]}"
    tells(SHEET, "'{summary}'", targets, "目标表列宽合计175毫米，超过它所在表格的160毫米。")


def test_targets_table_with_a_head_too_few_is_told(tells: Tells) -> None:
    targets = "{lines: [{targets: summary, heads: [甲, 乙], widths: [10, 10, 10]}]}"
    tells(SHEET, "'{summary}'", targets, "目标表有2个表头，却有3个列宽。")
