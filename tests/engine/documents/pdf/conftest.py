"""The papers the tests of PDF draw, the files drawn from them, and a reader of drawn pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from jiqun.engine.definition import Address, Page
from jiqun.engine.documents.paper import Paper, PaperSheet, Paragraph, Run, Style
from jiqun.engine.documents.pdf import write_pdf

STYLE = Style("song", 12.0, 18.0, "justify", indent=2.0)
OPERATOR = Address("operator")
_PAGE_NUMBER = re.compile(r"—\s*\d+\s*—\s*$")


@pytest.fixture(scope="session")
def blank(paper_of: Callable[[object], Paper]) -> Paper:
    return paper_of({"form": "ningxia-2026", "answers": {}})


@pytest.fixture(scope="session")
def sample(paper_of: Callable[[object], Paper]) -> Paper:
    example = Path(__file__).parents[4] / "examples" / "中宁枸杞.json"
    return paper_of(json.loads(example.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def longest(paper_of: Callable[[object], Paper], extreme: dict[str, object]) -> Paper:
    return paper_of(extreme)


@pytest.fixture(scope="session")
def blank_pdf(blank: Paper) -> bytes:
    return write_pdf(blank).data


@pytest.fixture(scope="session")
def sample_pdf(sample: Paper) -> bytes:
    return write_pdf(sample).data


@pytest.fixture(scope="session")
def longest_pdf(longest: Paper) -> bytes:
    return write_pdf(longest).data


@pytest.fixture(scope="session")
def small() -> Callable[..., Paper]:
    """`small(text, …, style=STYLE)`: a paper of one sheet, each text one paragraph."""

    def paper(*texts: str, style: Style = STYLE) -> Paper:
        runs = (Run(text, OPERATOR, label="集群运营管理机构") for text in texts)
        sheet = PaperSheet("one", tuple(Paragraph((run,), style) for run in runs), False)
        page = Page(210, 297, 22, 22, 22, 22)
        return Paper("form", "2026.0", "申报表", "ab" * 32, page, (sheet,), ())

    return paper


@pytest.fixture(scope="session")
def texts() -> Callable[[bytes], list[str]]:
    """`texts(pdf)`: the text of each page, white space and page number removed."""

    def read(pdf: bytes) -> list[str]:
        document = pypdfium2.PdfDocument(pdf)
        pages = (page.get_textpage().get_text_range() for page in document)
        return ["".join(_PAGE_NUMBER.sub("", page.strip()).split()) for page in pages]

    return read
