"""One way to set a sheet: the heights of rows and the sizes of numbers that follow from it."""

from __future__ import annotations

import pytest

from jiqun.engine.definition import Address, LineStyle
from jiqun.engine.documents.paper import Run, UnsizedCell, UnsizedRow, UnsizedTable, UnsizedText
from jiqun.engine.documents.type_size import TypeSize, lines_of, squeezed

STYLES = {
    "plain": LineStyle("song", None, before=6, after=2),
    "fixed": LineStyle("hei", 16.0),
}
SETTING = TypeSize(10, 1.5, 0.5, STYLES)  # padding 3 above and below, 5 at the sides


def cell(words: str, column: int = 0, rows: int = 1) -> UnsizedCell:
    return UnsizedCell(column, 1, rows, (UnsizedText((Run(words),), "plain"),))


def test_style_takes_the_size_of_the_setting_unless_it_has_its_own() -> None:
    assert SETTING.style("plain").size == 10
    assert SETTING.style("plain").pitch == 15
    assert (SETTING.style("plain").before, SETTING.style("plain").after) == (3, 1)
    assert SETTING.style("fixed").size == 16


def test_row_is_as_high_as_its_highest_cell() -> None:
    # 61 pt leave 50 for the text, the slack aside: five characters a line.
    row = UnsizedRow((cell("产" * 4), cell("产" * 11, column=1)))
    assert SETTING.row_heights(UnsizedTable((61, 61), (row,))) == [4 + 3 * 15 + 6]


def test_cell_over_several_rows_adds_what_they_lack() -> None:
    first = UnsizedRow((cell("产" * 17, rows=2), cell("产", column=1)))
    rows = (first, UnsizedRow((cell("业", column=1),)))
    assert SETTING.row_heights(UnsizedTable((61, 61), rows)) == [35, 35]


def test_number_takes_one_line_however_long() -> None:
    assert lines_of([Run("1" * 20, number=True)], SETTING.style("plain"), 40) == 1
    assert lines_of([Run("1" * 20)], SETTING.style("plain"), 40) > 1


@pytest.mark.parametrize(
    ("digits", "others", "width", "size"),
    [
        (4, "", 50, 10),  # 4 × 0.64 em are 25.6 pt
        (20, "", 50, 3.5),  # 49 pt ÷ 12.8 em, down to half points
        (20, "数量：个", 200, 10),
        (20, "数量：个", 141, 7.5),  # the words beside it take 4 em and the gaps
        (400, "", 50, 1),  # the least size there is
    ],
)
def test_number_is_made_as_small_as_its_cell_asks(
    digits: int, others: str, width: float, size: float
) -> None:
    number = Run("1" * digits, Address("area_km2"), number=True)
    runs = (number, Run(others)) if others else (number,)
    style = SETTING.style("plain")
    assert squeezed(number, runs, style, width) * style.size == pytest.approx(size)


def test_words_keep_their_size() -> None:
    words = Run("产业" * 50)
    assert squeezed(words, (words,), SETTING.style("plain"), 50) == 1
