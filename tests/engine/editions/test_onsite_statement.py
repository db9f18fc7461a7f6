"""The on-site statement 现场核查符合性说明 needs no code: worked, printed, read back."""

from __future__ import annotations

import pypdfium2
import pytest
from lxml import html

from jiqun.engine.answers import Answers, read_answers, write_answers
from jiqun.engine.definition import Address, Case, find_editions, lint, load_edition
from jiqun.engine.documents import check, lay_out, write_document
from jiqun.engine.documents.paper import Paper
from jiqun.engine.documents.pdf.pdf_writer import write_pdf
from jiqun.engine.documents.word import write_word
from jiqun.engine.findings import Facts, assess
from jiqun.engine.findings.worked_cases import answers_of, cases_of, run_case
from jiqun.engine.reading import read_word, read_word_safely

EDITION = load_edition(find_editions()["ningxia-2026"])
STATEMENT = EDITION.forms["onsite_statement"]
CASES = {case.title: case for case in cases_of(STATEMENT)}


@pytest.fixture(scope="module")
def filled() -> tuple[Answers, Facts]:
    """The statement in which everything was found as reported."""
    return answers_of(STATEMENT, CASES["全部一致"])


@pytest.fixture(scope="module")
def paper(filled: tuple[Answers, Facts]) -> Paper:
    return lay_out(filled[0], assess(*filled).values)


@pytest.fixture(scope="module")
def word(paper: Paper) -> bytes:
    return write_word(paper)


def test_edition_of_two_forms_is_linted_without_a_word() -> None:
    assert [str(mistake) for mistake in lint(EDITION.folder)] == []


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case_has_exactly_the_findings_it_expects(case: Case) -> None:
    found = [finding.key for finding in run_case(STATEMENT, case)]
    assert sorted(found) == sorted(case.expect)
    assert not {key.partition(":")[0] for key in found} & {*case.absent}


def test_checks_each_have_a_case_that_speaks() -> None:
    spoken = {key.partition(":")[0] for case in CASES.values() for key in case.expect}
    own = {c.code for c in STATEMENT.checks.checks if c.place.file.endswith("verifying.yaml")}
    assert own <= spoken


def test_figures_of_the_application_stand_in_its_rows(filled: tuple[Answers, Facts]) -> None:
    values = assess(*filled).values
    at = Address("figures", row="total_output_base_year", part="reported")
    assert str(values[at]) == "121.81"
    assert values[Address("vetoes", row="major_incident", part="reported")] == "否"
    summary = Address("aspects", row="core_competitiveness", part="summary")
    assert "121.81 亿元" in str(values[summary])
    assert "中宁县枸杞产业集群" in str(values[Address("verified_application")])


def test_answers_written_and_read_again_are_equal(filled: tuple[Answers, Facts]) -> None:
    answers, _ = filled
    assert read_answers(STATEMENT, write_answers(answers)) == answers
    assert answers.problems == ()


def test_every_part_fits_and_the_figures_keep_to_one_page(
    filled: tuple[Answers, Facts], paper: Paper
) -> None:
    assert all(fit.fits for fit in paper.fits)
    assert check(*filled).findings == ()
    assert [s.id for s in paper.sheets if s.one_page] == ["part_4"]


def test_page_pdf_and_word_say_the_same(paper: Paper, word: bytes) -> None:
    page = "".join(html.fromstring(write_document(paper)).text_content().split())
    pdf = write_pdf(paper)
    pages = pypdfium2.PdfDocument(pdf.data)
    drawn = "".join("".join(p.get_textpage().get_text_bounded() for p in pages).split())
    words = ("未经核定", "马建军", "园区大门.jpg", "121.81", "统计部门", "正常经营")
    for text in (*words, "2026年4月16日"):
        assert text in page
        assert text in drawn
    assert pdf.missing == ()
    assert word.startswith(b"PK")


@pytest.mark.parametrize("readers", [("tag",), ("bookmark",), ("label",), ("tag", "label")])
def test_word_file_is_read_back_by_every_reader_alone(
    filled: tuple[Answers, Facts], word: bytes, readers: tuple[str, ...]
) -> None:
    reading = read_word(word, STATEMENT, readers)
    assert reading.answers == filled[0]
    assert (reading.report.conflicts, reading.report.unclear) == ([], [])


def test_word_file_of_a_stranger_is_read_back_safely(
    filled: tuple[Answers, Facts], word: bytes
) -> None:
    reading = read_word_safely(word, STATEMENT)
    assert reading.answers == filled[0]
    assert reading.report.differences == []


@pytest.mark.parametrize("title", [t for t, case in CASES.items() if "change" in case.changes])
def test_changed_answers_come_back_as_changed(title: str) -> None:
    answers, facts = answers_of(STATEMENT, CASES[title])
    paper = lay_out(answers, assess(answers, facts).values)
    assert read_word(write_word(paper), STATEMENT).answers == answers


@pytest.mark.parametrize("readers", [("tag",), ("bookmark",), ("label",), ("tag", "label")])
def test_blank_paper_reads_as_nothing(readers: tuple[str, ...]) -> None:
    reading = read_word(write_word(lay_out(Answers(STATEMENT))), STATEMENT, readers)
    assert reading.answers == Answers(STATEMENT)
    assert (reading.report.conflicts, reading.report.unclear) == ([], [])


def test_blank_paper_has_the_rows_the_form_gives() -> None:
    page = write_document(lay_out(Answers(STATEMENT)))
    for table in STATEMENT.fields.values():
        assert all(row.label in page for row in table.given)
        assert all(column.label in page for column in table.columns if column.id != "no_interest")
