"""Reading a workbook: texts and figures as typed, within limits, and nothing that is unsafe."""

from __future__ import annotations

import pytest
from tests.records.evidence.sample_files import xlsx

from jiqun.engine import UnusableInput, read_workbook_safely
from jiqun.engine.reading.workbook import MAX_COLUMNS, MAX_ROWS, read_workbook

LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEETS = '<sheet name="空" r:id="r1" state="hidden"/><sheet name="表" r:id="r2"/>'
NAME = "<si><r><t>姓</t></r><r><t>名</t></r><rPh><t>mi</t></rPh></si>"
SHARED = f"<sst><si><t>单位</t></si>{NAME}</sst>"


def book(
    rows: str, sheets: str = SHEETS, shared: str = SHARED, target: str = "worksheets/b.xml"
) -> bytes:
    """A workbook whose second sheet, the first that is shown, holds these rows."""
    main = f'<workbook xmlns:r="{LINKS}"><sheets>{sheets}</sheets></workbook>'
    links = "".join(
        f'<Relationship Id="{name}" Type="{LINKS}/worksheet" Target="{to}"/>'
        for name, to in (("r1", "worksheets/a.xml"), ("r2", target))
    )
    parts = {
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/worksheets/a.xml": "<worksheet><sheetData/></worksheet>",
        "xl/worksheets/b.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
        "xl/sharedStrings.xml": shared,
    }
    return xlsx(*((name, text.encode()) for name, text in parts.items()), book=main.encode())


def cell(place: str, value: object, kind: str = "") -> str:
    told = f' t="{kind}"' if kind else ""
    return f'<c r="{place}"{told}><v>{value}</v></c>'


def test_cells_are_read_as_they_are_shown_and_what_lies_between_is_empty() -> None:
    rows = f'<row r="1">{cell("A1", 0, "s")}{cell("C1", 1, "s")}</row>'
    inline = '<c r="C3" t="inlineStr"><is><t>内</t></is></c>'
    rows += f'<row r="3">{cell("B3", "文字", "str")}{inline}</row>'
    assert read_workbook_safely(book(rows)) == [
        ["单位", "", "姓名"],
        ["", "", ""],
        ["", "文字", "内"],
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("13995001234", "13995001234"),
        ("1.3995001234E10", "13995001234"),
        ("640521", "640521"),
        ("640521.0", "640521"),
        ("0.5", "0.5"),
        ("1e999999999", "1e999999999"),
        ("NaN", "NaN"),
        ("甲", "甲"),
    ],
)
def test_figures_are_written_as_a_person_types_them(value: str, shown: str) -> None:
    assert read_workbook(book(f"<row>{cell('A1', value)}</row>")) == [[shown]]


def test_errors_and_formatted_cells_without_anything_are_empty() -> None:
    far = f'<row r="1048576"><c r="XFD1048576" s="1"/></row><row>{cell("A2", "#N/A", "e")}</row>'
    assert read_workbook(book(f"<row>{cell('A1', '甲', 'str')}</row>{far}")) == [["甲"]]
    assert read_workbook(book("")) == []


def test_cells_and_rows_without_their_place_follow_one_another() -> None:
    rows = "<row><c t='str'><v>甲</v></c><c t='str'><v>乙</v></c></row><row><c><v>1</v></c></row>"
    assert read_workbook(book(rows)) == [["甲", "乙"], ["1", ""]]


@pytest.mark.parametrize("place", [f"A{MAX_ROWS + 1}", "XFD1", "AZ1", "ZZZ9999999"])
def test_cell_far_away_is_refused_and_ends_nothing(place: str) -> None:
    rows = f"<row>{cell('A1', 1)}{cell(place, 1)}</row>"
    with pytest.raises(UnusableInput, match=f"最多 {MAX_ROWS} 行、{MAX_COLUMNS} 列"):
        read_workbook_safely(book(rows))
    assert len(read_workbook(book(f"<row>{cell(f'A{MAX_ROWS}', 1)}</row>"))) == MAX_ROWS


@pytest.mark.parametrize("number", ["2", "-1", "x", "99999999999999", "٣"])
def test_text_that_is_not_there_is_refused(number: str) -> None:
    with pytest.raises(UnusableInput, match="文字找不到"):
        read_workbook(book(f"<row>{cell('A1', number, 's')}</row>"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (book("", sheets='<sheet name="空" r:id="r1" state="hidden"/>'), "没有可以读取的表"),
        (book("", target="worksheets/none.xml"), "没有可以读取的表"),
        (book("", target="../../elsewhere.xml"), "部件的引用指向文件之外"),
        (book("", shared="<!DOCTYPE a><sst/>"), "DTD"),
        (xlsx(("xl/vbaProject.bin", b"x")), "宏"),
        (b"PK\x03\x04", "文件损坏"),
        (xlsx()[:-30], "文件损坏"),
    ],
)
def test_what_is_unsafe_or_damaged_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnusableInput, match=words):
        read_workbook_safely(data)
