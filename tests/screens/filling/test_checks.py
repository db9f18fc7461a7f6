"""The page of the checks: all findings with their way, mended, explained, printed."""

from __future__ import annotations

import re
from html import unescape

import pytest
from desk_fixtures import Desk
from django.http import HttpResponse

from jiqun.records.filings.queries import history

DIFFERS = {
    "total_output:2024": "46.85",
    "total_output:2025": "53.10",
    "leading_output_share:2024": "77.90",
    "leading_output_share:2025": "78.25",
    "leading_output_growth:2025": "16.80",
}


def hidden(text: str, action: str, attributes: str = "") -> dict[str, str]:
    """The hidden fields of the first form that goes to an address ending in `action`."""
    form = re.search(
        rf'<form[^>]*action="[^"]*{action}"[^>]*{attributes}[^>]*>(.*?)</form>', text, re.S
    )
    assert form is not None
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[1])
    return {name: unescape(value) for name, value in found}


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_findings_are_counted_and_filtered(own_desk: Desk) -> None:
    own_desk.save(DIFFERS)
    everything = text_of(own_desk.get("checks/"))
    assert "leading_growth_differs" in everything and "nothing_ticked" in everything
    errors, confirms = (
        text_of(own_desk.get(f"checks/?level={level}")) for level in ("error", "confirm")
    )
    assert "leading_growth_differs" in confirms and "nothing_ticked" in confirms
    assert "leading_growth_differs" not in errors
    assert "leading_growth_differs" in text_of(own_desk.get("checks/?level=nonsense"))


def test_finding_leads_to_its_cell(own_desk: Desk) -> None:
    own_desk.save(DIFFERS)
    assert f"{own_desk.base}part/2/#a-leading_output_growth:2025" in text_of(
        own_desk.get("checks/")
    )


def test_missing_evidence_leads_to_where_it_is_brought(own_desk: Desk) -> None:
    own_desk.fill(chain_strengthening_work=["chain_map"])
    way = f"{own_desk.base}evidence/?for=chain_strengthening_work.chain_map#add"
    assert way in text_of(own_desk.get("checks/"))


def test_repair_by_one_click_clears_the_finding(own_desk: Desk) -> None:
    own_desk.save(DIFFERS)
    given = hidden(text_of(own_desk.get("checks/")), "checks/repair/")
    assert given["key"] == "leading_output_growth:2025"
    said = own_desk.clerk.post(f"{own_desk.base}checks/repair/", given, follow=True)
    assert "已改为“13.85”" in text_of(said)
    assert own_desk.value("leading_output_growth:2025") == "13.85"
    assert "leading_growth_differs" not in text_of(said)
    assert history(own_desk.application.filing)[0].origin == "computed"


def test_repair_can_be_taken_back_once(own_desk: Desk) -> None:
    own_desk.save(DIFFERS)
    given = hidden(text_of(own_desk.get("checks/")), "checks/repair/")
    said = text_of(own_desk.clerk.post(f"{own_desk.base}checks/repair/", given, follow=True))
    undo = hidden(said, "checks/repair/", 'id="undo"')
    assert 'id="undo"' not in text_of(own_desk.get("checks/"))
    said = own_desk.clerk.post(f"{own_desk.base}checks/repair/", undo, follow=True)
    assert "已恢复为“16.80”" in text_of(said)
    assert own_desk.value("leading_output_growth:2025") == "16.80"
    assert history(own_desk.application.filing)[0].origin == "typed"


def test_repair_is_not_taken_back_over_what_was_written_since(own_desk: Desk) -> None:
    own_desk.save(DIFFERS)
    given = hidden(text_of(own_desk.get("checks/")), "checks/repair/")
    said = text_of(own_desk.clerk.post(f"{own_desk.base}checks/repair/", given, follow=True))
    own_desk.save({"leading_output_growth:2025": "15.00"})
    undo = hidden(said, "checks/repair/", 'id="undo"')
    said = text_of(own_desk.clerk.post(f"{own_desk.base}checks/repair/", undo, follow=True))
    assert "没有覆盖" in said
    assert own_desk.value("leading_output_growth:2025") == "15.00"


def test_figures_that_disagree_are_shown_with_a_link_to_each_cell(own_desk: Desk) -> None:
    own_desk.save({"enterprise_count:2025": "90", "sme_count:2025": "145"})
    text = text_of(own_desk.get("checks/"))
    for key, words in (
        ("sme_count:2025", "若改2025年“集群中小企业数量”：145 家 → 90 家"),
        ("enterprise_count:2025", "若改2025年“集群企业数量”：90 家 → 145 家"),
    ):
        assert f'<a href="{own_desk.base}part/2/#a-{key}">{words}</a>' in text
    assert "checks/repair/" not in text
    assert "90 家 → 145 家" in text_of(own_desk.get("checks/print/"))


def test_repair_of_a_plan_row_keeps_the_rest_of_the_row(own_desk: Desk) -> None:
    row = {"baseline": "10.00", "2026": "11.00", "2028": "9.00"}
    own_desk.save({"plan_targets:output_growth": row})
    text = text_of(own_desk.get("checks/"))
    given = hidden(text, "checks/repair/")
    assert given["key"] == "plan_targets:output_growth"
    own_desk.post("checks/repair/", given)
    kept = own_desk.value("plan_targets:output_growth")
    assert kept["2026"] == "11.00" and kept["2028"] == "10.00"


def test_repair_of_an_answer_changed_meanwhile_overwrites_nothing(own_desk: Desk) -> None:
    own_desk.save(DIFFERS)
    given = hidden(text_of(own_desk.get("checks/")), "checks/repair/")
    own_desk.save({"leading_output_growth:2025": "15.00"})
    said = own_desk.clerk.post(f"{own_desk.base}checks/repair/", given, follow=True)
    assert "没有覆盖" in text_of(said)
    assert own_desk.value("leading_output_growth:2025") == "15.00"


@pytest.mark.parametrize("value", ["", "{", "null", "[1]", "[" * 5000, "12"])
def test_repair_that_is_not_understood_changes_nothing(own_desk: Desk, value: str) -> None:
    own_desk.fill(operator="甲")
    given = {"key": "operator", "value": value, "revision": "1"}
    said = own_desk.clerk.post(f"{own_desk.base}checks/repair/", given, follow=True)
    unread = "无法识别" if said.status_code == 200 else "请求无法识别，没有保存"
    assert unread in text_of(said) and own_desk.value("operator") == "甲"


@pytest.mark.parametrize("revision", ["9" * 5000, "-1", "1.0", "٣", "x", "2147483648"])
def test_repair_at_a_revision_that_is_no_number_changes_nothing(
    own_desk: Desk, revision: str
) -> None:
    own_desk.fill(operator="甲")
    for way in ("repair", "explain"):
        given = {"key": "operator", "value": '"乙"', "revision": revision}
        answer = own_desk.post(f"checks/{way}/", given)
        assert answer.status_code == (400 if way == "repair" else 302)
    assert own_desk.value("operator") == "甲"


def test_explanation_is_saved_with_its_author_and_settles(own_desk: Desk) -> None:
    own_desk.fill(chain_strengthening_work=["chain_map"])
    given = hidden(text_of(own_desk.get("checks/?level=confirm")), "checks/explain/")
    told = "集群刚刚起步，相关工作列入明年的计划。"
    own_desk.post("checks/explain/", {**given, "value": told})
    page = text_of(own_desk.get("checks/?level=explained"))
    assert told in page and "zhongning经办人" in page


def test_lapsed_explanation_is_shown_and_confirmed_on_the_page(own_desk: Desk) -> None:
    own_desk.save({"area_km2": "150.00", "enterprise_count:2025": "40"})
    given = hidden(text_of(own_desk.get("checks/?level=confirm")), "checks/explain/")
    told = "园区范围按规划批复的面积填报。"
    own_desk.post("checks/explain/", {**given, "value": told})
    own_desk.save({"area_km2": "160.00"})
    page = text_of(own_desk.get("checks/?level=confirm"))
    assert "待复核" in page and "150.00 平方公里 变为 160.00 平方公里" in page
    assert told in text_of(own_desk.get("checks/print/"))
    confirm = hidden(page, "checks/explain/")
    assert confirm["confirm"] == "yes"
    said = own_desk.clerk.post(f"{own_desk.base}checks/explain/", confirm, follow=True)
    assert "已确认情况说明仍然适用。" in text_of(said) and "待复核" not in text_of(said)
    assert told in text_of(own_desk.get("checks/?level=explained"))
    assert "确认仍然适用" in text_of(own_desk.get("history/"))


def test_explanation_endpoint_writes_no_other_answer(own_desk: Desk) -> None:
    own_desk.post("checks/explain/", {"key": "operator", "value": "乙", "revision": "0"})
    assert own_desk.value("operator") is None


def test_after_the_deadline_nothing_is_offered_nor_taken(own_desk: Desk) -> None:
    own_desk.save(DIFFERS)
    given = hidden(text_of(own_desk.get("checks/")), "checks/repair/")
    own_desk.close()
    assert "checks/repair/" not in text_of(own_desk.get("checks/"))
    said = own_desk.clerk.post(f"{own_desk.base}checks/repair/", given, follow=True)
    assert "截止" in text_of(said)
    assert own_desk.value("leading_output_growth:2025") == "16.80"


def test_report_shows_cluster_time_and_digest(own_desk: Desk) -> None:
    own_desk.save({**DIFFERS, "cluster_name": "中宁县枸杞产业集群"})
    text = text_of(own_desk.get("checks/print/"))
    assert "中宁县枸杞产业集群" in text and "服务器时间" in text
    assert re.search(r'class="digest">[0-9a-f]{64}<', text)
    assert "<form" not in text
