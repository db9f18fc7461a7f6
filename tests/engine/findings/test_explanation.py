"""The gate of explanations: what lets a confirm-level finding pass, and what does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import pytest

from jiqun.engine.answers import Answers, Figures
from jiqun.engine.definition import Address, Edition
from jiqun.engine.findings import Finding
from jiqun.engine.findings.explanation import apply_explanations

SEEN = (("total_output:2023", "20.00"), ("total_output:2024", "60.00"))
OUTPUT = Finding(
    "unusual_change",
    "confirm",
    "2024年“集群总产值”填了 60.00 亿元，上年是 20.00 亿元，一年之内增减超过 50%。请说明原因。",
    Address("total_output", part="2024"),
    figures=SEEN,
)
STAFF = Finding("unusual_level", "confirm", "占地面积明显偏大。", Address("area_km2"))
WRONG = Finding("veto", "error", "不能申报。", Address("major_incident"))
REASON = "2024年新投产两条生产线，产值并入统计"


class Apply(Protocol):
    """What stays and what passes of findings, with explanations and the figures they saw."""

    def __call__(
        self,
        findings: Sequence[Finding],
        texts: Mapping[str, str],
        seen: Mapping[str, Figures] | None = None,
    ) -> tuple[list[Finding], list[Finding]]: ...


@pytest.fixture
def applied(edition: Edition) -> Apply:
    """By the rules of the shipped edition."""

    def apply(
        findings: Sequence[Finding],
        texts: Mapping[str, str],
        seen: Mapping[str, Figures] | None = None,
    ) -> tuple[list[Finding], list[Finding]]:
        answers = Answers(edition.main, explanations=texts, seen=seen or {})
        return apply_explanations(findings, answers)

    return apply


@pytest.mark.parametrize(
    "text",
    [
        REASON,
        "因并表企业增加所致",
        "统计口径调整",
        "经核实，数据无误：个体户不再统计。",
        "按统计年报的口径填报",
        "规模在XL以下的企业不再统计",
        "上年停产检修，今年复产，产值增减超过 50%",
    ],
)
def test_explanation_with_a_reason_passes(text: str, applied: Apply) -> None:
    assert applied([OUTPUT], {"unusual_change:total_output:2024": text}) == ([], [OUTPUT])


@pytest.mark.parametrize("key", ["unusual_level:area_km2", "unusual_level:area_km2:"])
def test_key_without_period_passes_with_or_without_its_colon(key: str, applied: Apply) -> None:
    assert applied([STAFF], {key: REASON}) == ([], [STAFF])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("XX企业新投产XX条生产线", "“XX”是占位文字"),
        ("××公司扩大生产规模", "“××”是占位文字"),
        ("____公司扩大生产规模", "“____”是占位文字"),
        ("新投产生产线，情况待补充", "“待补充”是占位文字"),
        ("……", "是占位文字"),
        ("。。。。。。。。。。。。", "没有写出内容"),
        ("哈哈哈哈哈哈哈哈哈哈哈哈", "没有写出内容"),
        ("1234567890", "没有写出内容"),
        ("two new lines went into operation", "没有写出内容"),
        ("核实无误", "没有说明原因"),
        ("因工作需要", "没有说明原因"),
        ("按 实际 填报。", "没有说明原因"),
        ("经核实，数据情况属实，准确无误。", "没有说明原因"),
        ("经反复核对确认，上述数据真实准确、无误", "没有说明原因"),
        ("情况属实情况属实情况属实", "没有说明原因"),
        ("已核对财务报表，数据无误，特此说明", "没有说明原因"),
        ("因工作需要，按实际填报，情况属实。", "没有说明原因"),
        ("口径有调整", "只有 5 字，至少 6 字"),
        (OUTPUT.message.split("。")[0].replace("，", " "), "照抄了校验结果的文字"),
        (OUTPUT.message, "照抄了校验结果的文字"),
        ("占地面积明显偏大", "照抄了校验结果的文字"),
    ],
)
def test_explanation_that_says_nothing_stays(text: str, why: str, applied: Apply) -> None:
    staying, passing = applied([OUTPUT, STAFF], {OUTPUT.key: text})
    assert passing == []
    assert staying[0].message.startswith(f"{OUTPUT.message}情况说明不符合要求：")
    assert why in staying[0].message
    assert staying[1] == STAFF


def test_explanation_stays_while_its_figures_do_and_lapses_when_one_changes(applied: Apply) -> None:
    texts = {OUTPUT.key: REASON}
    assert applied([OUTPUT], texts, {OUTPUT.key: SEEN}) == ([], [OUTPUT])
    before = (("total_output:2023", "20.00"), ("total_output:2024", "50.00"))
    staying, passing = applied([OUTPUT], texts, {OUTPUT.key: before})
    assert passing == []
    assert staying[0].message == OUTPUT.message
    assert staying[0].lapsed == ("2024年“集群总产值”由 50.00 亿元 变为 60.00 亿元",)


def test_explanation_written_where_its_finding_was_not_there_lapses(applied: Apply) -> None:
    staying, _ = applied([OUTPUT], {OUTPUT.key: REASON}, {OUTPUT.key: ()})
    assert staying[0].lapsed == ("校验结果与填写说明时不同",)


def test_same_text_for_two_findings_stays_though_marks_differ(applied: Apply) -> None:
    staying, passing = applied([OUTPUT, STAFF], {OUTPUT.key: REASON, STAFF.key: f" {REASON}。"})
    assert passing == []
    assert all("与另一处的情况说明相同" in f.message for f in staying)


def test_same_text_for_a_finding_that_is_not_there_passes(applied: Apply) -> None:
    assert applied([STAFF], {OUTPUT.key: REASON, STAFF.key: REASON}) == ([], [STAFF])


def test_error_is_never_explained_away(applied: Apply) -> None:
    assert applied([WRONG], {WRONG.key: REASON}) == ([WRONG], [])


def test_plan_row_stands_in_the_place_of_the_period(applied: Apply) -> None:
    weak = Finding("plan_target_weak", "confirm", "偏弱。", Address("plan_targets", row="co2"))
    assert applied([weak], {"plan_target_weak:plan_targets:co2": REASON}) == ([], [weak])
