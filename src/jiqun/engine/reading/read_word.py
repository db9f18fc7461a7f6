"""Read a Word file back into answers: tags, then bookmarks, then labels and table places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jiqun.engine.answers import Answers, UnusableInput, read_answers
from jiqun.engine.definition import Form
from jiqun.engine.documents.tags import DIGEST_PROPERTY, FORM_PROPERTY
from jiqun.engine.reading.by_label.label_reader import read_labels
from jiqun.engine.reading.by_tag import known_places, read_bookmarks, read_tags
from jiqun.engine.reading.gate.word_package import open_word
from jiqun.engine.reading.page.page_parser import read_page
from jiqun.engine.reading.result.layout_diff import check_layout
from jiqun.engine.reading.result.reader_result import ReaderResult
from jiqun.engine.reading.result.reconcile import combine
from jiqun.engine.reading.result.report import READERS, Report


@dataclass(frozen=True, slots=True)
class WordReading:
    """What a Word file says: the answers; `data`, the same in interchange shape with all texts as
    they stand on the page; and the report of how it was read."""

    answers: Answers
    data: dict[str, object]
    report: Report


def read_word(data: bytes, form: Form, readers: Sequence[str] = READERS) -> WordReading:
    """Read a .docx as a form in this process; raises UnusableInput where it cannot be read.

    Files of strangers belong into `read_word_safely`. Fewer `readers` read faster and compare
    less; the layout is compared where "label" is among them.
    """
    texts, report = read_texts(data, form, readers)
    return WordReading(read_answers(form, texts), texts, report)


def read_texts(
    data: bytes, form: Form, readers: Sequence[str] = READERS
) -> tuple[dict[str, object], Report]:
    """The texts of the answers in interchange shape, and the report."""
    layout = form.layout
    if layout is None:
        raise UnusableInput(f"“{form.title}”没有规定纸面格式，不能从 Word 文件读取。")
    package = open_word(data)
    page = read_page(package.document, package.stories)
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
    report.notices = [*_about(package.properties, form), *package.notices, *page.notices]
    return {"form": form.name, "answers": combined.answers}, report


def _about(properties: dict[str, str], form: Form) -> list[str]:
    named = properties.get(FORM_PROPERTY)
    if named is None or form.is_called(named):
        return []
    return [f"这个文件写的是“{named}”的申报表，现按“{form.name}”读取，请核对。"]
