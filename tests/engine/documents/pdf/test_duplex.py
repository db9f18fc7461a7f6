"""The paper for a print shop 印刷版: bound at the left of odd pages, each part on one of them, and
nothing else than the paper of one side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
from tests.engine.documents.pdf.drawn import Box, characters, rules

from jiqun.engine.documents.paper import Paper
from jiqun.engine.documents.paper_mark import frozen_mark
from jiqun.engine.documents.pdf import PdfPool, default_fonts, write_pdf
from jiqun.engine.documents.pdf.payload import _inner_and_outer

SHIFT = 6 / 25.4 * 72
MARK = frozen_mark("2026-NX-640521", 2, "ab" * 32, False)
_NUMBER_FROM = 270 / 25.4 * 72  # the lower margin begins below it


@pytest.fixture(scope="module")
def marked(sample: Paper) -> Paper:
    return replace(sample, mark=MARK)


@pytest.fixture(scope="module")
def plain(marked: Paper) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(write_pdf(marked).data)


@pytest.fixture(scope="module")
def duplex(marked: Paper) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(write_pdf(marked, duplex=True).data)


def pages_with_text(document: pypdfium2.PdfDocument) -> list[tuple[int, pypdfium2.PdfPage]]:
    return [(number, page) for number, page in enumerate(document, 1) if characters(page)]


def body(page: pypdfium2.PdfPage) -> list[Box]:
    """The characters above the lower margin, where the page's own number stands."""
    return [one for one in characters(page) if one.bottom < _NUMBER_FROM]


def test_each_page_is_that_of_one_side_moved_away_from_the_binding(
    plain: pypdfium2.PdfDocument, duplex: pypdfium2.PdfDocument
) -> None:
    drawn = pages_with_text(duplex)
    assert len(drawn) == len(plain)
    assert {number % 2 for number, _ in drawn} == {0, 1}
    for (number, page), before in zip(drawn, plain, strict=True):
        moved = SHIFT if number % 2 else -SHIFT
        for here, there in zip(body(page), body(before), strict=True):
            assert here.text == there.text
            assert here.left == pytest.approx(there.left + moved, abs=0.1)
            assert here.top == pytest.approx(there.top, abs=0.1)
        (upright, level), (was_upright, was_level) = rules(page), rules(before)
        assert sorted(upright) == pytest.approx([x + moved for x in sorted(was_upright)], abs=0.1)
        assert sorted(level) == pytest.approx(sorted(was_level), abs=0.1)


def test_each_sheet_begins_on_an_odd_page_and_blank_ones_have_nothing_on_them(
    sample: Paper, duplex: pypdfium2.PdfDocument, texts: Callable[[bytes], list[str]]
) -> None:
    pages = texts(write_pdf(sample, duplex=True).data)
    begins = [number for number, text in enumerate(pages, 1) if text.startswith(HEADS)]
    assert len(begins) == len(HEADS) and all(n % 2 for n in begins)
    blank = [page for page in duplex if not characters(page)]
    assert len(blank) == pages.count("") > 0 and all(not list(page.get_objects()) for page in blank)


HEADS = (
    *("填报说明", "一、基本情况", "二、主导", "三、创新", "四、数字化", "五、绿色化"),
    *("六、开放", "七、治理", "八、未来", "九、真实性"),
)


def test_numbers_are_those_of_the_pages_as_they_are_counted(
    duplex: pypdfium2.PdfDocument,
) -> None:
    for number, page in pages_with_text(duplex)[1:]:
        below = "".join(one.text for one in characters(page) if one.bottom >= _NUMBER_FROM)
        assert f"—{number}—" in below


def test_paper_of_one_side_is_as_ever_and_duplex_the_same_twice(marked: Paper) -> None:
    assert write_pdf(marked, duplex=True) == write_pdf(marked, duplex=True)
    assert write_pdf(marked).data != write_pdf(marked, duplex=True).data


def test_binding_takes_no_more_than_the_other_edge_has(small: Callable[..., Paper]) -> None:
    paper = small("字")
    for left, right, told in ((22, 22, 28), (15, 15, 20), (30, 20, 30), (22, 8, 22)):
        page = replace(paper.page, left=left, right=right)
        margins = _inner_and_outer(replace(paper, page=page))
        assert margins == {"inner": told, "outer": left + right - told}


def test_pool_draws_the_same(marked: Paper) -> None:
    with PdfPool(workers=1) as pool:
        drawn = pool.write(marked, duplex=True)
    assert drawn == write_pdf(marked, fonts=default_fonts(), duplex=True)
