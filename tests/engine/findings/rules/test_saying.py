"""Texts that answer nothing: marks, words that put off, labels, letters, other words for 无."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiqun.engine.definition import Address
from jiqun.engine.findings import Outcome, Repair

Data = dict[str, Any]
OutcomeOf = Callable[..., Outcome]
CodesOf = Callable[..., list[str]]


@pytest.mark.parametrize(
    "text",
    [
        *("/", "。", "-", "——", "、、、", "（）", "~!@"),
        *("略", "（略）", "此处略。", "待定", "待补", "暂缺", "测试", "测试文字"),
        *("见附件", "详见附件", "详见附件1", "具体情况见附表二", "请见后附材料", "另附", "同前"),
        *("重点任务", "重点任务：", "（三）重点任务", "重点任务重点任务", "啊啊啊啊", "aaaa"),
        "八、未来三年中小企业特色产业集群发展规划",
    ],
)
def test_text_that_answers_nothing_is_told_once(
    data: Data, outcome_of: OutcomeOf, text: str
) -> None:
    data["answers"]["plan_key_tasks"] = text
    assert [(f.code, f.level) for f in outcome_of(data).findings] in (
        [("no_answer", "error")],
        [("placeholder_text", "error")],
    )


@pytest.mark.parametrize(
    "text",
    [
        "强链补链、科技创新。",
        "重点任务见下：一是强链补链。",
        "建成检测中心，设备清单详见附件。",
        "测试平台建成投用。",
        "选址待定，资金已落实。",
        "无。其他任务是强链补链。",
    ],
)
def test_text_that_says_something_is_left_alone(data: Data, codes_of: CodesOf, text: str) -> None:
    data["answers"]["plan_key_tasks"] = text
    assert codes_of(data) == []


@pytest.mark.parametrize("text", ["asdf", "TBD", "123456", "ok, fine"])
def test_text_without_a_chinese_character_is_asked_about(
    data: Data, outcome_of: OutcomeOf, text: str
) -> None:
    data["answers"]["green_summary"] = text
    assert [(f.code, f.level) for f in outcome_of(data).findings] == [("no_answer", "confirm")]


@pytest.mark.parametrize("text", ["C=∑(AD×EF)/P", "E/GDP"])
def test_formula_is_an_answer_of_its_own_field(data: Data, codes_of: CodesOf, text: str) -> None:
    data["answers"]["co2_intensity_formula"] = text
    assert codes_of(data) == []


@pytest.mark.parametrize(
    "text",
    ["暂无", "没有", "不涉及", "不适用", "N/A", "n.a.", "无。", "（无）", "暂无相关情况", "无此项"],
)
def test_other_word_for_none_is_repaired_by_none(
    data: Data, outcome_of: OutcomeOf, text: str
) -> None:
    data["answers"]["other_platforms_names"] = text
    (finding,) = outcome_of(data).findings
    assert (finding.code, finding.level) == ("no_answer", "error")
    assert finding.repair == Repair(Address("other_platforms_names"), "无")


def test_other_word_for_none_in_the_plan_is_repaired_in_its_row(
    data: Data, outcome_of: OutcomeOf
) -> None:
    rows = data["answers"]["plan_targets"]
    next(row for row in rows if row["indicator"] == "governance")["baseline"] = "不涉及"
    (finding,) = outcome_of(data).findings
    at = Address("plan_targets", row="governance", part="baseline")
    assert (finding.code, finding.repair) == ("no_answer", Repair(at, "无"))


@pytest.mark.parametrize("text", ["定性描述", "开放合作", "开放合作定性描述", "略"])
def test_label_of_a_row_of_the_plan_is_no_answer_in_it(
    data: Data, codes_of: CodesOf, text: str
) -> None:
    rows = data["answers"]["plan_targets"]
    next(row for row in rows if row["indicator"] == "cooperation")["2028"] = text
    assert codes_of(data) == ["no_answer"]


def test_rows_of_ones_own_in_the_plan_may_be_figures_and_marks(
    data: Data, codes_of: CodesOf
) -> None:
    own = {"indicator": "other_1", "direction": "other", "label": "信用评级", "unit": ""}
    data["answers"]["plan_targets"].append({**own, "baseline": "AA+", "2028": "AAA"})
    assert codes_of(data) == []
