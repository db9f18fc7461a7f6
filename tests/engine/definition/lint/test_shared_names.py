"""Lint of names: reserved words, and names that an address or a formula could not tell apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Tells = Callable[..., None]
FORM, CHECKS = "review/form.yaml", "review/checks.yaml"
ONE, RULES = "review/parts/part_1.yaml", "review/checks/general.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (ONE, "  notice: {label", "  lists: {label", "填报项 lists 不能叫 lists"),
        (ONE, "  notice: {label", "  it: {label", "填报项 it 不能用这个编号：it、row、y"),
        (FORM, "  least_reviews: {label", "  row: {label", "已知数 row 不能用这个编号"),
        (FORM, "  least_reviews: {label", "  lists: {label", "已知数 lists 不能叫 lists"),
        (
            FORM,
            "  least_reviews: {label",
            "  score: {label",
            "已知数 score 与填报项、清单或数值重名",
        ),
        (FORM, "{application: application}", "{score: application}", "来源 score 与 review/parts"),
        (FORM, "{application: application}", "{lists: application}", "来源 lists 不能叫 lists"),
        (
            ONE,
            "other: 其它}",
            "Other: 其它}",
            "方向 Other 的编号只能用",
        ),
        (ONE, "  output_growth: {direction", "  other_2: {direction", "指标 other_2 不能用"),
        (
            CHECKS,
            "  pass_mark: {value",
            "  score: {value",
            "数值 score 与 review/parts/part_1.yaml",
        ),
        (CHECKS, "  pass_mark: {value", "  and: {value", "数值 and 不能用这个编号"),
        (RULES, "code: came_late", "code: passed", "校验 passed 与 review/parts/part_1.yaml"),
        (RULES, "code: came_late", "code: Came-Late", "校验 Came-Late 的编号只能用小写字母"),
        (RULES, "code: came_late", "code: lists", "校验 lists 不能叫 lists"),
        (
            FORM,
            "facts:",
            "lists:\n  score: {label: 分, columns: {a: {label: 甲, kind: text}}}\nfacts:",
            "清单 score 与 review/parts/part_1.yaml 第9行 的填报项重名",
        ),
        (
            FORM,
            "facts:",
            "lists:\n  odd: {label: 单, columns: {A: {label: 甲, kind: text}}}\nfacts:",
            "清单 odd 的列 A 的编号只能用小写字母",
        ),
    ],
)
def test_name_that_is_taken_or_none_is_told(
    tells_in_tables: Tells, file: str, old: str, new: str, message: str
) -> None:
    tells_in_tables(file, old, new, message, 1 if new.startswith("lists:\n") else 0)
