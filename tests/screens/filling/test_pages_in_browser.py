"""The pages about a whole application in a browser: files, the matrix, the paper, access."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk_fixtures import PDF
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
AXE = Path(__file__).parents[3] / "build/vendor/tests/axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
PAGES = (
    "evidence/",
    "checks/",
    "checks/print/",
    "assessment/",
    "paper/",
    "word/",
    "history/",
)


def pdf(name: str, data: bytes = PDF) -> dict[str, Any]:
    return {"name": name, "mimeType": "application/pdf", "buffer": data}


def test_several_files_are_brought_at_once_and_the_bad_one_is_named(
    open_page: Open, desk: Any
) -> None:
    desk.fill({"chain_strengthening_work": ["chain_map", "challenge_list"]})
    page = open_page("evidence/?for=chain_strengthening_work.chain_map")
    page.set_input_files("#files", [pdf("甲.pdf"), pdf("假.pdf", b"<html>"), pdf("乙.pdf")])
    page.get_by_label("第三方证明").first.check()
    page.get_by_role("button", name="上传", exact=True).click()
    rows = page.locator(".queued")
    expect(rows.nth(0)).to_contain_text("已保存")
    expect(rows.nth(1)).to_contain_text("没有保存")
    expect(rows.nth(2)).to_contain_text("已保存")


def test_file_is_picked_at_an_answer_with_the_keyboard(open_page: Open, desk: Any) -> None:
    desk.fill({"chain_strengthening_work": ["chain_map"]})
    page = open_page("evidence/")
    page.set_input_files("#files", [pdf(f"{number}号文.pdf") for number in range(12)])
    page.get_by_label("自我声明").first.check()
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.locator(".files tbody tr")).to_have_count(12, timeout=20_000)
    page.locator("[data-ties]").first.press("Enter")
    dialog = page.locator("#ties")
    dialog.get_by_label("缩小范围").fill("7号")
    expect(dialog.locator(".choice:visible")).to_have_count(1)
    dialog.get_by_label("7号文.pdf").press("Space")
    dialog.get_by_role("button", name="保存").press("Enter")
    expect(page.locator("#evidence-sum")).to_contain_text("佐证材料齐全")
    expect(page.locator(".matrix .chip")).to_have_text(["7号文.pdf"])
    row = page.locator(".files tbody tr", has_text="7号文.pdf")
    expect(row.locator(".proven")).to_have_text(["绘制产业链图谱，开展产业链培育"])
    row.get_by_role("link", name="修改").click()
    found = page.evaluate(
        f"{AXE.read_text(encoding='utf-8')}; axe.run('#ties', {RULES})"
        ".then(result => result.violations.map(v => [v.id, v.nodes[0].html]))"
    )
    assert found == []
    dialog.get_by_label("绘制产业链图谱").uncheck()
    dialog.get_by_role("button", name="保存").click()
    expect(row).to_contain_text("未指定")


def test_click_on_paper_leads_to_the_input(open_page: Open, desk: Any) -> None:
    desk.fill({"total_output:2024": "46.85"})
    page = open_page("paper/")
    page.get_by_role("link", name="46.85").click()
    expect(page.locator('[id="a-total_output:2024"]')).to_be_visible()


def test_pdf_stands_in_its_frame(open_page: Open) -> None:
    page = open_page("paper/?view=pdf")
    expect(page.locator("iframe.pdf")).to_be_visible()


@pytest.mark.parametrize("width", [1366, 390])
def test_pages_are_accessible_and_do_not_scroll_sideways(
    open_page: Open, filled: Any, width: int
) -> None:
    page = open_page("checks/")
    page.set_viewport_size({"width": width, "height": 844})
    address = page.url.removesuffix("checks/")
    for path in PAGES:
        page.goto(address + path)
        found = page.evaluate(
            f"{AXE.read_text(encoding='utf-8')}; axe.run(document, {RULES})"
            ".then(result => result.violations.map(v => [v.id, v.nodes[0].html]))"
        )
        assert found == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
