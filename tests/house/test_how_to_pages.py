"""Each how-to page is followed to the letter, and what it promises is there in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from at_the_desk import answer, sees, sees_saved, write
from how_to_page import HOW_TO, follow
from playwright.sync_api import Browser, Page, expect
from visiting import PATIENCE, Visits

PAGES = {
    "add-a-check.md",
    "add-a-document.md",
    "add-a-form.md",
    "add-a-kind.md",
    "add-an-edition.md",
    "revise-an-edition.md",
}
"""Every one has a test below."""

Open = Callable[[str, str], Page]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens a page of a site as the clerk of 中宁县; at the end no page may have complained."""
    expect.set_options(timeout=PATIENCE)
    visits = Visits(browser, "")

    def open_at(site: str, path: str) -> Page:
        visits.address = site
        return visits.open("zhongning", path)

    yield open_at
    visits.end()


def test_every_page_is_followed() -> None:
    assert {page.name for page in HOW_TO.glob("*.md")} == PAGES


@pytest.mark.slow
def test_kind_of_the_page_is_tested_asked_for_and_kept(tmp_path: Path, open_page: Open) -> None:
    with follow("add-a-kind.md", tmp_path) as walk:
        walk.go_on()
        page = open_page(walk.site.address, f"{walk.said.strip()}part/1/")
        write(page, "postcode", "75510")
        sees_saved(page)
        expect(page.locator("main")).to_contain_text("邮政编码是六位数字，如“755100”。")
        sees(page, "postcode", "75510")
        write(page, "postcode", "７５５ １００")
        sees_saved(page)
        sees(page, "postcode", "755100")
        expect(page.locator("main")).not_to_contain_text("邮政编码是六位数字")
        walk.go_on()
