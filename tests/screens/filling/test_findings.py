"""The findings column: sorted, each with its way; what is only missing stands together."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from jiqun.records.filings.actions import save_answer
from jiqun.records.journal.actions import record, writing
from jiqun.screens.filling.findings_html import MOST_ALIKE


def column(desk: Any, part: int) -> str:
    return desk.page(f"part/{part}/").partition('id="findings"')[2]


def test_empty_part_shows_what_is_missing_together_and_no_findings(desk: Any) -> None:
    found = column(desk, 2)
    assert "还有 49 处未填" in found or re.search("还有 [0-9]+ 处未填", found)
    assert "finding error" not in found
    assert re.search(r'href="#a-total_output:2023">集群总产值</a>\s*<span class="hint">3 处', found)


def test_findings_stand_in_the_order_error_confirm_note(filled: Any) -> None:
    filled.fill({"total_output:2024": "20.00", "software_adoption_rising": "yes"})
    levels = re.findall(r'class="finding (\w+)"', column(filled, 2).partition("已说明")[0])
    assert levels == sorted(levels, key=["error", "confirm", "note"].index)
    assert {"error", "confirm"} <= set(levels)


def test_same_in_row_after_row_is_told_of_the_first_rows_and_counted_for_the_others(
    desk: Any,
) -> None:
    rest = {"kind": "发明专利", "granted": "去年", "uscc": "91640521MA76WXYGHB"}
    rows = [{"number": f"ZL{n}", "name": f"装置{n}", **rest} for n in range(1, 13)]
    desk.fill({"lists:patents": rows, "total_output:2024": "abc"})
    found = column(desk, 3)
    said = [one for one in found.split('<li class="finding ') if "不是日期" in one]
    told = [re.search('data-cell="([^"]*)"', one)[1] for one in said]
    assert told == [f"a-lists:patents:{n}" for n in range(1, MOST_ALIKE + 1)]
    assert "另有 7 行也是这样" in found and "12 处需改" in found
    unlisted = json.loads(re.search(r'json">({.*?})</script>', found)[1])
    assert unlisted["error"] == [f"a-lists:patents:{n}" for n in range(MOST_ALIKE + 1, 13)]
    assert "另有" not in column(desk, 2)


def test_author_of_an_explanation_is_known_from_an_event_under_its_older_key(filled: Any) -> None:
    filled.fill({"total_output:2024": "20.00"})
    key, text = "unusual_change:total_output:2024", "设备检修停产五个月。"
    filing = filled.fresh().filing
    save_answer(filing, filled.at(key), text, 0, filled.people["clerk"])
    details = {"before": None, "after": text, "origin": "typed", "revision": 1}
    with writing():
        by = filled.people["operator"]
        record("answer_changed", filing.subject, by, f"explanations.{key}", details)
    assert f"{by.full_name} 写于" in column(filled, 2)


def test_repair_in_the_same_part_is_one_click(filled: Any) -> None:
    filled.fill({"leading_output_growth:2025": "12.00"})
    found = column(filled, 2)
    assert re.search(r'data-repair="leading_output_growth:2025"[^>]*data-value="28.57"', found)
    assert "＝28.57%" in found


def test_figures_that_disagree_are_shown_with_their_cells_and_none_is_one_click(
    filled: Any,
) -> None:
    row = {"baseline": "40.00", "2028": "60.00"}
    filled.fill({"plan_targets:industrial_internet": row, "enterprise_count:2025": "90"})
    found = column(filled, 8)
    changes = re.findall(r'<a href="([^"]*)"\s*>(若改[^<]*)</a>', found)
    assert changes == [
        (
            "#a-plan_targets:industrial_internet:baseline",
            "若改规划目标“工业互联网普及率”的2025年基准值：40.00% → 31.63%",
        ),
        (
            f"{filled.address}part/4/#a-industrial_internet_share",
            "若改“集群中小企业工业互联网平台应用普及率”：31.63% → 40.00%",
        ),
    ]
    assert "data-repair" not in found
    found = column(filled, 2)
    assert re.search(
        r'href="#a-enterprise_count:2025"\s*>若改2025年“集群企业数量”：90 家 → ', found
    )


@pytest.mark.parametrize(
    ("typed", "agreement"),
    [("20.85", "一致"), ("20.86", "在四舍五入范围内一致"), ("22.86", "")],
)
def test_computed_value_that_rounding_alone_tells_apart_agrees(
    filled: Any, typed: str, agreement: str
) -> None:
    filled.fill({"leading_output_growth:2024": typed})
    page = filled.page("part/2/").partition('data-computed="leading_output_growth:2024"')[2]
    place = page.partition("data-computed=")[0]
    assert bool(re.search(r'class="take"[^>]* hidden', place)) is bool(agreement)
    (said,) = re.findall(r'class="same"[^>]*>([^<]*)<', place)
    assert said == agreement


def test_finding_of_another_part_does_not_stand_here(filled: Any) -> None:
    filled.fill({"county_phone": "没有"})
    assert "没有" in column(filled, 1).partition("at-cursor")[0]
    assert "not_a_phone" not in column(filled, 2)


def test_finding_on_a_row_of_a_list_leads_to_the_row(filled: Any) -> None:
    rows = [{"number": "ZL1", "name": "一种装置"}] * 2
    filled.fill({"lists:patents": rows})
    found = column(filled, 3)
    marks = re.findall(r'data-finding="(\w+:valid_patents:\S+)"[^>]*data-cell="([^"]+)"', found)
    assert ("repeated_row:valid_patents:patents:2", "a-lists:patents:2") in marks
    assert ("row_incomplete:valid_patents:patents:1", "a-lists:patents:1") in marks
    checks = filled.page("checks/")
    assert "part/3/#a-lists:patents:2" in checks
