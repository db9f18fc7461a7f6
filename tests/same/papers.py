"""Section `papers`: the text of Word, PDF and web page of ten forms, a statement, and blank."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile

import pypdfium2
from lxml import etree, html
from tests.same.forms import EXAMPLE, forms
from tests.same.judgements import SAMPLES

from jiqun.engine import (
    Answers,
    assess,
    find_editions,
    lay_out,
    load_edition,
    read_answers,
    write_document,
    write_pdf,
    write_word,
)
from jiqun.engine.findings.worked_cases import answers_of, cases_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def collect() -> dict[str, str]:
    """By name and format; "… bytes" is a digest of what decides the looks."""
    edition = load_edition(find_editions()["ningxia-2026"])
    made = forms()
    chosen = [name for name in made if int(name[-3:]) in (0, 5, 6, 7, 8, 9, 21)]
    data = {name: made[name] for name in chosen}
    for path in (EXAMPLE, *sorted(SAMPLES.glob("*.json"))):
        data[path.name] = json.loads(path.read_text("utf-8"))
    assert len(data) == 10
    filled = {name: read_answers(edition.main, one) for name, one in data.items()}
    statement = edition.forms["onsite_statement"]
    answers, facts = answers_of(statement, next(iter(cases_of(statement))))
    papers = {
        name: lay_out(one) for name, one in {"blank": Answers(edition.main), **filled}.items()
    }
    papers["statement"] = lay_out(answers, assess(answers, facts).values)
    papers["blank statement"] = lay_out(Answers(statement))
    found = {}
    for name, paper in papers.items():
        page = write_document(paper)
        document = _document(write_word(paper))
        found[f"{name} word"] = word_text(document)
        found[f"{name} word bytes"] = hashlib.sha256(document).hexdigest()
        found[f"{name} html"] = page_text(page)
        found[f"{name} html bytes"] = hashlib.sha256(page.encode()).hexdigest()
        found[f"{name} pdf"] = pdf_text(write_pdf(paper).data)
    return found


def _document(word: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        return package.read("word/document.xml")


def word_text(document: bytes) -> str:
    """A line a paragraph, in the order of the document."""
    root = etree.fromstring(document)
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        for paragraph in root.iter(f"{W}p")
    )


def page_text(page: str) -> str:
    """The text of a web page, a line a stretch, without empty ones."""
    texts = html.fromstring(page).xpath("//body//text()")
    return "\n".join(" ".join(text.split()) for text in texts if text.strip())


def pdf_text(pdf: bytes) -> str:
    """The text of the pages, without white space, a line a page."""
    file = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in file]
    finally:
        file.close()
    return "\n".join(re.sub(r"\s", "", page) for page in pages)
