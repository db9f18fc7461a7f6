"""The pages of the parts on their screens: office and phone, without barriers, nothing cut off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
AXE = Path(__file__).parents[3] / "build/vendor/tests/axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


@pytest.mark.parametrize("number", range(10))
def test_tables_of_a_part_fit_an_office_screen(open_page: Open, filled: Any, number: int) -> None:
    page = open_page(f"part/{number}/")
    wider = "all => all.map(one => one.scrollWidth - one.clientWidth)"
    assert set(page.locator(".wide").evaluate_all(wider)) <= {0}


@pytest.mark.parametrize("path", [*(f"part/{n}/" for n in range(10)), "../../"])
def test_pages_have_no_axe_violations(open_page: Open, filled: Any, path: str) -> None:
    filled.fill({"total_output:2024": "20.00", "county_phone": "没有", "sme_employees": ""})
    filled.fill({"lists:patents": [{"number": "ZL1"}]})  # of the hundreds one tells as much
    page = open_page(path)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("options => axe.run(document, options)", RULES)["violations"]
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in found] == []


@pytest.mark.parametrize("path", ["part/2/", "part/3/", "part/8/", "../../"])
def test_phone_scrolls_sideways_only_inside_tables(open_page: Open, filled: Any, path: str) -> None:
    page = open_page(path)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_list_of_parts_folds_on_a_phone_and_counts_what_is_ready(
    open_page: Open, filled: Any
) -> None:
    page = open_page("part/1/")
    parts, summary = page.locator("#parts"), page.locator("#all-parts summary")
    expect(parts).to_be_visible()
    expect(summary).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(parts).to_be_hidden()
    ready = int(page.locator("[data-ready]").text_content())
    expect(summary).to_have_text(f"各部分和其他页面（已就绪 {ready}/10）")
    page.locator("#a-operator").fill("")
    page.locator("#a-area_km2").focus()
    expect(page.locator("[data-ready]")).to_have_text(str(ready - 1))
    summary.click()
    expect(parts).to_be_visible()
    for side_list in page.locator("#all-parts ul").all():
        assert side_list.evaluate("one => one.scrollWidth <= one.clientWidth")
    parts.get_by_text("三、创新能力情况").click()
    expect(page.locator("h1")).to_have_text("三、创新能力情况")


def test_title_of_a_short_page_stands_under_the_list_of_parts(open_page: Open, desk: Any) -> None:
    page = open_page("history/")
    page.set_viewport_size({"width": 390, "height": 1400})
    below = page.locator("#all-parts").bounding_box()
    title = page.locator("h1").bounding_box()
    assert title["y"] - (below["y"] + below["height"]) < 24
