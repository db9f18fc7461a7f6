"""The gate of explanations: an unusual figure stays a finding until its reason is written."""

from __future__ import annotations

from collections.abc import Callable

from at_the_desk import begin, leave, sees_saved, write
from clerk import SAVED
from playwright.sync_api import Locator, Page, expect
from visiting import Visit

TITLE = "说明用的申报"
OTHER_TITLE = "边写边存说明的申报"
REASON = "上年因设备大修停产五个月，2024年6月新建的枸杞原浆生产线投产。"


def test_finding_to_confirm_stays_with_a_short_explanation_and_passes_with_a_proper_one(
    visit: Visit, open_call: Callable[[str], None]
) -> None:
    open_call(TITLE)
    page = visit("zhongning")
    address = begin(page, TITLE)
    finding = unusual(page, address)
    expect(finding).to_contain_text("上年是 20.00 亿元，一年之内增减超过")
    expect(finding.locator(".sign")).to_have_text("需核实")
    finding.get_by_text("写说明").click()
    text = finding.locator("textarea")
    text.click()
    page.keyboard.type("情况属实。")
    leave(page)
    expect(finding).to_contain_text("情况说明不符合要求")
    expect(finding.locator(".sign")).to_have_text("需核实")
    expect(page.locator(".settled")).to_have_count(0)

    text.fill(REASON)
    sees_saved(page)
    settled = page.locator('.settled .finding[data-code="unusual_change"]')
    expect(settled.locator(".sign")).to_have_text("已说明")
    expect(settled).to_contain_text("马建军")
    finding = page.locator('.finding-list:not(.settled) [data-code="unusual_change"]')
    expect(finding).to_have_count(0)

    page.goto(address + "checks/?level=explained")
    told = page.locator('.item[data-code="unusual_change"]')
    expect(told).to_contain_text(REASON)
    expect(told).to_contain_text("马建军")
    page.goto(address + "checks/?level=confirm")
    expect(page.locator('.item[data-code="unusual_change"]')).to_have_count(0)

    page.goto(address + "part/2/")
    write(page, "total_output:2023", "21.00")
    leave(page)
    finding = page.locator('.finding-list:not(.settled) [data-code="unusual_change"]')
    expect(finding.locator(".sign")).to_have_text("待复核")
    expect(finding).to_contain_text("2023年“集群总产值”由 20.00 亿元 变为 21.00 亿元")
    finding.get_by_role("button", name="仍然适用").click()
    settled = page.locator('.settled .finding[data-code="unusual_change"]')
    expect(settled.locator(".sign")).to_have_text("已说明")
    expect(settled.locator("textarea")).to_have_value(REASON)
    sees_saved(page)


def test_explanation_saved_while_it_is_written_keeps_its_caret_and_the_input_method(
    visit: Visit, open_call: Callable[[str], None]
) -> None:
    open_call(OTHER_TITLE)
    page = visit("zhongning")
    finding = unusual(page, begin(page, OTHER_TITLE))
    finding.get_by_text("写说明").click()
    finding.locator("textarea").click()
    page.keyboard.type(REASON)
    settled = page.locator(".settled .finding")
    expect(settled.locator(".sign")).to_have_text("已说明")  # the finding has moved, with its text
    page.keyboard.type("另有")
    keys = page.context.new_cdp_session(page)
    composing = {"text": "xin", "selectionStart": 3, "selectionEnd": 3}
    keys.send("Input.imeSetComposition", composing)
    expect(page.locator("#saving")).to_have_text("")
    expect(page.locator("#saving")).to_have_text(SAVED)
    keys.send("Input.insertText", {"text": "新"})
    page.keyboard.type("厂两座。")
    expect(settled.locator("textarea")).to_have_value(REASON + "另有新厂两座。")
    sees_saved(page)
    page.reload()
    expect(settled.locator("textarea")).to_have_value(REASON + "另有新厂两座。")


def unusual(page: Page, address: str) -> Locator:
    """Fill in a total output that trebles within a year; the finding that says so."""
    page.goto(address + "part/2/")
    write(page, "total_output:2023", "20.00")
    write(page, "total_output:2024", "60.00")
    sees_saved(page)
    return page.locator('.finding[data-code="unusual_change"]')
