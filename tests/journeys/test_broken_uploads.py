"""Uploads over a line that breaks: they go on where they stood, and what is kept is the file."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from at_the_desk import demonstration
from cut_line import CutLine
from laid_site import LaidSite
from playwright.sync_api import Browser, Page, expect
from site_process import Site, wait_until
from tests.records.evidence.sample_files import PDF
from visiting import PASSWORD, Visits, sign_in

SIZE = 3_000_000
CUT = 1_300_000
LOST = "连接中断，已传的部分都在，恢复后自动接着传。"
# Of what is sent twice: the part that was on its way, and all that is no file.
MORE = 1_200_000
_LOGINS = "from django.contrib.sessions.models import Session\nSession.objects.all().delete()"
_PIECES = """
from jiqun.records.evidence.models import Piece
for piece in Piece.objects.filter(name={name!r}):
    print(piece.sha256)
"""


@pytest.fixture(scope="module")
def own(laid_site: LaidSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of these tests' own: what breaks there meets nobody else."""
    site = laid_site(tmp_path_factory.mktemp("site"))
    site.start("serve")
    yield site
    site.kill_all()


@pytest.fixture
def line(own: Site) -> Iterator[CutLine]:
    """The line to it."""
    laid = CutLine(own.port)
    yield laid
    laid.end()


@pytest.fixture
def visits(browser: Browser, line: CutLine) -> Iterator[Visits]:
    opened = Visits(browser, line.address)
    expect.set_options(timeout=30_000)
    yield opened
    opened.end()


@pytest.fixture
def page(visits: Visits) -> Page:
    """The evidence page of somebody who may bring files."""
    opened = visits.open("zhongning")
    opened.goto(demonstration(opened) + "evidence/")
    return opened


def scan(name: str, size: int = SIZE) -> dict[str, Any]:
    data = PDF + b"%" + os.urandom(size - len(PDF) - 1)
    return {"name": name, "mimeType": "application/pdf", "buffer": data}


def send(page: Page, file: dict[str, Any]) -> None:
    page.set_input_files("#files", [file])
    page.get_by_label("第三方证明").first.check()
    page.get_by_role("button", name="上传", exact=True).click()


def broken_off(page: Page, line: CutLine, file: dict[str, Any]) -> dict[str, Any]:
    """The file, sent over a line that breaks on the way."""
    line.cut_after(CUT)
    send(page, file)
    expect(page.locator(".queued .said")).to_contain_text(LOST)
    return file


def is_kept(page: Page, file: dict[str, Any]) -> None:
    """The page lists the file, and what it gives out is the file."""
    link = page.locator(".files").get_by_role("link", name=file["name"], exact=True)
    expect(link).to_have_count(1)
    with page.expect_download() as download:
        link.click()
    assert Path(download.value.path()).read_bytes() == file["buffer"]


def test_line_that_is_cut_in_the_middle_holds_an_upload_up_and_no_more(
    page: Page, line: CutLine
) -> None:
    file = scan("盖章扫描件.pdf")
    line.cut_after(CUT)
    send(page, file)
    row = page.locator(".queued .said")
    expect(row).to_contain_text(LOST)
    expect(row).to_contain_text("/ 2.9 MB）")
    percent = int((row.text_content() or "").split()[1])
    assert 20 <= percent <= 45
    before = line.went_up
    line.mend()
    is_kept(page, file)
    assert line.went_up - before < SIZE * (100 - percent) / 100 + MORE


def test_server_that_is_killed_and_started_anew_goes_on_with_what_came(
    page: Page, line: CutLine, own: Site
) -> None:
    file = broken_off(page, line, scan("断电.pdf"))
    own.kill_all()
    own.start("serve")
    before = line.went_up
    line.mend()
    is_kept(page, file)
    assert line.went_up - before < SIZE


def test_page_that_was_closed_goes_on_when_the_file_is_chosen_again(
    page: Page, line: CutLine
) -> None:
    file = broken_off(page, line, scan("第二天接着传.pdf"))
    address = page.url
    page.goto("about:blank")
    line.mend()
    page.goto(address)
    expect(page.get_by_role("heading", name="没有传完的文件")).to_be_visible()
    # Another file of this name and length is another file.
    other = scan(file["name"])
    before = line.went_up
    send(page, file)
    is_kept(page, file)
    assert line.went_up - before < SIZE
    expect(page.get_by_role("heading", name="没有传完的文件")).to_be_hidden()
    send(page, other)
    expect(page.locator(".files").get_by_role("link", name=file["name"], exact=True)).to_have_count(
        2
    )


def test_login_that_ended_meanwhile_is_said_and_a_new_one_elsewhere_goes_on(
    page: Page, line: CutLine, own: Site
) -> None:
    file = scan("登录过期.pdf")
    line.cut_after(CUT)
    send(page, file)
    row = page.locator(".queued .said")
    expect(row).to_contain_text(LOST)
    done = own.run("shell", "--verbosity", "0", "-c", _LOGINS)
    assert done.returncode == 0, done.stderr
    line.mend()
    expect(row).to_contain_text("登录已过期，已传的部分都在")
    tab = page.context.new_page()
    sign_in(tab, "zhongning-park")
    expect(row).to_contain_text("现在登录的是另一个账号")
    tab.context.clear_cookies()
    sign_in(tab, "zhongning")
    is_kept(page, file)


def test_login_anew_while_the_line_is_down_is_not_even_noticed(
    page: Page, line: CutLine, own: Site
) -> None:
    file = broken_off(page, line, scan("换了登录.pdf"))
    page.context.clear_cookies()
    tab = page.context.new_page()
    tab.goto(f"{own.address}/account/login/")
    tab.locator('[autocomplete="username"]').fill("zhongning")
    tab.locator('[autocomplete="current-password"]').fill(PASSWORD)
    tab.get_by_role("button", name="登录").click()
    tab.wait_for_url(f"{own.address}/")
    line.mend()
    is_kept(page, file)


def test_two_tabs_with_the_same_file_bring_it_once(page: Page, line: CutLine, own: Site) -> None:
    file, other = scan("两个窗口.pdf"), CutLine(own.port)
    tab = page.context.new_page()
    tab.goto(page.url.replace(line.address, other.address))
    for window, its_line in ((page, line), (tab, other)):
        its_line.cut_after(CUT)
        send(window, file)
        expect(window.locator(".queued .said")).to_contain_text(LOST)
    line.mend()
    other.mend()
    for window in (page, tab):
        is_kept(window, file)
    done = own.run("shell", "--verbosity", "0", "-c", _PIECES.format(name=file["name"]))
    assert len(done.stdout.split()) == 1, done.stderr
    assert line.went_up + other.went_up < 2 * SIZE + MORE
    other.end()


def test_database_that_is_held_at_the_end_is_waited_for(page: Page, own: Site) -> None:
    file = scan("数据库忙.pdf", 300_000)
    with (own.folder / "jiqun.sqlite3.turn").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        send(page, file)
        expect(page.locator(".queued .said")).to_contain_text("服务器暂时没有应答")
        expect(page.locator(".queued .said")).to_contain_text("已传 100 %")
    is_kept(page, file)


def test_upload_is_given_up_when_asked_and_only_then(page: Page, line: CutLine, own: Site) -> None:
    def left() -> list[Path]:
        return list((own.folder / "parts").rglob("*.bytes"))

    broken_off(page, line, scan("不要了.pdf"))
    address = page.url
    page.goto("about:blank")
    line.mend()
    page.goto(address)
    assert len(left()) == 1
    page.get_by_role("button", name="放弃“不要了.pdf”").click()
    expect(page.get_by_role("button", name="放弃“不要了.pdf”")).to_have_count(0)
    wait_until(lambda: not left())


def test_cancelled_upload_is_gone_from_page_and_server(
    page: Page, line: CutLine, own: Site
) -> None:
    line.cut_after(CUT)
    send(page, scan("取消.pdf"))
    expect(page.locator(".queued .said")).to_contain_text(LOST)
    line.mend()
    page.get_by_role("button", name="不上传“取消.pdf”").click()
    expect(page.locator(".queued")).to_have_count(0)
    wait_until(lambda: not list((own.folder / "parts").rglob("*.bytes")))


def test_word_file_goes_on_after_a_cut_and_leads_to_its_preview(page: Page, line: CutLine) -> None:
    page.goto(page.url.replace("/evidence/", "/word/"))
    data = b"PK\x03\x04" + os.urandom(SIZE)
    line.cut_after(CUT)
    page.set_input_files("#file", {"name": "大表.docx", "mimeType": "", "buffer": data})
    page.get_by_role("button", name="上传并对照").click()
    expect(page.locator("[data-status]")).to_contain_text(LOST)
    line.mend()
    page.wait_for_url("**/word/*/")
    expect(page.locator("h1")).to_have_text("对照 Word")
