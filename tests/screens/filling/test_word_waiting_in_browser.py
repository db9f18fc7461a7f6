"""The page that waits for a Word file to be read: it looks by itself, and works without scripts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, Request, expect
from visiting import axe
from worked_off import work_off

from jiqun.records.filings.models import ImportPreview

Open = Callable[..., Page]


def bring(page: Page, data: bytes) -> None:
    """Upload a file on the open page."""
    page.set_input_files("#file", {"name": "申报表.docx", "mimeType": "", "buffer": data})
    page.get_by_role("button", name="上传并对照").click()
    expect(page.locator("#reading-title")).to_have_text("正在读取")


@pytest.fixture
def word(filled: Any) -> bytes:
    """The Word file of the application."""
    answer = filled.client().post(f"{filled.address}download/word/")
    return bytes(answer.content)


def test_page_shows_the_comparison_by_itself_once_it_is_there(word: bytes, open_page: Open) -> None:
    page = open_page("word/")
    bring(page, word)
    expect(page.locator("[data-words]")).to_have_text("文件已收到，正在排队读取。")
    work_off()
    expect(page.locator("h2").first).to_have_text("逐项对照")
    expect(page.get_by_text("文件与这里的内容一样")).to_be_visible()


def test_page_shows_the_refusal_by_itself(open_page: Open, desk: Any) -> None:
    page = open_page("word/")
    bring(page, b"%PDF-1.4")
    assert axe(page) == []
    work_off()
    expect(page.locator(".notice.error")).to_contain_text("这是 PDF 文件")
    assert axe(page) == []
    page.get_by_role("link", name="重新上传").click()
    expect(page.locator("h1")).to_have_text("Word 导入")


def test_page_that_waits_long_says_so_without_being_asked(open_page: Open, desk: Any) -> None:
    page = open_page("word/")
    bring(page, b"PK")
    ImportPreview.objects.update(created_at=timezone.now() - timedelta(seconds=31))
    expect(page.locator("[data-words]")).to_contain_text("请联系管理员")


def test_page_whose_login_ended_says_how_to_go_on(open_page: Open, desk: Any) -> None:
    page = open_page("word/")
    bring(page, b"PK")
    Session.objects.all().delete()
    expect(page.locator("[data-words]")).to_contain_text("登录已过期")
    page.get_by_role("link", name="刷新").click()
    expect(page.locator("h1")).to_have_text("登录")


def test_without_scripts_the_page_is_looked_at_again(open_page: Open, desk: Any) -> None:
    page = open_page("word/", java_script_enabled=False)
    bring(page, b"%PDF-1.4")
    work_off()
    page.get_by_role("link", name="刷新").click()
    expect(page.locator(".notice.error")).to_be_visible()


def test_waiting_does_not_keep_the_session_alive(open_page: Open, desk: Any) -> None:
    page = open_page("word/")
    with page.expect_request(_looks_again) as asked:
        bring(page, b"PK")
    assert asked.value.headers["x-jiqun-background"] == "1"


def _looks_again(request: Request) -> bool:
    return "json" in request.headers.get("accept", "") and "/uploads/" not in request.url
