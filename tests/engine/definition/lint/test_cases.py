"""Lint of worked cases: they can be read, and expect checks the form has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Tells = Callable[..., None]


@pytest.mark.parametrize(
    ("old", "new", "below", "message"),
    [
        (
            "[output_dropped:output:2026]",
            "[output_droped:output:2026]",
            0,
            "“output_droped”。是否想",
        ),
        ("not: [output_dropped]", "not: [outptu_dropped]", 0, "没有校验“outptu_dropped”。"),
        ("expect: []", "expected: []", -2, "缺少“expect”。"),
        ("starts_from: 斗南花卉", "starts_from: 斗南", 0, "没有样例的起点 cases/bases/斗南.yaml。"),
        ("title: 填写正确", "title: [", 2, "YAML 写法不通"),
        (
            "expect: []",
            "facts: {ledger: {output: {2026: 多}}}\n  expect: []",
            0,
            "“多”应当是数字。",
        ),
        ("expect: []", "facts: {befor: 1}\n  expect: []", 0, "没有已知数“befor”。"),
    ],
)
def test_mistake_of_a_case_is_told(
    tells: Tells, old: str, new: str, below: int, message: str
) -> None:
    tells("application/cases/output.yaml", old, new, message, below)
