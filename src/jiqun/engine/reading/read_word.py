"""Read a Word file back into answers: tags, then bookmarks, then labels and table places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jiqun.engine.answers import Answers, UnusableInput, read_answers
from jiqun.engine.definition import Form
from jiqun.engine.documents.tags import DIGEST_PROPERTY, FORM_PROPERTY
from jiqun.engine.reading.by_label.label_reader import read_labels
from jiqun.engine.reading.by_tag import known_places, read_bookmarks, read_tags
from jiqun.engine.reading.gate.word_package import Package, open_word
from jiqun.engine.reading.page.page_parser import read_page
from jiqun.engine.reading.page.word_page import WordPage
from jiqun.engine.reading.recognition import as_told
from jiqun.engine.reading.result.layout_diff import check_layout
from jiqun.engine.reading.result.reader_result import ReaderResult
from jiqun.engine.reading.result.recognition_result import Recognition
from jiqun.engine.reading.result.reconcile import combine
from jiqun.engine.reading.result.report import READERS, Report


@dataclass(frozen=True, slots=True)
class WordReading:
    """What a Word file says: the answers; `data`, the same in interchange shape with all texts as
    they stand on the page; and the report of how it was read."""

    answers: Answers
    data: dict[str, object]
    report: Report


@dataclass(frozen=True, slots=True)
class OpenedWord:
    """A Word file that has passed the gate: its parts, and what stands on its page."""

    package: Package
    page: WordPage

    @property
    def named(self) -> str:
        """The name of the form the file says it is; "" where it says none."""
        return self.package.properties.get(FORM_PROPERTY, "").strip()


def open_page(data: bytes) -> OpenedWord:
    """Open a .docx and read its page; raises UnusableInput where it cannot be read."""
    package = open_word(data)
    return OpenedWord(package, read_page(package.document, package.stories))


def read_word(data: bytes, form: Form, readers: Sequence[str] = READERS) -> WordReading:
    """Read a .docx as a form in this process; raises UnusableInput where it cannot be read.

    Files of strangers belong into `read_word_safely`. Fewer `readers` read faster and compare
    less; the layout is compared where "label" is among them.
    """
    word = open_page(data)
    texts, report = read_texts(word, form, as_told(form, word.named), readers)
    return WordReading(read_answers(form, texts), texts, report)


def read_texts(
    word: OpenedWord, form: Form, recognition: Recognition, readers: Sequence[str] = READERS
) -> tuple[dict[str, object], Report]:
    """The texts of the answers in interchange shape, and the report."""
    layout = form.layout
    if layout is None:
        raise UnusableInput(f"“{form.title}”没有规定打印格式，不能从 Word 文件读取。")
    package, page = word.package, word.page
    results: list[ReaderResult] = []
    if "tag" in readers or "bookmark" in readers:
        places = known_places(form, layout)
        if "tag" in readers:
            results.append(read_tags(page, form, places))
        if "bookmark" in readers:
            results.append(read_bookmarks(page, form, places))
    labels = read_labels(page, form, layout) if "label" in readers else None
    if labels is not None:
        results.append(labels.result)
    combined = combine(form, results)
    report = combined.report
    if labels is not None:
        report.differences = check_layout(labels)
    report.printed_from = package.properties.get(DIGEST_PROPERTY, "")
    report.recognition = recognition
    said = filter(None, [recognition.sentence(form.name)])
    report.notices = [*said, *package.notices, *page.notices]
    return {"form": form.name, "answers": combined.answers}, report
