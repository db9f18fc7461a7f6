"""The room left on a page, shared out over rows and springs."""

from __future__ import annotations

import pytest

from jiqun.engine.definition import LineStyle
from jiqun.engine.documents.paper import (
    PaperTable,
    Paragraph,
    Run,
    UnsizedCell,
    UnsizedRow,
    UnsizedSheet,
    UnsizedTable,
    UnsizedText,
)
from jiqun.engine.documents.paper_building import build_sheet, spread
from jiqun.engine.documents.type_size import TypeSize

STYLES = {
    "plain": LineStyle("song", 10.0),
    "spring": LineStyle("song", 10.0, before=4, spring=1),
    "strong": LineStyle("song", 10.0, spring=3),
}
SETTING = TypeSize(10, 1.5, 1.0, STYLES)


def text(style: str) -> UnsizedText:
    return UnsizedText((Run("产业"),), style)


def sheet(*blocks: UnsizedText | UnsizedTable) -> UnsizedSheet:
    return UnsizedSheet("part_1", blocks, True, 12, 7)


def test_springs_share_the_room_above_them() -> None:
    drawn = build_sheet(sheet(text("plain"), text("spring"), text("strong")), SETTING, 200, 100)
    above = [block.style.before for block in drawn.blocks if isinstance(block, Paragraph)]
    assert above == [0, 4 + 25, 75]


def test_springs_in_a_cell_share_the_height_it_is_given() -> None:
    cell = UnsizedCell(0, 1, 1, (text("plain"), text("strong")))
    table = UnsizedTable((200.0,), (UnsizedRow((cell,), least=100.0),))
    drawn = build_sheet(sheet(table), SETTING, 200, 300)
    assert isinstance(drawn.blocks[0], PaperTable)
    (row,) = drawn.blocks[0].rows
    last = row.cells[0].content[-1]
    assert isinstance(last, Paragraph)
    assert row.height == 112  # the least height and what each row may have beyond it
    assert last.style.before == pytest.approx(112 - 2 * 15 - 2 * SETTING.padding)
    assert not row.cells[0].centred


def test_row_of_a_sheet_that_flows_grows() -> None:
    table = UnsizedTable((200.0,), (UnsizedRow((UnsizedCell(0, 1, 1, (text("plain"),)),)),))
    flowing = UnsizedSheet("part_8", (table,), False, 12, 12)
    drawn = build_sheet(flowing, SETTING, 200, 0)
    assert isinstance(drawn.blocks[0], PaperTable)
    assert drawn.blocks[0].rows[0].grows


@pytest.mark.parametrize(
    ("heights", "least", "room", "grown"),
    [
        ([20, 40], [0, 0], 0, [20, 40]),
        ([20, 40], [0, 0], 5, [25, 40]),
        ([20, 24, 40], [0, 0, 0], 8, [26, 26, 40]),
        ([20, 40], [0, 0], 14, [32, 42]),
        ([20, 40], [0, 0], 500, [42, 52]),
        ([20, 40], [0, 100], 30, [20, 70]),
        ([20, 40], [40, 100], 40, [30, 70]),
    ],
)
def test_room_left_goes_into_the_rows(
    heights: list[float], least: list[float], room: float, grown: list[float]
) -> None:
    assert spread(heights, least, room) == grown
