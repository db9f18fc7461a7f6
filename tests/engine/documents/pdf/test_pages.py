"""What an official sees: the pages, the words on them, and every value inside its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from tests.engine.documents.pdf.drawn import Box, cells, characters, rules

from jiqun.engine.documents.paper import Paper

OFFICIAL = Path(__file__).parents[4] / "forms/ningxia-2026/application/official.txt"
HEADINGS = (
    "填报说明",
    "一、基本情况",
    "二、主导产业情况",
    "三、创新能力情况",
    "四、数字化升级情况",
    "五、绿色化转型情况",
    "六、开放合作情况",
    "七、治理和服务水平",
    "八、未来三年中小企业特色产业集群发展规划",
    "九、真实性声明及推荐意见",
)
NOT_FIRST = "，。、；：？！）》〉」』】〕”’"
MARGIN = 22 / 25.4 * 72
"""Of the edition's page, on every side."""


def test_blank_pages_have_exactly_the_official_words(
    blank_pdf: bytes, texts: Callable[[bytes], list[str]]
) -> None:
    official = "".join(OFFICIAL.read_text(encoding="utf-8").split())
    cuts = [0, *(official.index(heading) for heading in HEADINGS), len(official)]
    expected = [official[begin:end] for begin, end in pairwise(cuts)]
    pages = texts(blank_pdf)
    drawn = [*pages[:9], "".join(pages[9:-1]), pages[-1]]
    assert list(map(Counter, drawn)) == list(map(Counter, expected))
    # Cells that span rows are drawn after the rows: the other sheets have the order too.
    in_order = (0, 1, 2, 3, 7, 8, 10)
    assert [drawn[n] for n in in_order] == [expected[n] for n in in_order]


@pytest.mark.parametrize("kind", ["blank", "sample", "longest"])
def test_each_sheet_begins_a_page_and_parts_one_to_seven_keep_to_it(
    kind: str, request: pytest.FixtureRequest, texts: Callable[[bytes], list[str]]
) -> None:
    pages = texts(request.getfixturevalue(f"{kind}_pdf"))
    for number, heading in enumerate(HEADINGS[:9], start=1):
        assert pages[number].startswith(heading)
    assert pages[-1].startswith(HEADINGS[9])
    assert not any(page.startswith(HEADINGS) for page in pages[10:-1])


def test_page_numbers_are_on_every_page_but_the_cover(sample_pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(sample_pdf)
    ends = [page.get_textpage().get_text_range().split()[-3:] for page in document]
    assert ends[1:] == [["—", str(number), "—"] for number in range(2, len(document) + 1)]
    assert "—" not in ends[0]


@pytest.mark.parametrize("kind", ["sample", "longest"])
def test_every_cell_holds_its_own_words_and_nothing_else(
    kind: str, request: pytest.FixtureRequest
) -> None:
    paper: Paper = request.getfixturevalue(kind)
    document = pypdfium2.PdfDocument(request.getfixturevalue(f"{kind}_pdf"))
    for number, sheet in enumerate(paper.sheets[2:9], start=2):
        ink = characters(document[number])
        upright, level = rules(document[number])
        for cell, box in cells(sheet, MARGIN, min(level)):
            inside = [c for c in ink if box.has_middle_of(c)]
            assert Counter(c.text for c in inside) == Counter(box.text), (sheet.id, box)
            assert all(box.holds(c, slack=0.3) for c in inside), (sheet.id, box)
            assert _near(box.left, upright) and _near(box.right, upright), (sheet.id, box)
            assert _near(box.top, level) and _near(box.bottom, level), (sheet.id, cell)


@pytest.mark.parametrize("kind", ["sample", "longest"])
def test_no_line_begins_with_a_closing_mark(kind: str, request: pytest.FixtureRequest) -> None:
    paper: Paper = request.getfixturevalue(kind)
    document = pypdfium2.PdfDocument(request.getfixturevalue(f"{kind}_pdf"))
    for number, sheet in enumerate(paper.sheets[2:9], start=2):
        ink = characters(document[number])
        top = min(rules(document[number])[1])
        for _, box in cells(sheet, MARGIN, top):
            lines = _lines([c for c in ink if box.has_middle_of(c)])
            assert not [line for line in lines if line.startswith(tuple(NOT_FIRST))], sheet.id


def test_text_stays_within_the_margins(longest_pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(longest_pdf)
    for page in document:
        area = Box("", MARGIN, MARGIN, page.get_width() - MARGIN, page.get_height() - MARGIN)
        outside = [c.text for c in characters(page) if not area.holds(c, slack=1.5)]
        assert set("".join(outside)) <= set("—0123456789")


def _near(place: float, lines: set[float]) -> bool:
    return any(abs(place - line) < 0.3 for line in lines)


def _lines(ink: list[Box]) -> list[str]:
    """The lines a cell's characters stand in: a new one begins where the text goes back left."""
    lines: list[str] = []
    right = float("inf")
    for character in ink:
        if character.left < right - 3:
            lines.append("")
        lines[-1] += character.text
        right = character.right
    return lines
