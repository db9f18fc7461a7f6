"""The scan beside the paper that was sealed."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from tests.records.versions.test_scan_pages import pdf

from jiqun.records.evidence.actions import arriving
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.versions.actions import freeze
from jiqun.records.versions.scans import bind_scan


@pytest.fixture
def address(desk: Any) -> str:
    """Where a scan of two pages of the first version lies."""
    version = freeze(desk.application.filing, SYSTEM)
    with arriving("盖章件.pdf", BytesIO(pdf((595, 842), (595, 842)))) as arrived:
        scan = bind_scan(version, arrived, desk.people["clerk"])
    return f"{desk.address}scans/{scan.public_id}/"


@pytest.mark.slow
def test_pages_are_turned_beside_the_version(desk: Any, address: str) -> None:
    first = desk.client("city").get(f"{address}beside/").content.decode()
    assert "第 1 页，共 2 页" in first and "?page=2" in first and "上一页" not in first
    assert f"/a/{desk.application.public_id}-v1/download/pdf/?inline=1" in first
    last = desk.client("city").get(f"{address}beside/?page=7").content.decode()
    assert "第 2 页，共 2 页" in last and "下一页" not in last
    answer = desk.client("city").get(f"{address}page/2/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")


@pytest.mark.slow
def test_odd_pages_are_the_first_and_strangers_find_nothing(desk: Any, address: str) -> None:
    for asked in ("x", "-1", "9" * 20, "1.5"):
        page = desk.client("city").get(f"{address}beside/", {"page": asked}).content.decode()
        assert "第 1 页，共 2 页" in page
    for below in ("beside/", "page/1/"):
        assert desk.client("stranger").get(f"{address}{below}").status_code == 404
