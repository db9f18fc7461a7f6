"""The first part is filled with the keyboard alone, from the login to the next part."""

from __future__ import annotations

from collections.abc import Callable

from at_the_desk import answer
from clerk import SAVED
from playwright.sync_api import Locator, Page, expect
from visiting import PASSWORD, Visit

TITLE = "键盘填写的申报"
MOST_STEPS = 120
TYPED = {
    "cluster_name": "中宁县枸杞产业集群",
    "county_authority": "中宁县工业和信息化局",
    "county_contact": "马建国",
    "county_phone": "0953-6021234",
    "operator": "中宁县枸杞产业园区管理委员会",
    "operator_contact": "王芳",
    "operator_phone": "13995001234",
    "area_km2": "49.46",
}
# By how many times the arrow is pressed after the space bar has chosen the first.
CHOSEN = {
    "industry_sector": (1, "secondary"),
    "restricted_industry": (1, "no"),
    "major_incident": (1, "no"),
    "serious_violation": (1, "no"),
    "energy_benchmark_met": (2, "na"),
    "water_benchmark_met": (0, "yes"),
    "city_level_recognised": (0, "yes"),
}


def test_part_one_is_filled_by_keyboard_from_login_to_the_next_part(
    visit: Visit, open_call: Callable[[str], None]
) -> None:
    open_call(TITLE)
    page = visit()
    # The caret stands in the first input; a browser that is busy puts it there after the page came.
    expect(page.locator("[name=login]")).to_be_focused()
    page.keyboard.type("zhongning")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("申报首页")

    tab_to(page, page.locator(".call", has_text=TITLE).get_by_role("button"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/part/**")
    tab_to(page, page.locator("#parts a", has_text="一、基本情况"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/part/1/")

    for key, text in TYPED.items():
        tab_to(page, answer(page, key))
        page.keyboard.type(text)
    for key, (arrows, _) in CHOSEN.items():
        tab_to(page, answer(page, key).locator("input").first)
        page.keyboard.press("Space")
        for _ in range(arrows):
            page.keyboard.press("ArrowDown")
    tab_to(page, page.locator(".onward .btn-primary"))
    expect(page.locator("#saving")).to_have_text(SAVED)
    page.keyboard.press("Enter")
    page.wait_for_url("**/part/2/")

    expect(page.locator('#parts [data-section="part_1"] .sign')).to_have_text("已就绪")
    page.go_back()
    page.reload()
    for key, text in TYPED.items():
        expect(answer(page, key)).to_have_value(text)
    for key, (_, option) in CHOSEN.items():
        expect(answer(page, key).locator("input:checked")).to_have_value(option)


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is there, and seen to be there."""
    for _ in range(MOST_STEPS):
        if wanted.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()
    expect(wanted).to_be_in_viewport()
