"""The page of a part in a browser: typing, pasting, two people, a lost connection, a new login."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from on_the_page import SAVED, cell, leave, paste, sign
from playwright.sync_api import Page, expect

from jiqun.screens.filling.answer_details import VERSIONS_SHOWN

Open = Callable[..., Page]
LOST = "连接中断，内容留在本页，正在重试"
BLOCK = "89.02\t94.72\t121.81\r\n75.22\t79.80\t72.67\r\n71.74\t81.48\t81.46\r\n"


def beside(page: Page, key: str) -> Any:
    return page.locator(f'[data-beside="{key}"]')


def test_typing_is_saved_in_standard_form_and_the_finding_goes(open_page: Open, desk: Any) -> None:
    page = open_page("part/2/")
    cell(page, "sme_output_share:2024").fill("１０１．５")
    cell(page, "sme_output_share:2025").focus()
    expect(sign(page)).to_have_text(SAVED)
    expect(page.locator(".finding.error")).to_contain_text("超出范围")
    expect(cell(page, "sme_output_share:2024")).to_have_attribute("aria-invalid", "true")
    cell(page, "sme_output_share:2024").fill("79.8")
    cell(page, "sme_output_share:2025").focus()
    expect(cell(page, "sme_output_share:2024")).to_have_value("79.80")
    expect(page.locator(".finding.mended")).to_contain_text("已解决")
    assert desk.value("sme_output_share:2024") == "79.80"


def test_nothing_is_said_of_an_answer_while_it_is_typed_in(open_page: Open, desk: Any) -> None:
    page = open_page("part/2/")
    column, state = page.locator("#findings"), page.locator('#parts [data-section="part_2"] .sign')
    before, state_before = column.inner_text(), state.inner_text()
    cell(page, "sme_output_share:2023").press_sequentially("101.5", delay=5)
    expect(sign(page)).to_have_text(SAVED)
    assert desk.value("sme_output_share:2023") == "101.5"
    assert (column.inner_text(), state.inner_text()) == (before, state_before)
    leave(page)
    expect(page.locator(".finding.error")).to_contain_text("超出范围")
    expect(state).to_have_text("1 处需改")


def test_finding_stays_while_its_answer_is_mended_and_goes_once_it_is_left(
    open_page: Open, desk: Any
) -> None:
    desk.fill({"total_output:2024": "abc", "total_output:2025": "100"})
    page = open_page("part/2/")
    error = page.locator(".finding.error")
    expect(error).to_contain_text("“abc”不是数字")
    cell(page, "total_output:2024").press("Control+A")
    cell(page, "total_output:2024").press_sequentially("20", delay=5)
    expect(sign(page)).to_have_text(SAVED)
    expect(error).to_contain_text("“abc”不是数字")
    cell(page, "total_output:2024").press("Tab")
    expect(page.locator(".finding.mended")).to_contain_text("“abc”不是数字")
    expect(error).to_have_count(0)
    other = page.locator('.finding.confirm[data-cell="a-total_output:2025"]')
    expect(other).to_contain_text("上年是 20 亿元")


def test_text_is_saved_while_the_caret_stays_in_it(open_page: Open, desk: Any) -> None:
    page = open_page("part/2/")
    text = cell(page, "chain_strengthening_summary")
    text.press_sequentially("围绕枸杞产业 GAP 种植", delay=5)
    expect(sign(page)).to_have_text(SAVED)
    assert desk.value("chain_strengthening_summary") == "围绕枸杞产业 GAP 种植"
    expect(text).to_be_focused()
    size = page.locator('[data-of="a-chain_strengthening_summary"] b')
    expect(size).to_have_text("9")


def test_pasted_block_fills_the_grid_tells_and_is_undone_in_one_step(
    open_page: Open, desk: Any
) -> None:
    page = open_page("part/2/")
    cell(page, "total_output:2023").focus()
    paste(page, BLOCK)
    expect(page.locator("[data-pasted]").first).to_contain_text("已粘贴 3 行 × 3 列，改了 9 处")
    expect(sign(page)).to_have_text(SAVED)
    assert desk.value("leading_output_share:2025") == "81.46"
    page.get_by_role("button", name="撤销").click()
    expect(cell(page, "leading_output_share:2025")).to_have_value("")
    expect(sign(page)).to_have_text(SAVED)
    assert [desk.value(f"total_output:{year}") for year in (2023, 2024, 2025)] == [None] * 3


def test_arrows_and_enter_move_and_escape_restores(open_page: Open) -> None:
    page = open_page("part/2/")
    cell(page, "total_output:2023").focus()
    page.keyboard.press("ArrowRight")
    expect(cell(page, "total_output:2024")).to_be_focused()
    page.keyboard.press("Enter")
    expect(cell(page, "sme_output_share:2024")).to_be_focused()
    page.keyboard.type("12")
    page.keyboard.press("ArrowLeft")  # while editing the caret moves, not the focus
    expect(cell(page, "sme_output_share:2024")).to_be_focused()
    page.keyboard.press("Escape")
    expect(cell(page, "sme_output_share:2024")).to_have_value("")
    page.keyboard.press("ArrowUp")
    expect(cell(page, "total_output:2024")).to_be_focused()


def test_f8_goes_from_one_place_to_the_next_and_back(open_page: Open) -> None:
    page = open_page("part/1/")
    page.keyboard.press("F8")
    expect(cell(page, "cluster_name")).to_be_focused()
    page.keyboard.press("F8")
    expect(cell(page, "county_authority")).to_be_focused()
    page.keyboard.press("Shift+F8")
    expect(cell(page, "cluster_name")).to_be_focused()


def test_two_people_at_one_answer_see_both_texts_and_the_second_chooses(
    open_page: Open, desk: Any
) -> None:
    desk.fill({"operator": "中宁园区管委会"})
    first, second = open_page("part/1/"), open_page("part/1/", "operator")
    cell(second, "operator").fill("中宁县枸杞园区管委会")
    cell(second, "operator_contact").fill("王芳")
    expect(sign(second)).to_have_text(SAVED)
    cell(first, "operator").fill("中宁园区管理委员会")
    cell(first, "area_km2").focus()
    dialog = first.locator("#conflict")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("park经办人")
    expect(dialog.locator('[data-side="theirs"] mark').first).to_have_text("县枸杞")
    dialog.get_by_role("button", name="合并编辑").click()
    first.locator("#merged").fill("中宁县枸杞园区管理委员会")
    dialog.get_by_role("button", name="保存合并后的内容").click()
    expect(sign(first)).to_have_text(SAVED)
    assert desk.value("operator") == "中宁县枸杞园区管理委员会"
    assert desk.value("operator_contact") == "王芳"


def test_theirs_and_mine_do_what_they_say(open_page: Open, desk: Any) -> None:
    page = open_page("part/1/")
    desk.fill({"operator": "甲", "county_contact": "乙"})
    cell(page, "operator").fill("丙")
    cell(page, "county_contact").focus()
    page.locator("#conflict").get_by_role("button", name="用对方的").click()
    expect(cell(page, "operator")).to_have_value("甲")
    cell(page, "county_contact").fill("丁")
    cell(page, "area_km2").focus()
    page.locator("#conflict").get_by_role("button", name="用我的").click()
    expect(sign(page)).to_have_text(SAVED)
    assert (desk.value("operator"), desk.value("county_contact")) == ("甲", "丁")


def test_lost_connection_keeps_the_text_says_so_and_saves_later(open_page: Open, desk: Any) -> None:
    page = open_page("part/1/")
    page.context.set_offline(True)
    cell(page, "operator").fill("中宁园区管委会")
    cell(page, "area_km2").fill("49.46")
    cell(page, "operator").focus()
    expect(sign(page)).to_have_text(LOST)
    assert desk.value("operator") is None
    page.context.set_offline(False)
    expect(sign(page)).to_have_text(SAVED, timeout=20000)
    assert (desk.value("operator"), desk.value("area_km2")) == ("中宁园区管委会", "49.46")


def test_failing_server_is_asked_again_until_it_saves(open_page: Open, desk: Any) -> None:
    page = open_page("part/1/")
    page.route("**/answer/", lambda route: route.fulfill(status=502, body="no"))
    cell(page, "operator").fill("中宁园区管委会")
    cell(page, "area_km2").focus()
    expect(sign(page)).to_contain_text("服务器暂时不能保存")
    page.unroute("**/answer/")
    expect(sign(page)).to_have_text(SAVED, timeout=20000)
    assert desk.value("operator") == "中宁园区管委会"


def test_ended_login_asks_for_the_password_and_saves_the_same_text(
    open_page: Open, desk: Any
) -> None:
    page = open_page("part/1/")
    desk.client("clerk").logout()
    cell(page, "operator").fill("中宁园区管委会")
    cell(page, "area_km2").focus()
    dialog = page.locator("#login")
    expect(dialog).to_be_visible()
    expect(sign(page)).to_have_text("需要重新登录（内容不丢）")
    page.locator("#login-password").fill("不对-password")
    page.locator("#login-password").press("Enter")
    expect(dialog.locator(".trouble")).to_be_visible()
    page.locator("#login-password").fill("密码-password")
    page.locator("#login-password").press("Enter")
    expect(dialog).to_be_hidden()
    expect(sign(page)).to_have_text(SAVED)
    assert desk.value("operator") == "中宁园区管委会"


def test_leaving_with_unsaved_text_warns(open_page: Open) -> None:
    page = open_page("part/1/")
    page.context.set_offline(True)
    cell(page, "operator").fill("中宁园区管委会")
    cell(page, "area_km2").focus()
    expect(sign(page)).to_have_text(LOST)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.close(run_before_unload=True)
    page.wait_for_event("close")
    assert asked == ["beforeunload"]


def test_rows_of_a_list_are_pasted_with_their_head_moved_and_removed(
    open_page: Open, desk: Any
) -> None:
    page = open_page("part/6/")
    table = page.locator('[id="a-lists:overseas_branches"]')
    table.get_by_role("button", name="＋添加一行").click()
    head = "机构名称\t所在国家（地区）\t设立年份\t境内主体统一社会信用代码\r\n"
    paste(page, f"{head}甲\t德国\t2023\t\r\n乙\t日本\t2024年\t\r\n")
    expect(table.locator("tbody tr")).to_have_count(2)
    expect(sign(page)).to_have_text(SAVED)
    table.get_by_role("button", name="上移").nth(1).click()
    expect(sign(page)).to_have_text(SAVED)
    rows = desk.value("lists:overseas_branches")
    assert [row["name"] for row in rows] == ["乙", "甲"]
    assert rows[0]["established"] == "2024"
    table.get_by_role("button", name="删除这一行").first.click()
    expect(sign(page)).to_have_text(SAVED)
    assert [row["name"] for row in desk.value("lists:overseas_branches")] == ["甲"]


def test_names_in_a_list_wrap_so_that_they_can_be_read(open_page: Open, desk: Any) -> None:
    name = "一种枸杞鲜果清洗、烘干、分级和包装一体化的加工装置及其控制方法"
    short = {"number": "ZL202110000000.X", "name": "甲", "uscc": "91640521MA76WXYGHQ"}
    desk.fill({"lists:patents": [short, {**short, "name": name}]})
    page = open_page("part/3/")
    rows = page.locator('[id="a-lists:patents"] tbody tr')
    heights = rows.evaluate_all("all => all.map(one => one.offsetHeight)")
    assert heights[1] > heights[0]
    hidden = """all => all.filter(one => one.scrollWidth > one.clientWidth
        || one.scrollHeight > one.clientHeight).map(one => one.value)"""
    assert rows.locator("[data-column]").evaluate_all(hidden) == []
    place = rows.nth(1).locator('[data-column="name"]')
    place.fill("乙")
    page.keyboard.press("Enter")  # of a list, a cell is one line
    expect(sign(page)).to_have_text(SAVED)
    assert desk.value("lists:patents")[1]["name"] == "乙"
    expect(place).to_have_value("乙")
    rows.nth(0).locator('[data-column="name"]').focus()
    page.keyboard.press("Enter")
    expect(place).to_be_focused()


def test_target_of_ones_own_is_added_and_removed(open_page: Open, desk: Any) -> None:
    page = open_page("part/8/")
    cell(page, "plan_targets:co2:baseline").fill("50")
    page.get_by_role("button", name="＋添加自设指标").click()
    page.keyboard.type("品牌数量")
    row = page.locator('[data-answer="plan_targets:other_1"]')
    row.locator('[data-part="baseline"]').fill("3")
    cell(page, "plan_targets:co2:2028").fill("41")
    cell(page, "plan_profile").focus()
    expect(sign(page)).to_have_text(SAVED)
    assert desk.value("plan_targets:co2") | {} == {
        "direction": "green",
        "indicator": "co2",
        "label": "二氧化碳排放量",
        "unit": "万吨",
        "baseline": "50",
        "2028": "41",
    }
    assert desk.value("plan_targets:other_1")["label"] == "品牌数量"
    row.get_by_role("button", name="删除这个指标").click()
    expect(sign(page)).to_have_text(SAVED)
    assert desk.value("plan_targets:other_1") is None


def test_computed_value_is_taken_over_and_its_formula_told(open_page: Open, filled: Any) -> None:
    page = open_page("part/2/")
    cell(page, "leading_output_growth:2024").fill("")
    cell(page, "leading_output_growth:2025").focus()
    expect(sign(page)).to_have_text(SAVED)
    page.locator('[data-formula="leading_output_growth:2024"]').click()
    expect(page.locator("#answer-details")).to_contain_text(
        "(94.72×81.48%)÷(89.02×71.74%)−1＝20.85%"
    )
    page.keyboard.press("Escape")
    page.locator('[data-take="a-leading_output_growth:2024"]').click()
    expect(cell(page, "leading_output_growth:2024")).to_have_value("20.85")
    expect(sign(page)).to_have_text(SAVED)
    assert filled.value("leading_output_growth:2024") == "20.85"


def test_versions_of_an_answer_are_leafed_through_in_their_window(
    open_page: Open, desk: Any
) -> None:
    for number in range(VERSIONS_SHOWN + 1):
        desk.save("operator", f"第{number}稿", number)
    page = open_page("part/1/")
    cell(page, "operator").focus()
    page.keyboard.press("Alt+H")
    dialog = page.locator("#answer-details")
    expect(dialog.locator("tbody tr")).to_have_count(VERSIONS_SHOWN)
    dialog.get_by_role("link", name="较早的").click()
    expect(dialog.locator("tbody tr")).to_have_count(1)
    expect(dialog.locator("tbody tr")).to_contain_text("第0稿")
    expect(dialog.locator("h2")).to_be_focused()
    dialog.get_by_role("link", name="较新的").click()
    expect(dialog.locator("tbody tr")).to_have_count(VERSIONS_SHOWN)
    dialog.get_by_role("button", name="关闭").click()
    expect(cell(page, "operator")).to_be_focused()


def test_growth_and_totals_beside_the_rows_follow_what_is_typed(
    open_page: Open, filled: Any
) -> None:
    page = open_page("part/2/")
    growth = beside(page, "total_output:2025")
    expect(growth).to_have_text("2025年 +28.60%")
    cell(page, "total_output:2025").fill("47.36")
    cell(page, "total_output:2024").focus()
    expect(growth).to_have_text("2025年 -50.00%")
    cell(page, "total_output:2024").fill("")
    cell(page, "total_output:2023").focus()
    expect(growth).to_be_hidden()
    page = open_page("part/3/")
    expect(beside(page, "sum of standards_international_led:2024")).to_have_text("10")
    cell(page, "standards_group_led:2024").fill("4")
    cell(page, "standards_group_led:2025").focus()
    expect(beside(page, "standards_group_led:total")).to_have_text("7")
    expect(beside(page, "sum of standards_international_led:2024")).to_have_text("13")


def test_finding_is_repaired_by_one_click_and_another_explained(
    open_page: Open, filled: Any
) -> None:
    filled.fill({"leading_output_growth:2025": "12.00", "total_output:2024": "20.00"})
    page = open_page("part/2/")
    page.locator("[data-repair]").first.click()
    expect(sign(page)).to_have_text(SAVED)
    confirm = page.locator('.finding.confirm[data-code="unusual_change"]').first
    confirm.get_by_text("写说明").click()
    confirm.locator("textarea").fill("上一年因设备检修停产五个月，次年恢复。")
    cell(page, "total_output:2023").focus()
    expect(page.locator(".settled")).to_contain_text("已说明")
    expect(page.locator(".settled")).to_contain_text("zhongning经办人")


def test_finding_that_stays_as_it_was_is_the_same_on_the_page(open_page: Open, filled: Any) -> None:
    filled.save("total_output:2024", "20.00")
    page = open_page("part/2/")
    kept = page.locator('.finding:has(textarea[data-answer="unusual_change:total_output:2024"])')
    kept.locator("summary").click()
    kept.evaluate("row => { row.seenBefore = true; }")
    before = page.locator(".finding[data-level]").count()
    with page.expect_response("**/answer/") as answered:
        cell(page, "sme_output_share:2025").fill("101.5")
        cell(page, "sme_output_share:2024").focus()
    assert "data-same=" in answered.value.json()["findings"]
    expect(page.locator(".finding.error")).to_contain_text(["超出范围"])
    expect(page.locator(".finding[data-level]")).not_to_have_count(before)
    assert kept.evaluate("row => row.seenBefore === true && row.querySelector('details').open")


def test_ticks_show_where_to_add_evidence(open_page: Open, desk: Any) -> None:
    page = open_page("part/7/")
    page.get_by_text("建立了中小企业合法权益保护机制").click()
    expect(sign(page)).to_have_text(SAVED)
    assert desk.value("governance_work") == ["rights_protection"]
    link = page.get_by_role("link", name="为“建立了中小企业合法权益保护机制”添加佐证")
    expect(link).to_have_attribute(
        "href", f"{desk.address}evidence/?for=governance_work.rights_protection"
    )


def test_others_are_seen_in_the_list_of_parts_and_their_answers_come_in(
    open_page: Open, desk: Any
) -> None:
    first = open_page("part/1/")
    second = open_page("part/1/", "operator")
    expect(second.locator('#parts [data-section="part_1"] .people')).to_have_text("z")
    cell(first, "operator").fill("中宁园区管委会")
    cell(first, "area_km2").focus()
    expect(sign(first)).to_have_text(SAVED)
    expect(cell(second, "operator")).to_have_value("中宁园区管委会", timeout=20000)
