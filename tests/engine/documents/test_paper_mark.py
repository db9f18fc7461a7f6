"""The mark in the margins: it is read from a picture of the page, and the form does without."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from jiqun.engine.definition import Edition
from jiqun.engine.documents import write_document, write_pdf, write_word
from jiqun.engine.documents.paper import Paper
from jiqun.engine.documents.paper_mark import (
    DRAFT,
    NO_MARK,
    ROOM_FOR_PARTNERS,
    PaperCode,
    PaperMark,
    frozen_mark,
    is_mark,
    read_code,
)
from jiqun.engine.reading import read_word

DIGEST = "3fa9c1d07b6e24858c0d9e1a2b3c4d5e" + "0" * 32
FROZEN = frozen_mark("2026-640521-1", 12, DIGEST)
NAMES = "青铜峡市、红寺堡区、利通区、大武口区、盐池县"
PARTNERED = frozen_mark("2026-640521-1", 12, DIGEST, partners=NAMES)
MARGIN = 22  # mm, on every side of the shipped form
EXAMPLE = Path(__file__).parents[3] / "examples" / "中宁枸杞.json"


@pytest.fixture(scope="module")
def example(paper_of: Callable[[object], Paper]) -> Paper:
    return paper_of(json.loads(EXAMPLE.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def drawn(example: Paper) -> dict[PaperMark, pypdfium2.PdfDocument]:
    return {
        mark: pypdfium2.PdfDocument(write_pdf(replace(example, mark=mark)).data)
        for mark in (NO_MARK, DRAFT, FROZEN, PARTNERED)
    }


def _picture(page: pypdfium2.PdfPage, dots: int) -> Image.Image:
    return page.render(scale=dots / 72, grayscale=True).to_pil()


def _within(picture: Image.Image, dots: int) -> bytes:
    """What is drawn between the margins."""
    edge = round(MARGIN / 25.4 * dots) - 2  # the frame of a table is as thick
    return picture.crop((edge, edge, picture.width - edge, picture.height - edge)).tobytes()


def _found(picture: Image.Image) -> list[PaperCode | None]:
    return [read_code(one.text) for one in zxingcpp.read_barcodes(picture)]


def test_code_says_number_version_and_half_of_the_digest() -> None:
    assert FROZEN.code == "JQ1|2026-640521-1|12|3fa9c1d07b6e24858c0d9e1a2b3c4d5e"
    assert read_code(FROZEN.code) == PaperCode("2026-640521-1", 12, DIGEST[:32])
    assert FROZEN.lines == (
        "申报编号 2026-640521-1 第12版",
        "摘要 3fa9c1d0 7b6e2485 8c0d9e1a 2b3c4d5e",
    )


def test_partner_counties_have_a_line_of_their_own(
    drawn: dict[PaperMark, pypdfium2.PdfDocument],
) -> None:
    assert len(NAMES) == ROOM_FOR_PARTNERS
    assert PARTNERED.lines == (*FROZEN.lines, f"协作县：{NAMES}")
    assert all(map(is_mark, PARTNERED.lines))
    for page in drawn[PARTNERED]:
        assert PARTNERED.lines[-1] in page.get_textpage().get_text_range()


def test_version_that_counts_no_more_says_so(example: Paper) -> None:
    voided = frozen_mark("2026-640521-1", 12, DIGEST, voided=True)
    assert voided == replace(FROZEN, above="已作废")
    page = pypdfium2.PdfDocument(write_pdf(replace(example, mark=voided)).data)[0]
    assert "已作废" in page.get_textpage().get_text_range()


@pytest.mark.parametrize(
    "text",
    ["", "JQ1|a|0|" + "0" * 32, "JQ1|a|1|" + "g" * 32, "JQ2|a|1|" + "0" * 32, "https://a.cn"],
)
def test_other_codes_are_none_of_a_paper(text: str) -> None:
    assert read_code(text) is None


@pytest.mark.slow
def test_every_page_of_a_version_has_the_code_and_a_bad_scan_of_it_is_read(
    drawn: dict[PaperMark, pypdfium2.PdfDocument],
) -> None:
    expected = [read_code(FROZEN.code)]
    for page in drawn[FROZEN]:
        clean = _picture(page, 100)
        assert _found(clean) == expected
        slanted = clean.rotate(1.5, resample=Image.Resampling.BICUBIC, fillcolor=255)
        file = BytesIO()
        slanted.filter(ImageFilter.GaussianBlur(0.5)).save(file, "JPEG", quality=40)
        assert _found(Image.open(file)) == expected
    assert _found(_picture(drawn[DRAFT][0], 200)) == []


@pytest.mark.slow
def test_pages_are_the_same_within_their_margins(
    drawn: dict[PaperMark, pypdfium2.PdfDocument],
) -> None:
    plain = [_picture(page, 72) for page in drawn[NO_MARK]]
    for mark in (DRAFT, FROZEN, PARTNERED):
        marked = [_picture(page, 72) for page in drawn[mark]]
        assert len(marked) == len(plain)
        for with_mark, without in zip(marked, plain, strict=True):
            assert _within(with_mark, 72) == _within(without, 72)
            assert with_mark.tobytes() != without.tobytes()


def test_only_a_draft_says_so_on_every_page(
    drawn: dict[PaperMark, pypdfium2.PdfDocument],
) -> None:
    def says(mark: PaperMark) -> list[bool]:
        return ["草稿" in page.get_textpage().get_text_range() for page in drawn[mark]]

    assert all(says(DRAFT))
    assert not any(says(FROZEN) + says(NO_MARK))


@pytest.mark.parametrize("mark", [DRAFT, FROZEN])
def test_word_file_keeps_its_body_and_reading_it_passes_over_the_mark(
    example: Paper, edition: Edition, mark: PaperMark
) -> None:
    plain, marked = write_word(example), write_word(replace(example, mark=mark))
    before, after = (read_word(file, edition.main) for file in (plain, marked))
    assert after.data == before.data
    assert after.report == before.report
    with ZipFile(BytesIO(marked)) as package:
        margins = {name for name in package.namelist() if "/header" in name or "/footer" in name}
        texts = "".join(package.read(name).decode() for name in sorted(margins))
    assert ("草稿" in texts) == (mark == DRAFT)
    assert all(line in texts for line in mark.lines)


@pytest.mark.office
def test_word_file_of_a_version_shows_the_code_in_libreoffice(
    example: Paper, soffice: Callable[..., list[Path]], tmp_path: Path
) -> None:
    files = {}
    for name, mark in (("plain", NO_MARK), ("frozen", FROZEN), ("draft", DRAFT)):
        files[name] = tmp_path / f"{name}.docx"
        files[name].write_bytes(write_word(replace(example, mark=mark)))
    made = soffice(list(files.values()), "pdf", tmp_path / "pdf")
    plain, frozen, draft = (pypdfium2.PdfDocument(file) for file in made)
    assert len(plain) == len(frozen) == len(draft)
    assert all(_found(_picture(page, 150)) == [read_code(FROZEN.code)] for page in frozen)
    assert all("草稿" in page.get_textpage().get_text_range() for page in draft)
    for with_mark, without in zip(frozen, plain, strict=True):
        assert _within(_picture(with_mark, 72), 72) == _within(_picture(without, 72), 72)


def test_web_page_of_a_draft_says_so_on_every_sheet(example: Paper) -> None:
    page = write_document(replace(example, mark=DRAFT))
    assert page.count(">草稿<") == len(example.sheets)
    assert "草稿" not in write_document(example)


@pytest.mark.parametrize("line", [*FROZEN.lines, "草稿", " 草稿 ", "已作废"])
def test_lines_of_a_mark_are_known(line: str) -> None:
    assert is_mark(line)
    assert not is_mark(f"{line}，请核对")
