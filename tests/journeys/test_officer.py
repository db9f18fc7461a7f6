"""An officer of the city looks through what a county submitted: from the queue to the answers, 核对
by the keyboard and by a press, 要求修改 beside an answer; and back to the page 办理."""

from __future__ import annotations

from at_the_desk import answer, bring_scan, move
from playwright.sync_api import expect
from visiting import Visit, axe

COUNTY, CITY = "lingwu", "yinchuan-jingban"
NICHE = {"leading_industry": "羊绒", "niche": "羊绒制品", "niche_code": "1762"}
KEY = "total_output:2025"


def test_officer_looks_through_the_answers_and_asks_beside_one(visit: Visit) -> None:
    county = visit(COUNTY)
    way = county.locator(".card-head a.btn").get_attribute("href")
    assert way
    desk = "/".join(way.split("/")[:3]) + "/"
    move(county, desk, "freeze", **NICHE)
    bring_scan(county, desk)
    move(county, desk, "submit", declaration_date="2026-11-30")

    city = visit(CITY)
    assert axe(city) == []
    waiting = city.get_by_role("region", name="待我办理").locator("tr", has_text="灵武市")
    expect(waiting).to_contain_text("审核，推荐或退回")
    waiting.get_by_role("link", name="办理").click()
    expect(city.locator("main")).to_contain_text("项未核对")
    city.locator("main").get_by_role("link", name="看第一处").click()
    city.wait_for_url("**/part/*/#a-*")
    left = int(city.locator("#unseen b").inner_text())

    city.goto(f"{desk}part/2/")
    expect(answer(city, KEY)).not_to_be_editable()
    answer(city, KEY).click()
    city.keyboard.press("Alt+V")
    look = city.locator(f'[data-look="{KEY}"]')
    expect(look).to_have_text("已核对")
    expect(city.locator("#unseen b")).to_have_text(str(left - 1))
    # By Tab to the next one, and by a press as everywhere.
    city.keyboard.press("Tab")
    expect(look).to_be_focused()
    city.keyboard.press("Space")
    expect(look).to_have_text("核对")
    city.keyboard.press("Space")
    expect(look).to_have_text("已核对")
    assert axe(city) == []

    city.locator(f'[data-request="{KEY}"]').click()
    panel = city.locator("#side-panel")
    expect(panel.locator("h2")).to_contain_text("集群总产值（亿元） 2025年")
    panel.get_by_label("哪里不对").fill("比统计局数小")
    panel.get_by_label("要怎么改").fill("核对统计年报")
    assert axe(city) == []
    panel.get_by_role("button", name="记下这条要求").click()
    expect(panel).to_contain_text("比统计局数小")
    expect(city.locator("[data-request-here]")).to_have_text("要求修改 1")
    expect(city.locator(f'[data-request="{KEY}"]')).to_have_text("要求 1")
    city.goto(f"{desk}procedure/")
    expect(city.locator("#requests .request")).to_contain_text("比统计局数小")
    expect(city.locator("main")).to_contain_text(f"还有 {left - 1} 项未核对")

    # The county is shown none of it.
    county.goto(f"{desk}part/2/")
    expect(county.locator("main")).not_to_contain_text("核对")
    expect(county.locator("[data-look], [data-request-here], #unseen")).to_have_count(0)
