"""What one click wrote is taken back by one more, saved like anything typed."""

from __future__ import annotations

from collections.abc import Callable

from at_the_desk import answer, begin, sees, sees_saved, write
from clerk import SAVED
from playwright.sync_api import Page, expect
from visiting import Visit

TITLE = "撤销用的申报"


def test_repair_a_taken_value_and_none_are_taken_back(
    visit: Visit, open_call: Callable[[str], None]
) -> None:
    open_call(TITLE)
    page = visit("zhongning")
    address = begin(page, TITLE)
    page.goto(address + "part/2/")
    for key, text in (
        ("total_output:2024", "94.72"),
        ("total_output:2025", "121.81"),
        ("leading_output_share:2024", "81.48"),
        ("leading_output_share:2025", "81.46"),
        ("leading_output_growth:2025", "12.00"),
    ):
        write(page, key, text)
    sees_saved(page)

    page.locator("[data-repair]").click()
    expect(answer(page, "leading_output_growth:2025")).to_have_value("28.57")
    takes_back(page, "leading_output_growth:2025", "12.00")

    page.locator('[data-take="a-leading_output_growth:2025"]').click()
    takes_back(page, "leading_output_growth:2025", "12.00")

    page.locator('[data-take="a-leading_output_growth:2025"]').click()
    write(page, "leading_output_growth:2025", "28.58")
    expect(page.locator("#undo")).to_be_hidden()
    sees_saved(page)
    place = page.locator('[data-computed="leading_output_growth:2025"]')
    expect(place.locator(".same")).to_have_text("在四舍五入范围内一致")
    expect(place.locator(".take")).to_be_hidden()


def takes_back(page: Page, key: str, text: str) -> None:
    """Wait until the click is saved, take it back, and see what the server keeps."""
    expect(page.locator("#saving")).to_have_text(SAVED)
    undo = page.locator("#undo")
    expect(undo).to_be_visible()
    undo.get_by_role("button", name="撤销").click()
    expect(answer(page, key)).to_have_value(text)
    expect(undo).to_be_hidden()
    sees_saved(page)
    sees(page, key, text)
