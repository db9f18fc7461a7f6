"""Tables: grid, spans, heights."""

import pytest
from lxml import etree

from jiqun.engine.documents.paper import PaperCell, PaperRow, PaperTable, Paragraph, Run, Style
from jiqun.engine.documents.word.body import table
from jiqun.engine.documents.word.runs import WriterState
from jiqun.engine.documents.word.styles import MAIN

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLE = Style("song", 10.5, 14)


def _cell(column: int, text: str, columns: int = 1, rows: int = 1) -> PaperCell:
    return PaperCell(column, columns, rows, (Paragraph((Run(text),), STYLE),))


def _draw(*rows: PaperRow, widths: tuple[float, ...] = (33.33, 33.33, 33.34)) -> etree._Element:
    return etree.fromstring(f"<x {MAIN}>{table(PaperTable(widths, rows, 3.0), WriterState())}</x>")


SPANS = (
    PaperRow(30.02, (_cell(0, "甲", rows=3), _cell(1, "乙", columns=2))),
    PaperRow(20, (_cell(1, "丙", rows=2), _cell(2, "丁"))),
    PaperRow(20, (_cell(2, "戊"),), grows=True),
)


def test_table_spans_tile_the_grid_in_every_row() -> None:
    drawn = _draw(*SPANS)
    grid = [int(column.get(f"{W}w", "")) for column in drawn.iter(f"{W}gridCol")]
    assert sum(grid) == 2000
    for row in drawn.iter(f"{W}tr"):
        assert sum(int(width.get(f"{W}w", "")) for width in row.iter(f"{W}tcW")) == 2000
    merges = [
        [None if (m := cell.find(f".//{W}vMerge")) is None else m.get(f"{W}val", "continue")
         for cell in row.iter(f"{W}tc")]
        for row in drawn.iter(f"{W}tr")
    ]  # fmt: skip
    assert merges == [["restart", None], ["continue", "restart", None], ["continue"] * 2 + [None]]


def test_table_heights_are_exact_unless_the_row_grows() -> None:
    heights = list(_draw(*SPANS).iter(f"{W}trHeight"))
    assert [h.get(f"{W}hRule") for h in heights] == ["exact", "exact", "atLeast"]
    assert [h.get(f"{W}val") for h in heights] == ["600", "400", "400"]


@pytest.mark.parametrize(
    "rows",
    [
        (PaperRow(9, (_cell(0, "缺"), _cell(2, "口"))),),
        (PaperRow(9, (_cell(0, "重", columns=2), _cell(1, "叠", columns=2))),),
        (PaperRow(9, (_cell(0, "宽", columns=4),)),),
        (PaperRow(9, (_cell(0, "长", columns=3, rows=2),)),),
    ],
)
def test_table_cells_that_do_not_tile_are_refused(rows: tuple[PaperRow, ...]) -> None:
    with pytest.raises(ValueError, match="cell"):
        _draw(*rows)
