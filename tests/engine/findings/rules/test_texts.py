"""Texts: placeholders left in, the same text twice, too much together, names of another form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiqun.engine.findings import Outcome
from jiqun.engine.kinds import count_characters

Data = dict[str, Any]
OutcomeOf = Callable[..., Outcome]
CodesOf = Callable[..., list[str]]


@pytest.mark.parametrize(
    "text",
    [
        "XX公司",
        "由xx牵头",
        "ＸＸ园区",
        "XXXX年",
        "20XX年",
        "××县",
        "提升××个百分点",
        "……",
        "（…）",
        "......",
        "一是强链。\n……",
        "投入……万元",
        "新增…家企业",
        "产值达到……",
        "由……公司牵头",
        "引进……集团",
        "签订“……”协议",
        "投入____万元",
        "由＿＿＿负责",
        "待补充",
        "具体数据待补充。",
        "同上",
        "（同上）",
        "内容同上，略",
    ],
)
def test_placeholder_left_in_a_text_is_told(data: Data, codes_of: CodesOf, text: str) -> None:
    data["answers"]["plan_key_tasks"] = text
    assert codes_of(data) == ["placeholder_text"]


@pytest.mark.parametrize(
    "text",
    [
        "工装尺码S至XXL",
        "采用XXI世纪标准、MAXX型设备",
        "长×宽×高为3×2×1米",
        "研发、推广等等…",
        "推进建设……",
        "补链、强链等等……",
        "种植、烘干、销售……企业竞争力明显增强",
        "从种植……到加工",
        "强链补链等......全面推进",
        "共5.5公顷...另行安排",
        "文件名为a_b",
        "高端人才有待补充",
        "短板亟待补充",
        "同上年相比增长",
        "同上级部门对接",
        "同上海市企业合作",
    ],
)
def test_text_that_only_looks_alike_is_left_alone(data: Data, codes_of: CodesOf, text: str) -> None:
    data["answers"]["plan_key_tasks"] = text
    assert codes_of(data) == []


def test_hint_is_told_though_broken_into_lines(data: Data, codes_of: CodesOf) -> None:
    hint = (
        "包括总体情况、主导产业、产业集群相关政策制定与实施情况、优质市场主体培育、品牌打造、"
        "产业链供应链建设等方面近三年来发展情况、在行业中所处的地位等。"
    )
    data["answers"]["plan_profile"] = "集群情况。\n" + hint[:20] + "\n" + hint[20:] + "\n已述。"
    assert codes_of(data) == ["placeholder_text"]
    data["answers"]["plan_profile"] = hint[:30]
    assert codes_of(data) == []


def test_placeholder_in_the_plan_rows_is_told(data: Data, outcome_of: OutcomeOf) -> None:
    rows = data["answers"]["plan_targets"]
    rows.append({"indicator": "other_1", "direction": "other", "label": "……", "2028": "XX"})
    found = [(f.code, f.at.row, f.at.period) for f in outcome_of(data).findings]
    assert found == [
        ("placeholder_text", "other_1", None),
        ("placeholder_text", "other_1", "2028"),
    ]


def test_same_text_is_told_once_on_the_later_answer(data: Data, outcome_of: OutcomeOf) -> None:
    text = "围绕枸杞产业延链补链，推动本地配套率提高。"
    assert count_characters(text) == 21
    data["answers"]["green_summary"] = text
    data["answers"]["plan_approach"] = f" {text}"
    (finding,) = outcome_of(data).findings
    assert (finding.code, finding.at.field) == ("repeated_text", "plan_approach")
    assert "集群绿色低碳相关工作情况" in finding.message


@pytest.mark.parametrize(("length", "codes"), [(20, ["repeated_text"]), (19, [])])
def test_short_texts_may_be_the_same(
    data: Data, codes_of: CodesOf, length: int, codes: list[str]
) -> None:
    text = "围绕枸杞产业延链补链推动本地配套率稳步提高"[:length]
    data["answers"]["green_summary"] = data["answers"]["plan_approach"] = text
    assert codes_of(data) == codes


def test_plan_is_too_long_by_one_character(data: Data, outcome_of: OutcomeOf) -> None:
    answers = data["answers"]
    others = {f for f in answers if f.startswith("plan_")} - {"plan_targets", "plan_profile"}
    words = [r[k] for r in answers["plan_targets"] if not r["unit"] for k in ("baseline", "2028")]
    rest = sum(map(count_characters, [*(answers[f] for f in others), *words]))
    answers["plan_profile"] = ("枸杞" * 1500)[: 3000 - rest]
    assert outcome_of(data).findings == ()
    answers["plan_profile"] += "园"
    (finding,) = outcome_of(data).findings
    assert (finding.code, finding.at.field) == ("plan_too_long", "plan_profile")
    assert "合计3001字" in finding.message
    assert "至少删去1字" in finding.message


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("中宁县枸杞产业集群", []),
        ("宁夏中宁县枸杞产业集群", []),
        ("中宁枸杞产业集群", ["name_pattern"]),
        ("中宁县枸杞产业", ["name_pattern"]),
        ("中宁县枸杞产业集群（筹）", ["name_pattern"]),
    ],
)
def test_name_names_its_county_and_ends_as_a_cluster(
    data: Data, codes_of: CodesOf, name: str, codes: list[str]
) -> None:
    data["answers"]["cluster_name"] = name
    assert codes_of(data) == codes


def test_name_is_not_held_against_a_county_not_given(data: Data, codes_of: CodesOf) -> None:
    del data["answers"]["county"]
    data["answers"]["cluster_name"] = "枸杞产业集群"
    assert codes_of(data) == []
