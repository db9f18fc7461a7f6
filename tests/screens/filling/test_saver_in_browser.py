"""When the page saves and what it says of it, with the page's clock in the hand of the test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from on_the_page import SAVED, cell, leave, sign
from playwright.sync_api import Page, Route, expect

Open = Callable[..., Page]
KEPT = 200  # milliseconds from key to key of somebody who types on
# All that the sign says from now on.
LISTEN = """() => { window.said = [];
    const sign = document.getElementById('saving');
    new MutationObserver(() => window.said.push(sign.textContent))
        .observe(sign, {childList: true, characterData: true, subtree: true}); }"""

# What has come from the server before is taken over.
TAKEN = """() => new Promise(done => { const line = new MessageChannel();
    line.port1.onmessage = done; line.port2.postMessage(0); })"""


def slowed(open_page: Open, path: str) -> Page:
    """A page on which time passes only as far as a test lets it."""
    page = open_page(path)
    page.clock.install()
    page.reload()
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    page.evaluate(LISTEN)
    return page


def said(page: Page) -> list[str]:
    told: list[str] = page.evaluate("window.said")
    return told


def test_nothing_says_saved_before_the_server_has_answered(open_page: Open, desk: Any) -> None:
    page = slowed(open_page, "part/1/")
    held: list[Route] = []
    page.route("**/answer/", lambda route: held.append(route))
    with page.expect_request("**/answer/"):
        cell(page, "operator").fill("中宁园区管委会")
        leave(page)
    expect(sign(page)).to_have_text("正在保存…")
    page.clock.run_for(15_000)
    assert desk.value("operator") is None
    assert not [words for words in said(page) if SAVED.search(words)]
    held[0].continue_()
    expect(sign(page)).to_have_text(SAVED)
    assert desk.value("operator") == "中宁园区管委会"


def test_what_is_typed_without_a_pause_is_saved_after_five_seconds_at_most(
    open_page: Open, desk: Any
) -> None:
    page = slowed(open_page, "part/2/")
    text = "围绕枸杞种植、加工、检测、物流补齐链条，引进精深加工企业六家，建成"
    cell(page, "chain_strengthening_summary").focus()
    for number, character in enumerate(text):
        page.keyboard.type(character)
        if number * KEPT <= 5000:
            page.clock.run_for(KEPT)
    expect(sign(page)).to_have_text(SAVED)
    kept = str(desk.value("chain_strengthening_summary"))
    assert kept and text.startswith(kept)
    assert cell(page, "chain_strengthening_summary").input_value() == text


@pytest.mark.parametrize(
    ("path", "key", "typed", "rest", "standard"),
    [
        ("part/2/", "total_output:2024", "46.8", "5", "46.85"),
        ("part/2/", "total_output:2024", "１２", "３", "123"),
        ("part/1/", "area_km2", "49.4", "", "49.40"),
        ("part/8/", "plan_targets:co2:baseline", "5０", "", "50"),
    ],
)
def test_standard_form_is_not_put_into_an_answer_somebody_is_in(
    open_page: Open, desk: Any, path: str, key: str, typed: str, rest: str, standard: str
) -> None:
    page = slowed(open_page, path)
    place = cell(page, key)
    place.focus()
    page.keyboard.type(typed)
    with page.expect_response("**/answer/"):
        page.clock.run_for(1500)
    expect(sign(page)).to_have_text(SAVED)
    desk.fill({"cluster_name": "中宁枸杞"})  # by somebody else, so that the page asks
    with page.expect_response("**/findings/**") as told:  # all answers as the server keeps them
        page.clock.run_for(13_000)
    told.value.finished()
    page.evaluate(TAKEN)
    assert place.input_value() == typed
    page.keyboard.type(rest)
    assert place.input_value() == typed + rest
    leave(page)
    page.clock.run_for(0)
    expect(place).to_have_value(standard)
