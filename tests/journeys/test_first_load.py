"""The first visit to a part: compressed pages, modules asked for at once, files kept for good."""

from __future__ import annotations

from at_the_desk import demonstration
from playwright.sync_api import Page, Response
from visiting import Visit

MOST_HTML = 20_000  # bytes on the line; the page itself has three times as many
LOADED = """() => performance.getEntriesByType('resource')
    .filter(one => one.name.includes('/static/'))
    .map(one => [one.name, one.startTime, one.responseEnd, one.transferSize])"""
PRELOADED = "links => links.map(link => link.href)"


def test_part_comes_compressed_its_modules_at_once_and_stay_for_good(visit: Visit) -> None:
    page = visit("zhongning-park")
    place = demonstration(page) + "part/2/"
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(place)
    html = page.evaluate("performance.getEntriesByType('navigation')[0].encodedBodySize")
    assert html <= MOST_HTML

    modules = {name: (begin, end) for name, begin, end, _ in loaded(page) if name.endswith(".js")}
    preloaded = page.locator("link[rel=modulepreload]").evaluate_all(PRELOADED)
    assert len(preloaded) == len(set(preloaded)) > 20 and set(preloaded) <= set(modules)
    (first,) = (end for name, (_, end) in modules.items() if "/part_page." in name)
    late = {name for name, (begin, _) in modules.items() if begin >= first}
    assert late == set()  # asked for before anybody could know what the first one imports

    static = [answer for answer in answers if "/static/" in answer.url]
    assert static
    for answer in static:
        assert "immutable" in answer.headers["cache-control"]
        if answer.url.endswith((".js", ".css")):
            assert answer.headers["content-encoding"] == "gzip"
    page.goto(place)
    assert {size for *_, size in loaded(page)} == {0}


def loaded(page: Page) -> list[tuple[str, float, float, int]]:
    """Of each static file of the page: its address, when it was asked for and there, its bytes."""
    page.wait_for_load_state("networkidle")
    found: list[tuple[str, float, float, int]] = page.evaluate(LOADED)
    return found
