"""The data handed to the template: heads of tables, and what stays together on a page."""

from __future__ import annotations

import json
from typing import Any

import pytest

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
from jiqun.engine.documents.pdf.fonts import find_fonts
from jiqun.engine.documents.pdf.payload import HIGHEST_WHOLE, payload

STYLE = Style("song", 12.0, 18.0)
PLAN = Address("plan_achievements")


def _paragraph(text: str, at: Address = NOWHERE, role: str = "") -> Paragraph:
    return Paragraph((Run(text, at),), STYLE, role)


def _row(*texts: str, at: Address = NOWHERE, height: float = 20.0, grows: bool = False) -> PaperRow:
    cells = (PaperCell(n, 1, 1, (_paragraph(t, at),)) for n, t in enumerate(texts))
    return PaperRow(height, tuple(cells), grows)


def _drawn(*blocks: Paragraph | PaperTable) -> list[dict[str, Any]]:
    sheet = PaperSheet("one", blocks, False)
    paper = Paper("f", "0", "t", "00", Page(210, 297, 22, 22, 22, 22), (sheet,), ())
    drawn: list[dict[str, Any]] = json.loads(payload(paper, find_fonts()))["sheets"][0]
    return drawn


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ((_row("年度", "2025年"), _row("产值", at=PLAN)), 2),
        ((_row("年度", "2025年"), _row("年度", "类别"), _row("产值", "1", at=PLAN)), 4),
        ((_row("产值", "1", at=PLAN), _row("年度", "2025年")), 0),
        ((_row("年度", "2025年"),), 0),
        ((_row("只有一格"), _row("产值", "1", at=PLAN)), 0),
    ],
)
def test_first_rows_of_words_are_heads_of_the_columns(
    rows: tuple[PaperRow, ...], heads: int
) -> None:
    (table,) = _drawn(PaperTable((50.0, 50.0), rows, 2.0))
    assert len(table["head"]) == heads


def test_words_that_lead_to_an_answer_stay_with_it() -> None:
    words = [_paragraph(str(number)) for number in range(5)]
    blocks = _drawn(*words, _paragraph("答", PLAN), _paragraph("完"))
    assert [block["leads"] for block in blocks] == [False, False, True, True, True, False, False]


@pytest.mark.parametrize(
    ("row", "breaks"),
    [
        (_row("甲", height=HIGHEST_WHOLE + 1, grows=True), True),
        (_row("甲", height=HIGHEST_WHOLE, grows=True), False),
        (_row("甲", height=HIGHEST_WHOLE + 1), False),
        (PaperRow(20.0, (PaperCell(0, 1, 1, (PaperTable((9.0,), (), 1.0),)),), True), True),
    ],
)
def test_only_rows_too_high_or_with_a_table_may_break(row: PaperRow, breaks: bool) -> None:
    (table,) = _drawn(PaperTable((50.0,), (row,), 2.0))
    assert [cell["breaks"] for cell in table["cells"]] == [breaks]


def test_squeezed_number_carries_its_own_size() -> None:
    number = Paragraph((Run("9" * 20, PLAN, number=True, squeeze=0.5), Run("个")), STYLE)
    (drawn,) = _drawn(number)
    assert drawn["runs"] == [["number", "9" * 20, 6.0, False], "个"]
