"""Another form than that of an application: begun for an office, found on the home page, filled in,
checked and taken out as Word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from at_the_desk import sees, sees_saved, write
from filing_fixtures import EDITIONS
from playwright.sync_api import expect
from visiting import Visit, axe

from jiqun.engine import Address, find_form, read_word_safely

FORM = "hebei-2028/onsite_statement"


def test_form_without_an_application_is_filled_checked_and_printed(
    visit: Visit, new_filing: Callable[..., str]
) -> None:
    address = new_filing(FORM, "中宁县工业和信息化局")
    page = visit("zhongning")
    assert axe(page) == []
    others = page.locator("section", has=page.locator("#other-forms"))
    others.locator(f'a.btn[href="{address}part/1/"]').click()
    page.wait_for_url(f"**{address}part/1/")
    expect(page.locator(".where")).not_to_contain_text("截止")
    expect(page.locator("#findings")).to_contain_text("还有 2 处未填")
    assert axe(page) == []

    write(page, "seen_companies", "12")
    sees_saved(page)
    expect(page.locator("#findings")).to_contain_text("还有 1 处未填")
    write(page, "statement", "材料属实。")
    sees_saved(page)
    expect(page.locator("#findings")).not_to_contain_text("未填")
    sees(page, "statement", "材料属实。")

    page.goto(f"{address}checks/")
    expect(page.locator("main")).to_contain_text("全表没有需要处理的地方")
    page.get_by_role("link", name="打印预览").first.click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载 Word", exact=True).click()
    assert coming.value.suggested_filename == "中宁县工业和信息化局-现场核查意见.docx"
    word = Path(coming.value.path()).read_bytes()
    answers = read_word_safely(word, find_form(FORM, [EDITIONS])).answers
    assert answers.shown_at(Address("seen_companies")) == "12"
    assert answers.shown_at(Address("statement")) == "材料属实。"


def test_form_is_seen_by_those_above_and_by_no_one_beside(
    visit: Visit, new_filing: Callable[..., str]
) -> None:
    address = new_filing(FORM, "中宁县工业和信息化局")
    page = visit("zhongwei", f"{address}part/1/")
    expect(page.locator("main")).to_contain_text("您的单位可以查看，不能修改")
    expect(page.locator('[id="a-statement"]')).not_to_be_editable()
    page = visit("zhongning-park", f"{address}part/1/")
    expect(page.locator("h1")).to_contain_text("页面")
