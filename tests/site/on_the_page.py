"""On the page of a part: an answer's cell, the sign of saving, leaving an answer, pasting."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

SAVED = re.compile(r"已保存 \d\d:\d\d:\d\d")


def cell(page: Page, key: str) -> Locator:
    """The element of an answer, or of one cell of a row."""
    return page.locator(f'[id="a-{key}"]')


def sign(page: Page) -> Locator:
    """What says whether all is saved."""
    return page.locator("#saving")


def leave(page: Page) -> None:
    """Leave the answer one is in, as by a click beside it."""
    page.locator("h1").click()


def paste(page: Page, text: str) -> None:
    """Paste a text where the focus is, as a table program puts it on the clipboard."""
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData('text/plain', text);
        const how = {clipboardData: data, bubbles: true, cancelable: true};
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', how)); }""",
        text,
    )
