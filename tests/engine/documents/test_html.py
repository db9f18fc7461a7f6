"""The on-screen paper: the same tables in HTML, safe, tagged and complete in one file."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml import etree, html

from jiqun.engine.answers import Answers, read_answers
from jiqun.engine.definition import Edition, Table
from jiqun.engine.documents.fit import lay_out
from jiqun.engine.documents.html import page_css, write_document, write_page
from jiqun.engine.documents.paper import Paper

PaperOf = Callable[[object], Paper]


@pytest.fixture(scope="module")
def blank(edition: Edition) -> Paper:
    return lay_out(Answers(edition.main))


@pytest.fixture
def page(edition: Edition, example: Answers) -> html.HtmlElement:
    return html.fromstring(write_page(lay_out(example)))


def answer(page: html.HtmlElement, place: str) -> list[str]:
    return [e.text_content() for e in page.iterfind(f'.//*[@data-answer="{place}"]')]


def test_text_is_that_of_the_official_form(edition: Edition, blank: Paper) -> None:
    official = (edition.main.folder / "official.txt").read_text(encoding="utf-8")
    assert "".join(html.fromstring(write_page(blank)).text_content().split()) == "".join(
        official.split()
    )


def test_answers_stand_in_elements_that_name_them(page: html.HtmlElement) -> None:
    assert answer(page, "total_output:2024") == ["94.72"]
    assert answer(page, "cluster_name") == ["中宁县枸杞产业集群"] * 2
    assert answer(page, "plan_targets:rd_spend:2026") == ["13500.00"]


def test_box_says_what_it_is_to_those_who_do_not_see_it(page: html.HtmlElement) -> None:
    (box,) = page.iterfind('.//*[@data-answer="industry_sector.secondary"]')
    assert (box.text, box.get("role"), box.get("aria-label")) == ("☑", "img", "已勾选：第二产业")
    (box,) = page.iterfind('.//*[@data-answer="industry_sector.primary"]')
    assert (box.text, box.get("aria-label")) == ("□", "未勾选：第一产业")


def test_every_sheet_has_its_heading(page: html.HtmlElement, edition: Edition) -> None:
    sections = page.findall(".//section")
    assert [s.get("id") for s in sections] == [f"sheet-{s.id}" for s in edition.main.layout.sheets]
    for section in sections:
        (heading,) = section.iterfind(f'.//h2[@id="{section.get("aria-labelledby")}"]')
        assert heading.text_content()
    assert page.get("lang") == "zh-CN"


def test_rows_fill_the_columns_of_their_table(page: html.HtmlElement) -> None:
    for table in page.iter("table"):
        columns = len(table.findall("./colgroup/col"))
        held = [0] * columns
        for row in table.findall("./tbody/tr"):
            for cell in row:
                column = held.index(0)
                wide, high = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
                held[column : column + wide] = [high] * wide
            assert len(held) == columns
            assert 0 not in held
            held = [n - 1 for n in held]


def test_tables_are_those_of_the_layout(page: html.HtmlElement, edition: Edition) -> None:
    rows = [
        len(block.rows)
        for sheet in edition.main.layout.sheets
        for block in sheet.blocks
        if isinstance(block, Table)
    ]
    tables = page.findall(".//section/table")
    assert [len(table.findall("./tbody/tr")) for table in tables] == rows


def test_markup_in_an_answer_stays_text(paper_of: PaperOf) -> None:
    evil = '<script>alert(1)</script><img src=x onerror="a()">&amp;"'
    data = {"form": "ningxia-2026", "answers": {"operator": evil, "area_km2": evil}}
    page = html.fromstring(write_page(paper_of(data)))
    assert not list(page.iter("script", "img"))
    assert answer(page, "operator") == [evil] * 2
    assert answer(page, "area_km2") == [evil]


def test_lines_of_an_answer_stay_lines(paper_of: PaperOf) -> None:
    data = {
        "form": "ningxia-2026",
        "answers": {"green_summary": "一\n二", "co2_intensity_formula": "甲\n乙"},
    }
    page = html.fromstring(write_page(paper_of(data)))
    (summary,) = page.iterfind('.//*[@data-answer="green_summary"]')
    assert [line.text for line in summary] == ["一", "二"]
    (formula,) = page.iterfind('.//*[@data-answer="co2_intensity_formula"]')
    assert [child.tag for child in formula] == ["br"]


def test_fragment_carries_no_style_and_no_script(blank: Paper) -> None:
    page = html.fromstring(write_page(blank))
    assert not [e.tag for e in page.iter() if e.get("style") is not None]
    assert not list(page.iter("script", "style", "link"))


def test_every_class_of_the_fragment_stands_in_the_style_sheet(blank: Paper) -> None:
    css = page_css()
    used = {c for e in html.fromstring(write_page(blank)).iter() for c in e.classes}
    unknown = {c for c in used if not re.search(rf"\.{c}[^\w]", css)}
    assert unknown <= {"answer", "centre"}
    assert "centre" not in unknown


def test_document_needs_nothing_from_outside(blank: Paper) -> None:
    document = write_document(blank)
    assert document.startswith("<!DOCTYPE html>")
    assert not re.search(r"https?:|url\(|@import|src=|href=", document)
    assert "size:210mm 297mm" in document
    tree = html.document_fromstring(document)
    assert tree.findtext(".//title") == "自治区中小企业特色产业集群申报表"
    assert etree.tostring(tree)


def test_unit_without_a_code_is_printed_by_its_name(edition: Edition) -> None:
    data = {"answers": {"city": "银川市", "county": "银川经开区"}}
    page = html.fromstring(write_page(lay_out(read_answers(edition.main, data))))
    assert answer(page, "county") == ["银川经济技术开发区"]
