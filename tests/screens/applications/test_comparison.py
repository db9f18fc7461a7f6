"""Any two versions compared answer by answer, for whoever sees the application."""

from __future__ import annotations

from typing import Any

import pytest

from jiqun.records.journal.actions import SYSTEM
from jiqun.records.versions.actions import freeze


@pytest.fixture
def twice(desk: Any) -> Any:
    """An application of which two versions were frozen, an answer apart."""
    desk.fill({"cluster_name": "中宁枸杞", "total_output:2025": "121.81"})
    freeze(desk.fresh().filing, SYSTEM)
    desk.fill({"total_output:2025": "125.00"})
    freeze(desk.fresh().filing, SYSTEM)
    return desk


def shown(desk: Any, name: str, query: str) -> Any:
    return desk.client(name).get(f"{desk.address}procedure/compare/?{query}")


@pytest.mark.parametrize("name", ["clerk", "operator", "city", "region"])
def test_what_differs_stands_before_and_after(twice: Any, name: str) -> None:
    page = shown(twice, name, "from=1&to=2").content.decode()
    assert "第1版与第2版对照" in page and "不同的项（1）" in page
    assert page.index("121.81") < page.index("125.00")
    assert "中宁枸杞</td>" not in page
    back = shown(twice, name, "from=2&to=1").content.decode()
    assert back.index("125.00") < back.index("121.81")


def test_equal_versions_say_so_and_the_form_stands_on_the_page(twice: Any) -> None:
    assert "不同的项（0）" in shown(twice, "clerk", "from=2&to=2").content.decode()
    page = twice.client("clerk").get(f"{twice.address}procedure/").content.decode()
    assert "逐项对照" in page


@pytest.mark.parametrize("query", ["", "from=1", "from=1&to=3", "from=x&to=1", "from=1&to=-1"])
def test_versions_there_are_not_are_not_found(twice: Any, query: str) -> None:
    assert shown(twice, "clerk", query).status_code == 404
    assert shown(twice, "stranger", "from=1&to=2").status_code == 404
