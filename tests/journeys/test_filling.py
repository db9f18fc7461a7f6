"""The clerk's whole way: an empty application is filled in the browser, checked and printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
from at_the_desk import begin
from clerk import Clerk
from playwright.sync_api import Locator, Page, expect
from proving import prove
from visiting import Visit

from jiqun.engine import Edition, read_answers, read_json, read_word_safely, write_answers

TITLE = "2026年自治区中小企业特色产业集群补充申报"
PARTS = 10


def test_empty_application_is_filled_without_errors_and_comes_out_as_the_example(
    visit: Visit,
    open_call: Callable[[str], None],
    edition: Edition,
    example_data: dict[str, Any],
    tmp_path: Path,
) -> None:
    open_call(TITLE)
    form = edition.main
    expected = write_answers(read_answers(form, example_data))
    page = visit("zhongning")
    clerk = Clerk(page, begin(page, TITLE), expected)
    clerk.open("part/0/")
    for _ in range(PARTS):
        clerk.fill_part()
        clerk.go_on()
    prove(clerk, tmp_path)

    clerk.open("checks/")
    expect(page.locator(".lead")).to_contain_text("没有强制性问题")
    expect(page.locator(".item.error, .lacking")).to_have_count(0)

    clerk.open("paper/")
    word = download(page, page.get_by_role("button", name="下载 Word", exact=True), ".docx")
    in_word = write_answers(read_word_safely(word, edition.main).answers)
    assert in_word["answers"] == expected["answers"]
    pdf = download(page, page.get_by_role("link", name="下载 PDF"), ".pdf")
    with pypdfium2.PdfDocument(pdf) as pages:
        assert len(pages) >= PARTS
        assert "中宁县枸杞产业集群" in pages[0].get_textpage().get_text_range()
    text = download(page, page.get_by_role("link", name="下载 JSON"), ".json").read_bytes()
    given = write_answers(read_answers(form, read_json(text)))
    assert comparable(given) == comparable(expected)


def download(page: Page, pressed: Locator, ending: str) -> Path:
    """The file that comes when something is pressed, under a name with this ending."""
    with page.expect_download() as coming:
        pressed.click()
    assert coming.value.suggested_filename.endswith(f"申报表{ending}")
    return Path(coming.value.path())


def comparable(data: dict[str, Any]) -> dict[str, Any]:
    """The data without what has no meaning: the order of the evidence, empty cells of lists."""
    return {
        **data,
        "evidence": sorted(data["evidence"], key=lambda piece: str(piece["for"])),
        "lists": {
            name: [{column: cell for column, cell in row.items() if cell} for row in rows]
            for name, rows in data["lists"].items()
        },
    }
