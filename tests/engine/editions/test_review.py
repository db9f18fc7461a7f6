"""A review with kinds of every sort beside tables and targets needs no code either."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from jiqun.engine.answers import Answers, read_answers, write_answers
from jiqun.engine.definition import Case, lint, load_edition, new_edition, read_edition
from jiqun.engine.documents import check, lay_out, write_document
from jiqun.engine.documents.pdf.pdf_writer import write_pdf
from jiqun.engine.documents.word import write_word
from jiqun.engine.findings.worked_cases import answers_of, cases_of, run_case, run_cases
from jiqun.engine.reading import read_word, read_word_safely

FOLDER = Path(__file__).parent / "gansu-2026"
EDITION = load_edition(FOLDER)
REVIEW = EDITION.forms["review"]
CASES = {case.title: case for case in cases_of(REVIEW)}


def test_edition_is_linted_without_a_word() -> None:
    assert [str(mistake) for mistake in lint(FOLDER)] == []


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case_has_exactly_the_findings_it_expects(case: Case) -> None:
    assert sorted(finding.key for finding in run_case(REVIEW, case)) == sorted(case.expect)


def test_kinds_that_the_shipped_forms_hardly_use_are_all_here() -> None:
    columns = [column for field in REVIEW.fields.values() for column in field.columns]
    kinds = {field.kind.id for field in (*REVIEW.fields.values(), *columns)}
    assert {"points", "document_number", "datetime", "industry", "division", "phone"} <= kinds
    assert {"targets", "rows", "file", "choices", "derived", "reference"} <= kinds


def test_edition_copied_for_the_next_year_finds_the_same(tmp_path: Path) -> None:
    target = tmp_path / "gansu-2027"
    assert new_edition(FOLDER, target, target.name, EDITION.base_year + 1) == []
    after = read_edition(target)
    row = after.forms["review"].fields["figures"].given_row("output_now")
    assert row is not None and row.label == "总产值（亿元）2026年"
    assert [str(mistake) for mistake in run_cases(after)] == []


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_answers_are_written_printed_and_read_back(case: Case) -> None:
    answers, facts = answers_of(REVIEW, case)
    assert read_answers(REVIEW, write_answers(answers)) == answers
    word = write_word(lay_out(answers, check(answers, facts).values))
    for readers in (("tag",), ("bookmark",), ("label",), ("tag", "bookmark", "label")):
        assert read_word(word, REVIEW, readers).answers == answers, readers


def test_paper_says_answers_in_standard_form_and_figures_of_the_application() -> None:
    answers, facts = answers_of(REVIEW, CASES["填写正确"])
    paper = lay_out(answers, check(answers, facts).values)
    page, pdf = write_document(paper), write_pdf(paper)
    pages = pypdfium2.PdfDocument(pdf.data)
    drawn = "".join("".join(p.get_textpage().get_text_bounded() for p in pages).split())
    wanted = ("甘工信发〔2026〕3号", "2026年4月13日9:00", "定西市", "86.5", "0932-8212345", "44.00")
    for words in (*wanted, "评2026-1定西马铃薯集群", "定西马铃薯集群：否"):
        assert words in "".join(page.split())
        assert words in drawn
    assert pdf.missing == ()


def test_blank_paper_reads_as_nothing() -> None:
    reading = read_word_safely(write_word(lay_out(Answers(REVIEW))), REVIEW)
    assert reading.answers == Answers(REVIEW)
    assert (reading.report.conflicts, reading.report.unclear) == ([], [])
