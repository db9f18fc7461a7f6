"""Tables of rows 多行 on paper: what the empty and the filled one say, on every kind of page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import html

from jiqun.engine.answers import Answers, read_answers
from jiqun.engine.definition import Address, Form, load_edition
from jiqun.engine.documents import lay_out
from jiqun.engine.documents.html import write_page
from jiqun.engine.documents.measure import number_width
from jiqun.engine.documents.paper import Paper, PaperTable, Paragraph, Run
from jiqun.engine.documents.pdf.pdf_writer import write_pdf
from jiqun.engine.documents.word import write_word
from jiqun.engine.reading import read_word

FOLDER = Path(__file__).parents[1] / "editions" / "gansu-2026"

PaperWith = Callable[..., Paper]


@pytest.fixture(scope="module")
def review() -> Form:
    return load_edition(FOLDER).forms["review"]


@pytest.fixture(scope="module")
def paper_with(review: Form) -> PaperWith:
    """The paper of the review with the answers given."""
    return lambda values=None, **answers: lay_out(
        read_answers(review, {"answers": answers}), values or {}
    )


def tables(paper: Paper) -> list[list[list[str]]]:
    """The texts of the tables of the second sheet: tables of rows, rows, cells."""
    return [
        [["".join(run.text for run in runs(cell.content)) for cell in row.cells] for row in t.rows]
        for t in paper.sheets[1].blocks
        if isinstance(t, PaperTable)
    ]


def runs(content: Any) -> Iterator[Run]:
    for block in content:
        if isinstance(block, Paragraph):
            yield from block.runs


def test_empty_table_has_heads_given_rows_and_room_for_others(paper_with: PaperWith) -> None:
    people, marks, figures = tables(paper_with())
    assert people[0] == ["序号", "姓名", "电话", "所在县区", "行业", "到会时间"]
    assert people[1:] == [[str(n), "", "", "", "", ""] for n in (1, 2, 3)]
    assert len(marks) == 1 + 5
    assert [row[0] for row in figures] == [
        "数据",
        "总产值（亿元）2024年",
        "总产值（亿元）2025年",
        "企业数量（家）",
        "是否列入负面清单",
    ]


def test_filled_table_has_the_rows_there_are_in_standard_form(paper_with: PaperWith) -> None:
    values = {
        Address("marks", row="1", part="half"): Decimal("2.75"),
        Address("figures", row="output_now", part="reported"): Decimal("44.00"),
        Address("figures", row="blacklisted", part="reported"): "否",
    }
    paper = paper_with(
        values,
        marks=[
            {"item": "规模", "points": "5.50", "fields_seen": ["staff", "books"]},
            {"points": "很好", "basis": "甘科发(2025)12号"},
        ],
        figures={"output_now": {"verified": "44"}, "blacklisted": {"verified": "无法核实"}},
    )
    _, marks, figures = tables(paper)
    assert marks[1:] == [
        ["1", "规模", "5.5", "", "账册；人员", "2.75"],
        ["2", "", "很好", "甘科发〔2025〕12号", "", ""],
    ]
    assert figures[2][1:] == ["44.00", "", "", "44", ""]
    assert figures[4][1:] == ["否", "", "", "无法核实", ""]


def test_every_cell_that_people_fill_in_names_its_place(paper_with: PaperWith) -> None:
    paper = paper_with(marks=[{"item": "规模"}])
    page = html.fromstring(write_page(paper))
    (item,) = page.iterfind('.//*[@data-answer="marks:1:item"]')
    assert item.text_content() == "规模"
    assert list(page.iterfind('.//*[@data-answer="figures:output_now:verified"]'))
    assert not list(page.iterfind('.//*[@data-answer="figures:output_now:reported"]'))


@pytest.mark.parametrize("count", [1, 120])
def test_many_rows_flow_over_pages_and_none_is_lost(
    review: Form, paper_with: PaperWith, count: int
) -> None:
    marks = [{"item": f"第{n}项指标", "points": "7"} for n in range(1, count + 1)]
    paper = paper_with(marks=marks)
    assert all(fit.fits for fit in paper.fits)
    document = pypdfium2.PdfDocument(write_pdf(paper).data)
    assert (len(document) > 4) == (count > 100)
    text = "".join("".join(p.get_textpage().get_text_bounded().split()) for p in document)
    assert all(f"第{n}项指标" in text for n in range(1, count + 1))
    page = write_page(paper)
    assert all(f"第{n}项指标" in page for n in range(1, count + 1))


def test_many_rows_come_back_from_word(review: Form) -> None:
    marks = [{"item": f"第{n}项指标", "points": "7"} for n in range(1, 100)]
    answers = read_answers(review, {"answers": {"marks": marks}})
    assert read_word(write_word(lay_out(answers)), review).answers == answers


def test_no_number_wraps_in_a_narrow_column(paper_with: PaperWith) -> None:
    long = "123456789012.34"
    at = Address("figures", row="output_now", part="reported")
    half = Address("marks", row="1", part="half")
    paper = paper_with(
        {at: Decimal(long), half: Decimal(long)},
        figures={"output_now": {"verified": long}, "companies": {"verified": "9" * 20}},
        marks=[{"item": "规模", "points": "123456789012.5"}],
    )
    seen: list[str] = []
    for table in (t for t in paper.sheets[1].blocks if isinstance(t, PaperTable)):
        for row in table.rows:
            for cell in row.cells:
                room = table.widths[cell.column] - 2 * table.sides
                for block in cell.content:
                    for run in block.runs if isinstance(block, Paragraph) else ():
                        if run.number:
                            size = block.style.size * run.squeeze
                            assert number_width(run.text) * size <= room + 0.1, run.text
                            seen.append(run.text)
    assert seen.count(long) == 3
    assert {"9" * 20, "123456789012.5"} <= set(seen)


def test_word_file_and_pdf_of_an_empty_form_read_as_nothing(
    review: Form, paper_with: PaperWith
) -> None:
    assert read_word(write_word(paper_with()), review).answers == Answers(review)
