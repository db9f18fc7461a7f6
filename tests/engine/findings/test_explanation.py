"""The gate of explanations: what lets a confirm-level finding pass, and what does not."""

from __future__ import annotations

import pytest

from jiqun.engine.definition import Address
from jiqun.engine.findings import Finding
from jiqun.engine.findings.explanation import apply_explanations

OUTPUT = Finding("unusual_change", "confirm", "变化过大。", Address("total_output", part="2024"))
STAFF = Finding("unusual_level", "confirm", "偏高。", Address("area_km2"))
WRONG = Finding("veto", "error", "不能申报。", Address("major_incident"))
REASON = "2024年新投产两条生产线，产值并入统计"


def test_explanation_with_a_reason_passes() -> None:
    staying, passing = apply_explanations([OUTPUT], {"unusual_change:total_output:2024": REASON})
    assert (staying, passing) == ([], [OUTPUT])


@pytest.mark.parametrize("key", ["unusual_level:area_km2", "unusual_level:area_km2:"])
def test_key_without_period_passes_with_or_without_its_colon(key: str) -> None:
    assert apply_explanations([STAFF], {key: REASON}) == ([], [STAFF])


@pytest.mark.parametrize(
    "text",
    [
        "核实无误",
        "经核实，数据情况属实，准确无误。",
        "经反复核对确认，上述数据真实准确、无误",
        "情况属实情况属实情况属实",
        "已核对财务报表，数据无误，特此说明",
        "。。。。。。。。。。。。",
        "哈哈哈哈哈哈哈哈哈哈哈哈",
        "1234567890",
    ],
)
def test_explanation_that_says_nothing_stays(text: str) -> None:
    staying, passing = apply_explanations([STAFF], {"unusual_level:area_km2": text})
    assert passing == []
    assert "已写的情况说明还不够" in staying[0].message


def test_explanation_of_nine_characters_stays_and_of_ten_passes() -> None:
    nine, ten = "新投产生产线两条整", "新投产生产线两条整合"
    assert apply_explanations([STAFF], {STAFF.key: nine})[0][0].message.endswith(
        "只有9字，至少要10字，请写明具体原因。"
    )
    assert apply_explanations([STAFF], {STAFF.key: ten}) == ([], [STAFF])


def test_same_text_for_two_findings_stays_though_marks_differ() -> None:
    staying, passing = apply_explanations(
        [OUTPUT, STAFF], {OUTPUT.key: REASON, STAFF.key: f" {REASON}。"}
    )
    assert passing == []
    assert all("完全相同" in f.message for f in staying)


def test_same_text_for_a_finding_that_is_not_there_passes() -> None:
    assert apply_explanations([STAFF], {OUTPUT.key: REASON, STAFF.key: REASON}) == ([], [STAFF])


def test_error_is_never_explained_away() -> None:
    assert apply_explanations([WRONG], {WRONG.key: REASON}) == ([WRONG], [])


def test_plan_row_stands_in_the_place_of_the_period() -> None:
    weak = Finding("plan_target_weak", "confirm", "偏弱。", Address("plan_targets", row="co2"))
    assert apply_explanations([weak], {"plan_target_weak:plan_targets:co2": REASON}) == ([], [weak])
