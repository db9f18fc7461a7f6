"""Every page of the desk, as those who fill and those who only look on see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from at_the_desk import demonstration
from playwright.sync_api import Page
from visiting import Visit, axe

from jiqun.demo.accounts import ACCOUNTS

WIDTHS = (1366, 390)
DESK = (
    *(f"part/{number}/" for number in range(10)),
    "evidence/",
    "checks/",
    "checks/print/",
    "assessment/",
    "paper/",
    "paper/?view=pdf",
    "word/",
    "history/",
    "talks/",
)
SITE = ("/", "/notices/", "/help/", "/help/clerk/", "/people/sheet/")
ACCOUNT = ("", "password/", "factor/", "factor/add/", "factor/again/", "logout/")
ACCOUNT += ("sessions/", "contact/")
# Names of formats, keys, standards and programs, and what the form itself prints; they have no
# Chinese word here.
NAMES = {"Word", "Excel", "WPS", "PDF", "OFD", "JPG", "PNG", "JSON", "KB", "MB", "PCT", "XX", "pdf"}
NAMES |= {
    "docx",
    "doc",
    "xlsx",
    "xls",
    "Ctrl",
    "Shift",
    "Alt",
    "Tab",
    "Esc",
    "TOTP",
    "CSV",
    "csv",
    "Chrome",
}
# What a person or the program named: accounts, files, numbers of standards, digests, a secret.
_GIVEN = (
    *(account.username for account in reversed(ACCOUNTS)),
    r"[\w-]+\.(pdf|docx)",
    r"T/[A-Z]+",
    r"\b[0-9a-f]{16,}\b",
    r"\b[A-Z2-7]{32}\b",
)
GIVEN = re.compile("|".join(_GIVEN), re.ASCII)
_TEXTS = """() => [document.title, document.body.innerText,
  ...[...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')].flatMap(
    one => ['aria-label', 'title', 'placeholder', 'alt'].map(name => one.getAttribute(name) || ''))
].join('\\n')"""
_OPEN_ALL = "for (const one of document.querySelectorAll('details')) one.open = true"
_OPEN_INPUTS = "#desk :is(input, textarea, select):not([readonly], [disabled], [data-find])"


@pytest.fixture
def address(visit: Visit) -> str:
    """The address of the application that the demonstration filled."""
    return demonstration(visit("zhongning-park"))


@pytest.fixture
def preview(visit: Visit, address: str, tmp_path: Path) -> str:
    """The place of a Word file that was brought and is not decided on."""
    page = visit("zhongning", address + "paper/")
    word = tmp_path / "申报表.docx"
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载 Word", exact=True).click()
    coming.value.save_as(word)
    page.goto(address + "word/")
    page.set_input_files("#file", word)
    page.get_by_role("button", name="上传并对照").click()
    page.locator("[data-choose]").wait_for()
    return page.url.partition(address)[2]


@pytest.mark.parametrize("user", ["zhongning", "zhongwei"])
def test_pages_are_accessible_chinese_and_as_wide_as_the_screen(
    visit: Visit, user: str, address: str, preview: str
) -> None:
    page = visit(user)
    found = [fault for path in SITE for fault in faults(page, path)]
    for path in (*DESK, preview, f"{preview}?all=1"):
        found += faults(page, address + path)
        if user == "zhongwei" and page.locator(_OPEN_INPUTS).count():
            found.append(f"{path} can be written in by who only looks on")
    assert found == []


def test_pages_of_the_account_are_accessible_chinese_and_as_wide_as_the_screen(
    visit: Visit,
) -> None:
    found = list(faults(visit(), "/account/login/"))
    page = visit("zhongning-park")
    for path in ("/", *(f"/account/{place}" for place in ACCOUNT)):
        found += faults(page, path)
    assert found == []


def faults(page: Page, address: str) -> Iterator[str]:
    """What is wrong with a page, on a wide screen and on a narrow one."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 768})
        answer = page.goto(address)
        assert answer
        if answer.status != 200:
            yield f"{page.url} answers {answer.status}"
        page.evaluate(_OPEN_ALL)
        for found in axe(page):
            yield f"{page.url} at {width} px: {found}"
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{page.url} at {width} px scrolls sideways"
    for word in sorted(english_words(page.evaluate(_TEXTS))):
        yield f"{page.url} says “{word}”"


def english_words(text: str) -> set[str]:
    """Words of Latin letters in a text that are no names and were not typed by somebody."""
    return set(re.findall(r"[A-Za-z]{2,}", GIVEN.sub("", text))) - NAMES
