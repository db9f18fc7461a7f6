"""At the desk: finding an application, its answers on a page, and the sign that all is saved."""

from __future__ import annotations

from pathlib import Path

from clerk import SAVED
from playwright.sync_api import Locator, Page, expect

SCANS = Path(__file__).parents[2] / "docs/manual/pictures"
LOST = "连接中断，内容留在本页，正在重试"


def begin(page: Page, title: str) -> str:
    """From the home page, start the application to the call with this title; its address."""
    call = page.locator(".call", has_text=title)
    call.get_by_role("button", name="开始申报").click()
    page.wait_for_url("**/part/**")
    return page.url.partition("part/")[0]


def demonstration(page: Page) -> str:
    """From the operator's home page, the address of the one application it works on."""
    way = page.locator(".card-head a.btn").get_attribute("href")
    assert way
    return "/".join(way.split("/")[:3]) + "/"


def answer(page: Page, key: str) -> Locator:
    """The input of an answer."""
    return page.locator(f'[id="a-{key}"]')


def write(page: Page, key: str, text: str) -> None:
    """Type a text in place of what an answer holds; the caret stays in it."""
    answer(page, key).click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def leave(page: Page) -> None:
    """Leave the answer one is in, as by a click beside it."""
    page.locator("h1").click()


def sees_saved(page: Page) -> None:
    """Leave the answer and wait until the page says that all is saved."""
    leave(page)
    expect(page.locator("#saving")).to_have_text(SAVED)


def sees(page: Page, key: str, text: str) -> None:
    """Load the page anew and see that the answer is what the server keeps."""
    page.reload()
    expect(answer(page, key)).to_have_value(text)


def move(page: Page, desk: str, name: str, **said: str) -> None:
    """Make a move on the page 办理, with what it asks for."""
    page.goto(f"{desk}procedure/")
    details = page.locator(f'details:has(input[name=move][value="{name}"])')
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    for field, text in said.items():
        details.locator(f'[name="{field}"]').fill(text)
    details.locator("button[type=submit]").click()
    expect(page.locator(".notice.done")).to_be_visible()


def bring_scan(page: Page, desk: str) -> None:
    """Bring the scan of the sealed page, in parts as scripts do."""
    page.goto(f"{desk}procedure/")
    picture = next(iter(sorted(SCANS.glob("*.png"))))
    page.set_input_files("#file", str(picture))
    page.get_by_role("button", name="上传").click()
    latest = page.locator("#versions tbody tr").first
    expect(latest.locator("td a", has_text=picture.name)).to_be_visible()
