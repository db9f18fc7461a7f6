"""What is on the page: seen text, and notices of everything else."""

from __future__ import annotations

import pytest
from lxml import etree

from jiqun.engine.reading.page.page_parser import read_page
from jiqun.engine.reading.page.word_page import PageText, TextTable, WordPage

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def page_of(body: str) -> WordPage:
    document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    return read_page(etree.fromstring(document), {})


def text_of(inline: str) -> str:
    block = page_of(f"<w:p>{inline}</w:p>").blocks[0]
    assert isinstance(block, PageText)
    return block.text


def run(inner: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


@pytest.mark.parametrize(
    ("inline", "seen"),
    [
        (run("<w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t>"), "甲\n乙\t丙"),
        (run("<w:t>0953</w:t><w:noBreakHyphen/><w:t>60</w:t>"), "0953-60"),
        (run('<w:sym w:font="Wingdings" w:char="F0FE"/>'), "☑"),
        (run('<w:sym w:font="Wingdings 2" w:char="F0A3"/>'), "□"),
        (run("<w:t>R</w:t>", '<w:rFonts w:ascii="Wingdings 2"/>'), "☑"),
        (run("<w:t>R</w:t>", '<w:rFonts w:ascii="Arial"/>'), "R"),
        (f"<w:ins>{run('<w:t>新</w:t>')}</w:ins>", "新"),
        (f"<w:del>{run('<w:delText>旧</w:delText>')}</w:del>", ""),
        (f"<w:moveFrom>{run('<w:t>旧</w:t>')}</w:moveFrom>", ""),
        (run("<w:t>藏</w:t>", "<w:vanish/>"), ""),
        (run("<w:t>见</w:t>", '<w:vanish w:val="0"/>'), "见"),
        (
            "<mc:AlternateContent><mc:Choice>" + run("<w:t>一</w:t>") + "</mc:Choice>"
            "<mc:Fallback>" + run("<w:t>二</w:t>") + "</mc:Fallback></mc:AlternateContent>",
            "一",
        ),
        (
            run('<w:fldChar w:fldCharType="begin"/>')
            + run("<w:instrText>PAGE</w:instrText>")
            + run('<w:fldChar w:fldCharType="separate"/>')
            + run("<w:t>7</w:t>")
            + run('<w:fldChar w:fldCharType="end"/>'),
            "7",
        ),
        (
            run(
                '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox>'
                "</w:ffData></w:fldChar>"
            ),
            "☑",
        ),
        (f"<w:sdt><w:sdtContent>{run('<w:t>控</w:t>')}</w:sdtContent></w:sdt>", "控"),
        (f"<w:hyperlink>{run('<w:t>链</w:t>')}</w:hyperlink>", "链"),
        ("<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>", "a=b"),
    ],
)
def test_text_is_what_is_seen(inline: str, seen: str) -> None:
    assert text_of(inline) == seen


@pytest.mark.parametrize(
    ("inline", "told"),
    [
        (f"<w:ins>{run('<w:t>新</w:t>')}</w:ins>", "插入的文字“新”"),
        (f"<w:del>{run('<w:delText>旧</w:delText>')}</w:del>", "删除的文字“旧”"),
        (run("<w:t>藏</w:t>", "<w:vanish/>"), "隐藏文字“藏”"),
        (run("<w:t>白</w:t>", '<w:color w:val="FFFFFF"/>'), "白色文字“白”"),
        (run("<w:t>划</w:t>", "<w:strike/>"), "删除线的文字“划”"),
        (run("<w:drawing/>"), "图片或图形"),
        ("<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>", "公式“a=b”"),
    ],
)
def test_what_is_not_plain_is_told(inline: str, told: str) -> None:
    assert any(told in notice for notice in page_of(f"<w:p>{inline}</w:p>").notices)


def test_plain_text_gives_no_notice() -> None:
    assert page_of(f"<w:p>{run('<w:t>甲</w:t>')}</w:p>").notices == []


def test_cells_know_their_columns_and_merges() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(f'<w:t>{text}</w:t>')}</w:p></w:tc>"

    body = (
        "<w:tbl><w:tr>"
        + cell("甲", '<w:vMerge w:val="restart"/>')
        + cell("乙", '<w:gridSpan w:val="2"/>')
        + "</w:tr><w:tr>"
        + cell("", "<w:vMerge/>")
        + cell("丙")
        + cell("丁")
        + "</w:tr><w:tr><w:trPr><w:del/></w:trPr>"
        + cell("戊")
        + "</w:tr></w:tbl>"
    )
    page = page_of(body)
    (table,) = page.blocks
    assert isinstance(table, TextTable)
    shape = [[(c.text, c.column, c.columns, c.continued) for c in row.cells] for row in table.rows]
    assert shape == [
        [("甲", 0, 1, False), ("乙", 1, 2, False)],
        [("", 0, 1, True), ("丙", 1, 1, False), ("丁", 2, 1, False)],
    ]
    assert any("“戊”" in notice for notice in page.notices)


def test_marks_are_read_where_they_stand() -> None:
    body = (
        '<w:p><w:bookmarkStart w:id="1" w:name="f_operator"/><w:sdt><w:sdtPr>'
        f'<w:tag w:val="operator"/></w:sdtPr><w:sdtContent>{run("<w:t>甲</w:t>")}</w:sdtContent>'
        "</w:sdt></w:p>"
        f'<w:p>{run("<w:t>乙</w:t>")}<w:bookmarkEnd w:id="1"/>{run("<w:t>丙</w:t>")}</w:p>'
    )
    page = page_of(body)
    assert page.bookmarks == [("f_operator", "甲\n乙")]
    assert [(c.tag, c.text, c.is_blank) for c in page.controls] == [("operator", "甲", False)]


def test_control_around_paragraphs_and_box_are_read() -> None:
    box = (
        '<w:p><w:sdt><w:sdtPr><w:tag w:val="green_work.a"/><w14:checkbox><w14:checked w14:val="1"/>'
        f"</w14:checkbox></w:sdtPr><w:sdtContent>{run('<w:t>☑</w:t>')}</w:sdtContent></w:sdt></w:p>"
    )
    around = (
        '<w:sdt><w:sdtPr><w:tag w:val="plan"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
        f"<w:p>{run('<w:t>一</w:t>')}</w:p><w:p>{run('<w:t>二</w:t>')}</w:p></w:sdtContent></w:sdt>"
    )
    controls = page_of(box + around).controls
    assert [(c.tag, c.text, c.is_blank, c.checked) for c in controls] == [
        ("green_work.a", "☑", False, True),
        ("plan", "一\n二", True, None),
    ]
