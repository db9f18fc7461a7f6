"""Visiting the site in a browser: pages that are watched for complaints, logging in, axe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

PASSWORD = "枸杞红了-2026"
SECONDS = 1000
PATIENCE = 30 * SECONDS  # the machine may be busy with other tests

_AXE = Path(__file__).parents[2] / "build/vendor/tests/axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
_ASK_AXE = """rules => axe.run(document, {runOnly: rules}).then(found => found.violations.map(
  one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 160)).slice(0, 3).join(' | ')}`))"""


@dataclass
class Visits:
    """The visits of one test: each in a context of its own, as if on a machine of its own."""

    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, user: str = "", path: str = "/", width: int = 1366, **more: Any) -> Page:
        """A page at `path`, logged in as a person of the demonstration, if one is named."""
        context = self.browser.new_context(
            base_url=self.address,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": width, "height": 768},
            accept_downloads=True,
            **more,
        )
        context.set_default_timeout(PATIENCE)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.on("page", self._watch)
        self.contexts.append(context)
        page = context.new_page()
        if user:
            sign_in(page, user)
        if not user or path != "/":
            page.goto(path)
        return page

    def end(self) -> None:
        """Close all pages. Raises AssertionError if one of them complained."""
        for context in self.contexts:
            context.close()
        assert self.complaints == []

    def _watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._hear(page, message))

    def _hear(self, page: Page, message: ConsoleMessage) -> None:
        # A request that fails is written there by the browser; the pages have an answer to it.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(f"{page.url}: {message.text}")


Visit = Callable[..., Page]


def sign_in(page: Page, user: str, password: str = PASSWORD) -> None:
    """Log in by the login page; afterwards the home page is open."""
    page.goto("/account/login/")
    page.locator('[autocomplete="username"]').fill(user)
    page.locator('[autocomplete="current-password"]').fill(password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("/")


def axe(page: Page) -> list[str]:
    """What axe finds on the page against WCAG 2.1 AA: the rule and where, at most three places."""
    # Evaluated rather than put in as a script, which the page's policy would refuse.
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(_ASK_AXE, _RULES)
    return found


def paste(page: Page, text: str) -> None:
    """Press Ctrl+V with this text on the clipboard."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")
