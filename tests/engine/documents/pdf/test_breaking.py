"""What is never cut: a number by the end of a line, a row and a heading by the end of a page."""

from __future__ import annotations

import pypdfium2
import pytest
from tests.engine.documents.pdf.drawn import Box, characters

from jiqun.engine.definition import NOWHERE, Address, Page
from jiqun.engine.documents.paper import (
    Paper,
    PaperCell,
    PaperRow,
    PaperSheet,
    PaperTable,
    Paragraph,
    Run,
    Style,
)
from jiqun.engine.documents.pdf import write_pdf

STYLE = Style("song", 12.0, 18.0)
PLAN = Address("plan_achievements")
_ROOM = 717.0  # pt from margin to margin


def _pages(*blocks: Paragraph | PaperTable) -> list[list[Box]]:
    sheet = PaperSheet("one", blocks, False)
    paper = Paper("f", "0", "t", "00", Page(210, 297, 22, 22, 22, 22), (sheet,), ())
    document = pypdfium2.PdfDocument(write_pdf(paper).data)
    return [[c for c in characters(page) if c.text not in "—12"] for page in document]


def _lines(name: str, count: int, at: Address = NOWHERE) -> Paragraph:
    return Paragraph((Run("\n".join(name * count), at),), STYLE)


def _above(room: float) -> Paragraph:
    """Fills a page until only so much room is left."""
    return Paragraph((Run("上", PLAN),), Style("song", 12.0, 18.0, after=_ROOM - 18 - room))


def _row(*names: str, lines: int = 5) -> PaperRow:
    cells = (PaperCell(n, 1, 1, (_lines(name, lines, PLAN),)) for n, name in enumerate(names))
    return PaperRow(18.0 * lines + 4, tuple(cells), grows=True)


@pytest.mark.parametrize("before", range(24, 40))
def test_number_is_never_cut_by_the_end_of_a_line(before: int) -> None:
    number = Run("86-(0953)6021", Address("county_phone"), number=True)
    (page,) = _pages(Paragraph((Run("前" * before), number, Run("后")), STYLE))
    bottoms = [c.bottom for c in page if c.text in "095386"]
    assert max(bottoms) - min(bottoms) < 3


def test_row_that_grows_is_not_cut_by_the_end_of_the_page() -> None:
    table = PaperTable((200.0, 200.0), (_row("甲", "乙"), _row("丙", "丁")), 2.0)
    first, second = _pages(_above(150), table)
    assert "".join(c.text for c in first) == "上" + "甲" * 5 + "乙" * 5
    assert "".join(c.text for c in second) == "丙" * 5 + "丁" * 5


def test_row_too_high_for_half_a_page_goes_on_over_the_page() -> None:
    first, second = _pages(_above(150), PaperTable((400.0,), (_row("甲", lines=44),), 2.0))
    assert len(first) > 5
    assert len(first) + len(second) == 45


def test_row_that_grows_has_at_least_its_height() -> None:
    row = PaperRow(200.0, (PaperCell(0, 1, 1, (_lines("甲", 1),), centred=False),), grows=True)
    (page,) = _pages(PaperTable((400.0,), (row, _row("乙", lines=1)), 2.0))
    top, below = (next(c for c in page if c.text == name) for name in "甲乙")
    assert below.bottom - top.bottom == pytest.approx(200, abs=2)


def test_words_that_lead_to_an_answer_stand_on_its_page() -> None:
    first, second = _pages(_above(36), _lines("题", 1), _lines("导", 1), _lines("答", 3, PLAN))
    assert "".join(c.text for c in first) == "上"
    assert "".join(c.text for c in second) == "题导答答答"
