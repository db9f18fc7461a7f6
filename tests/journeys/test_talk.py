"""The operator asks at an answer, the county replies and settles, all beside the answers; a row of
a list is talked about too."""

from __future__ import annotations

from at_the_desk import answer, demonstration
from playwright.sync_api import Locator, Page, expect
from visiting import Visit, axe

KEY = "total_output:2025"
QUESTION, REPLY = "2025年的产值含代加工吗？", "不含代加工。"


def test_operator_asks_at_an_answer_county_replies_and_settles(visit: Visit) -> None:
    operator = visit("zhongning-park")
    desk = demonstration(operator)
    operator.goto(f"{desk}part/2/")
    answer(operator, KEY).click()
    operator.keyboard.press("Alt+T")
    panel = operator.locator("#side-panel")
    expect(panel).to_contain_text("讨论：")
    operator.keyboard.type(QUESTION)
    operator.keyboard.press("Tab")
    operator.keyboard.press("Enter")
    expect(panel.locator(".said-text")).to_have_text(QUESTION)
    expect(button(operator)).to_have_text("讨论 1")
    expect(part(operator)).to_have_text("1 处待讨论")
    assert axe(operator) == []
    operator.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(answer(operator, KEY)).to_be_focused()

    county = visit("zhongning", f"{desk}checks/")
    county.locator("main").get_by_role("link", name="1 处待讨论").click()
    assert axe(county) == []
    county.locator(".talk h2 a").click()
    county.wait_for_url("**/part/2/#*")
    button(county).click()
    panel = county.locator("#side-panel")
    panel.get_by_label("回复").fill(REPLY)
    panel.get_by_role("button", name="回复").click()
    expect(panel.locator(".said-text")).to_have_text([QUESTION, REPLY])
    panel.get_by_role("button", name="了结").click()
    expect(panel).to_contain_text("已了结")
    expect(button(county)).to_have_text("讨论")
    expect(part(county)).to_be_hidden()

    operator.goto("/notices/")
    expect(operator.locator("main")).to_contain_text("中宁县工业和信息化局了结了讨论")
    region = visit("ningxia", f"{desk}part/2/")
    expect(region.locator("main")).not_to_contain_text("讨论")
    assert region.request.get(f"{desk}talks/").status == 404


def test_row_of_a_list_is_talked_about_and_a_text_that_was_not_sent_stays(visit: Visit) -> None:
    operator = visit("zhongning-park")
    desk = demonstration(operator)
    operator.goto(f"{desk}part/3/")
    table = operator.locator('[id="a-lists:standards"]')
    row = table.locator("tbody tr").nth(1)
    row.get_by_role("button", name="讨论").click()
    panel = operator.locator("#side-panel")
    expect(panel.locator("h2")).to_contain_text("第2行")
    panel.get_by_label("要说的话").fill("这一行的年份对吗？")
    panel.get_by_role("button", name="关闭").click()
    row.get_by_role("button", name="讨论").click()
    expect(panel.get_by_label("要说的话")).to_have_value("这一行的年份对吗？")
    panel.get_by_role("button", name="发起讨论").click()
    expect(row.get_by_role("button", name="讨论 1")).to_be_visible()


def button(page: Page) -> Locator:
    """The button at the answer."""
    return page.locator(f'[data-talk="{KEY}"]')


def part(page: Page) -> Locator:
    """The count of the part in the list of parts."""
    return page.locator('#parts [data-section="part_2"] .part-talks')
