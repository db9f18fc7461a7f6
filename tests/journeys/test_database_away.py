"""The database goes away while somebody types: the text stays, and arrives once it is back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from at_the_desk import answer, demonstration, leave, write
from clerk import SAVED
from laid_site import LaidSite
from playwright.sync_api import Browser, Page, expect
from postgresql_server import Server, postgresql_server
from site_process import Site
from visiting import PASSWORD, PATIENCE, Visits

KEY, TEXT = "chain_strengthening_summary", "引进精深加工企业6家，建成鲜果速冻线2条。"
FAILING = "服务器暂时不能保存，内容留在本页，正在重试"
AGAIN = 3 * PATIENCE  # the longest wait for a database, and the page's own until it tries again


@contextmanager
def still(server: Server) -> Iterator[None]:
    """It answers no more, and refuses nothing."""
    server.hold_still()
    yield
    server.go_on()


@contextmanager
def dead(server: Server) -> Iterator[None]:
    """It falls over."""
    line = server.kill()
    yield
    server.start(line)


@pytest.mark.parametrize("away", [still, dead])
def test_postgresql_away_while_typing_loses_nothing(
    browser: Browser, tmp_path: Path, away: object
) -> None:
    assert callable(away)
    with postgresql_server() as server:
        known = {"JIQUN_DEMO_PASSWORD": PASSWORD, "DATABASE_URL": server.address}
        site = Site(tmp_path, known=known)
        site.start("demo")
        visits = Visits(browser, site.address)
        try:
            page = _typing(visits)
            with away(server):
                _goes_on_typing(page)
                shown = page.request.get("/", headers={"Accept": "text/html"}, timeout=AGAIN)
                assert (shown.status, shown.headers["retry-after"]) == (503, "5")
                assert "暂时不能读写数据" in shown.text()
            _arrives(visits, page)
        finally:
            site.kill_all()
            visits.end()


def test_sqlite_held_by_another_program_while_typing_loses_nothing(
    browser: Browser, laid_site: LaidSite, tmp_path: Path
) -> None:
    site = laid_site(tmp_path)
    site.start("serve")
    visits = Visits(browser, site.address)
    try:
        page = _typing(visits)
        file = tmp_path / "jiqun.sqlite3"
        with closing(sqlite3.connect(file, isolation_level=None, timeout=30)) as other:
            other.execute("BEGIN IMMEDIATE")
            _goes_on_typing(page)
        _arrives(visits, page)
    finally:
        site.kill_all()
        visits.end()


def _typing(visits: Visits) -> Page:
    expect.set_options(timeout=PATIENCE)
    page = visits.open("zhongning-park")
    page.goto(demonstration(page) + "part/2/")
    write(page, KEY, TEXT[:8])
    expect(page.locator("#saving")).to_have_text(SAVED)
    return page


def _goes_on_typing(page: Page) -> None:
    page.keyboard.type(TEXT[8:])
    expect(page.locator("#saving")).to_have_text(FAILING, timeout=AGAIN)
    expect(answer(page, KEY)).to_have_value(TEXT)


def _arrives(visits: Visits, page: Page) -> None:
    """By itself, without a key pressed; another page is told the text."""
    expect(page.locator("#saving")).to_have_text(SAVED, timeout=AGAIN)
    expect(answer(page, KEY)).to_have_value(TEXT)
    leave(page)
    expect(answer(visits.open("zhongning", page.url), KEY)).to_have_value(TEXT)
