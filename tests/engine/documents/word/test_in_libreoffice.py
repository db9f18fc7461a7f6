"""The Word file as LibreOffice lays it out: a page a part, every value within its drawn cell."""

from __future__ import annotations

import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pdfplumber
import pytest
from lxml import etree

from jiqun.engine.definition import Address
from jiqun.engine.documents.paper import Paper, PaperCell, PaperTable, Paragraph, Run
from jiqun.engine.documents.word import answer_of_bookmark, bookmark_index, write_word

pytestmark = pytest.mark.office

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Convert = Callable[..., list[Path]]
_TOLERANCE = 0.8  # pt, for the line's own thickness


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.fixture(scope="module")
def papers(paper_of: Callable[[object], Paper], extreme: dict[str, object]) -> dict[str, Paper]:
    """The empty form and the fullest one."""
    blank = {"form": extreme["form"], "answers": {}}
    return {"blank": paper_of(blank), "extreme": paper_of(extreme)}


@pytest.fixture(scope="module")
def files(papers: dict[str, Paper], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("word")
    for name, paper in papers.items():
        (folder / f"{name}.docx").write_bytes(write_word(paper))
    return [folder / f"{name}.docx" for name in papers]


def _cells(table: PaperTable) -> Iterator[PaperCell]:
    return (cell for row in table.rows for cell in row.cells)


def _cell_text(cell: PaperCell) -> str:
    lines = (block for block in cell.content if isinstance(block, Paragraph))
    return _plain("".join(run.text for line in lines for run in line.runs))


def _expected(paper: Paper) -> list[tuple[str, Counter[str]]]:
    """Heading and the texts of the cells of every sheet that keeps to one page."""
    return [
        (
            _plain("".join(run.text for b in sheet.blocks if isinstance(b, Paragraph)
                           for run in b.runs)),
            Counter(
                text
                for block in sheet.blocks
                if isinstance(block, PaperTable)
                for cell in _cells(block)
                if (text := _cell_text(cell))
            ),
        )
        for sheet in paper.sheets
        if sheet.one_page
    ]  # fmt: skip


def _drawn(page: pdfplumber.page.Page) -> Counter[str]:
    """The texts that lie wholly within the drawn cells of a page.

    A character lies within a cell if its em box does; one that reaches over a line is reported as
    a text of its own, so that it can never go unseen.
    """
    cells = [cell for table in page.find_tables() for cell in table.cells]
    texts = dict.fromkeys(cells, "")
    loose = []
    for char in page.chars:
        if not char["text"].strip():
            continue
        base, size = page.height - char["matrix"][5], char["size"]
        box = (char["x0"], base - 0.8 * size, char["x1"], base + 0.1 * size)
        home = next((cell for cell in cells if _holds(cell, box)), None)
        if home is not None:
            texts[home] += char["text"]
        elif any(_touches(cell, box) for cell in cells):
            loose.append(f"{char['text']} at {box}")
    return Counter(_plain(text) for text in texts.values() if text) + Counter(loose)


def _holds(cell: tuple[float, ...], box: tuple[float, ...]) -> bool:
    slack = _TOLERANCE
    return (
        cell[0] - slack <= box[0]
        and cell[1] - slack <= box[1]
        and box[2] <= cell[2] + slack
        and box[3] <= cell[3] + slack
    )


def _touches(cell: tuple[float, ...], box: tuple[float, ...]) -> bool:
    return cell[0] < box[2] and box[0] < cell[2] and cell[1] < box[3] and box[1] < cell[3]


@pytest.mark.parametrize("environment", ["right fonts", "missing fonts"])
def test_word_every_part_is_a_page_and_every_value_lies_in_its_cell(
    environment: str,
    papers: dict[str, Paper],
    files: list[Path],
    soffice: Convert,
    right_fonts: Path,
    tmp_path: Path,
) -> None:
    fonts = right_fonts if environment == "right fonts" else None
    for file, result in zip(files, soffice(files, "pdf", tmp_path, fonts), strict=True):
        paper = papers[file.stem]
        assert all(fit.fits for fit in paper.fits)
        with pdfplumber.open(result) as pdf:
            pages = list(pdf.pages)
            # Sheets one to nine are a page each, the plan flows, part nine is the last page.
            assert _begins(pages[9], "八、未来三年"), "part seven takes more than its page"
            for page, (words, cells) in zip([*pages[:9], pages[-1]], _expected(paper), strict=True):
                assert _begins(page, words[:4]), f"{file.stem}, page {page.page_number}"
                assert _drawn(page) == cells, f"{file.stem}, page {page.page_number}"


def _begins(page: pdfplumber.page.Page, words: str) -> bool:
    return _plain(page.extract_text()).startswith(words)


def _marks(file: Path, index: dict[str, Address]) -> Counter[Address | None]:
    with zipfile.ZipFile(file) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    names = [str(mark.get(f"{W}name")) for mark in root.iter(f"{W}bookmarkStart")]
    return Counter(answer_of_bookmark(name, index) for name in names)


def test_word_bookmarks_survive_libreoffice(
    papers: dict[str, Paper], files: list[Path], soffice: Convert, tmp_path: Path
) -> None:
    places = [run.at for run in _runs(papers["extreme"]) if run.at]
    index = bookmark_index(places)
    assert len(index) == len(set(places))
    (rewritten,) = soffice(files[1:], "docx", tmp_path / "docx")
    (text,) = soffice(files[1:], "odt", tmp_path / "odt")
    (again,) = soffice([text], "docx", tmp_path / "again")
    for file in (files[1], rewritten, again):
        marks = _marks(file, index)
        del marks[None]  # bookmarks of LibreOffice's own
        assert marks == Counter(places), file


def _runs(paper: Paper) -> Iterator[Run]:
    pending = [block for sheet in paper.sheets for block in sheet.blocks]
    while pending:
        block = pending.pop()
        if isinstance(block, Paragraph):
            yield from block.runs
        else:
            pending += [inner for cell in _cells(block) for inner in cell.content]
