"""Drawing the pages of what strangers send: what cannot be drawn is said, and nothing is worse."""

from __future__ import annotations

from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from tests.records.versions.test_scan_codes import bomb

from jiqun.engine import UnusableInput
from jiqun.records.versions import scan_pages
from jiqun.records.versions.scan_page_child import WIDEST, drawn
from jiqun.records.versions.scan_pages import page_of_scan


def pdf(*sizes: tuple[int, int]) -> bytes:
    """A PDF whose pages have these sizes in pt."""
    file = pypdfium2.PdfDocument.new()
    for width, height in sizes:
        file.new_page(width, height)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def picture(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (3000, 4000), "white").save(out, kind)
    return out.getvalue()


@pytest.fixture
def scan(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A scan whose bytes the test lays down."""
    laid = SimpleNamespace(data=b"")
    monkeypatch.setattr(scan_pages, "bytes_of_scan", lambda scan: BytesIO(scan.data))
    return laid


@pytest.mark.slow
def test_page_that_is_asked_for_is_drawn_and_the_last_one_where_it_is_past(scan: Any) -> None:
    scan.data = pdf((595, 842), (842, 595))
    for asked, number, tall in ((1, 1, True), (2, 2, False), (99, 2, False), (0, 1, True)):
        page = page_of_scan(scan, asked)
        assert (page.number, page.count) == (number, 2)
        shown = Image.open(BytesIO(page.picture))
        assert (shown.height > shown.width) == tall


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_picture_is_one_page_and_no_wider_than_a_screen(scan: Any, kind: str) -> None:
    scan.data = picture(kind)
    page = page_of_scan(scan, 1)
    assert page.count == 1
    assert Image.open(BytesIO(page.picture)).width <= WIDEST


@pytest.mark.slow
@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 broken", b"\xff\xd8\xff broken", bomb()])
def test_what_cannot_be_drawn_is_said(scan: Any, data: bytes) -> None:
    scan.data = data
    with pytest.raises(UnusableInput, match="请下载后查看"):
        page_of_scan(scan, 1)


def test_huge_page_is_drawn_small() -> None:
    _, page = drawn(pdf((14_400, 14_400)), 1)
    assert max(page.size) <= 2 * WIDEST
