"""Page fit: parts keep to their page for every legal answer, and say so where one cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Address, Edition
from jiqun.engine.documents.compose import POINTS_PER_MM
from jiqun.engine.documents.fit import fit_report, lay_out
from jiqun.engine.documents.measure import number_width
from jiqun.engine.documents.paper import (
    Paper,
    PaperCell,
    PaperSheet,
    PaperTable,
    Paragraph,
    SheetFit,
)
from jiqun.engine.documents.type_size import lines_of

PARTS = [f"part_{n}" for n in range(1, 8)]
PaperOf = Callable[[object], Paper]
Data = dict[str, object]


def overflow(paper: Paper) -> tuple[SheetFit, ...]:
    """The sheets that do not keep to their page."""
    return tuple(fit for fit in paper.fits if not fit.fits)


def height(sheet: PaperSheet, width: float) -> float:
    """What the sheet takes of its page, in pt."""
    total = 0.0
    for block in sheet.blocks:
        if isinstance(block, PaperTable):
            total += sum(row.height for row in block.rows)
        else:
            total += paragraph_height(block, width)
    return total


def paragraph_height(block: Paragraph, width: float) -> float:
    style = block.style
    return style.before + style.after + style.pitch * lines_of(block.runs, style, width)


def cells(sheet: PaperSheet) -> Iterator[tuple[PaperTable, PaperCell, float]]:
    """Every cell of the sheet's tables with its height."""
    for table in sheet.blocks:
        if isinstance(table, PaperTable):
            for number, row in enumerate(table.rows):
                for cell in row.cells:
                    rows = table.rows[number : number + cell.rows]
                    yield table, cell, sum(r.height for r in rows)


@pytest.fixture(scope="module")
def blank(edition: Edition) -> Paper:
    return lay_out(Answers(edition.main))


@pytest.fixture(scope="module")
def fullest(paper_of: PaperOf, extreme: Data) -> Paper:
    return paper_of(extreme)


@pytest.fixture(params=["blank", "fullest"])
def paper(request: pytest.FixtureRequest) -> Paper:
    paper: Paper = request.getfixturevalue(request.param)
    return paper


def test_every_sheet_keeps_to_its_page(paper: Paper) -> None:
    page = paper.page
    room = (page.height - page.top - page.bottom) * POINTS_PER_MM
    width = (page.width - page.left - page.right) * POINTS_PER_MM
    taken = {sheet.id: height(sheet, width) for sheet in paper.sheets if sheet.one_page}
    assert {*PARTS, "cover", "instructions", "part_9"} == set(taken)
    assert {name: h for name, h in taken.items() if h > room} == {}
    assert overflow(paper) == ()


def test_everything_has_its_place_inside_its_cell(paper: Paper) -> None:
    for sheet in paper.sheets:
        for table, cell, inside in cells(sheet) if sheet.one_page else ():
            width = sum(table.widths[cell.column : cell.column + cell.columns]) - 2 * table.sides
            content = [block for block in cell.content if isinstance(block, Paragraph)]
            need = sum(paragraph_height(block, width) for block in content)
            assert need <= inside - 2 * table.padding + 0.2, (sheet.id, cell)


def test_every_size_is_one_that_word_knows_and_can_be_read(paper: Paper) -> None:
    for sheet in paper.sheets:
        for _, cell, _ in cells(sheet):
            for block in cell.content:
                if isinstance(block, Paragraph):
                    assert block.style.size % 0.5 == 0
                    assert block.style.size >= 7
                    assert block.style.pitch >= 1.2 * block.style.size - 0.01


def test_number_never_is_wider_than_its_cell(fullest: Paper) -> None:
    squeezed = 0
    for sheet in fullest.sheets:
        for table, cell, _ in cells(sheet):
            width = sum(table.widths[cell.column : cell.column + cell.columns]) - 2 * table.sides
            for block in cell.content:
                for run in block.runs if isinstance(block, Paragraph) else ():
                    if run.number:
                        size = block.style.size * run.squeeze
                        assert number_width(run.text) * size <= width
                        squeezed += run.squeeze < 1
    assert squeezed > 20  # the long numbers of the narrow columns


def test_less_text_is_set_larger(blank: Paper, fullest: Paper) -> None:
    sizes = {fit.sheet: fit.size for fit in fullest.fits}
    assert all(fit.size >= sizes[fit.sheet] for fit in blank.fits)
    assert sizes["part_2"] < 9 <= fit_of(blank, "part_2")


def fit_of(paper: Paper, sheet: str) -> float:
    return next(fit.size for fit in paper.fits if fit.sheet == sheet)


def test_what_cannot_fit_is_said_with_the_longest_answers(paper_of: PaperOf) -> None:
    words = " ".join(["w" * 50] * 200)
    paper = paper_of({"form": "ningxia-2026", "answers": {"quality_brand_summary": words}})
    (fit,) = overflow(paper)
    assert fit.sheet == "part_2"
    assert fit.longest[0] == Address("quality_brand_summary")
    assert fit.room < 0


def test_twelve_line_ends_more_still_fit(paper_of: PaperOf) -> None:
    lines = "\n".join(["推动强链补链延链"] * 12)
    paper = paper_of({"form": "ningxia-2026", "answers": {"governance_summary": lines}})
    assert overflow(paper) == ()


def test_report_tells_size_and_room_of_every_sheet(blank: Paper, edition: Edition) -> None:
    report = fit_report(blank)
    assert list(report) == [sheet.id for sheet in edition.main.layout.sheets]
    assert report["part_1"]["fits"] is True
    assert set(report["part_1"]) == {"size", "pitch", "used_mm", "room_mm", "fits", "longest"}


def test_same_answers_give_the_same_paper(paper_of: PaperOf, extreme: Data) -> None:
    assert paper_of(extreme) == paper_of(extreme)


def test_digest_follows_the_answers(blank: Paper, fullest: Paper) -> None:
    assert len(blank.digest) == 64
    assert blank.digest != fullest.digest
