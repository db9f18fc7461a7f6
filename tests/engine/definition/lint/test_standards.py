"""Lint of standards: names that exist, numbers with unit and source."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Tells = Callable[..., None]
STANDARD = "standards/yunnan-2025.yaml"


@pytest.mark.parametrize(
    ("old", "new", "below", "message"),
    [
        ("min(output[Y-1..Y]) >=", "min(outpt[Y-1..Y]) >=", -2, "公式第5个字符处：没有填报项"),
        ("最低一年{min(output[", "最低一年{min(outpt[", -3, "文字第10个字符处：没有填报项"),
        (">= least_output", ">= lowest_output", -2, "“lowest_output”。是否想写“least_output”？"),
        ("unit: 亿元", "unit: ''", 0, "数值 least_output 没有单位。"),
        (
            "requirements:",
            "  spare: {value: 1, unit: 家, source: 无}\nrequirements:",
            0,
            "数值 spare 没有",
        ),
        ("status: verified", "status: maybe", 0, "“maybe”不在可用的值之内"),
        (
            "status: verified",
            'status: verified\n    applies: trad = "甲"',
            -4,
            "没有填报项、清单或数值“trad”。",
        ),
    ],
)
def test_mistake_of_a_standard_is_told(
    tells: Tells, old: str, new: str, below: int, message: str
) -> None:
    tells(STANDARD, old, new, message, below)


@pytest.mark.parametrize(
    ("new", "message", "elsewhere"),
    [
        ("[yunnan-2025, other]", "没有认定标准文件 standards/other.yaml。", ""),
        ("[yunnan-2025, yunnan-2025]", "认定标准 yunnan-2025 写了两次。", ""),
        ("[]", "没有哪个表的 standards 列入这个文件。", STANDARD),
    ],
)
def test_mistake_of_the_list_of_standards_is_told(
    tells: Tells, new: str, message: str, elsewhere: str
) -> None:
    tells("application/form.yaml", "[yunnan-2025]", new, message, elsewhere=elsewhere)
