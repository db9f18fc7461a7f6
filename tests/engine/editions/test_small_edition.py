"""A second edition, another issuer's, made without code: it is checked, assessed and printed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from scripts.checks_page import page

from jiqun.engine.answers import Answers, read_answers, write_answers
from jiqun.engine.definition import (
    Edition,
    cell,
    find_editions,
    load_edition,
    new_edition,
)
from jiqun.engine.definition.case_reading import Case
from jiqun.engine.definition.years import without_years
from jiqun.engine.documents import lay_out, write_document
from jiqun.engine.documents.pdf.pdf_writer import write_pdf
from jiqun.engine.documents.word import write_word
from jiqun.engine.findings import assess
from jiqun.engine.findings.worked_cases import cases_of, read_base, run_case

FOLDER = Path(__file__).parent / "yunnan-2027"

Fill = Callable[..., Answers]


@pytest.fixture(scope="module")
def yunnan() -> Edition:
    return load_edition(FOLDER)


@pytest.fixture
def fill(yunnan: Edition) -> Fill:
    """The whole form filled in rightly, but for the answers given."""

    def filled(**changed: object) -> Answers:
        base = read_base(FOLDER / "application", "斗南花卉")
        assert isinstance(base, dict)
        return read_answers(yunnan.main, {**base, "answers": {**base["answers"], **changed}})

    return filled


@pytest.mark.parametrize("case", cases_of(load_edition(FOLDER).main), ids=lambda case: case.title)
def test_case_has_exactly_the_findings_it_expects(yunnan: Edition, case: Case) -> None:
    found = [f.key for f in run_case(yunnan.main, case)]
    assert sorted(found) == sorted(case.expect)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["yunnan-2027", "ningxia-2026"])
def test_cases_of_an_edition_moved_by_a_year_find_the_same_a_year_later(
    name: str, tmp_path: Path
) -> None:
    folder = find_editions([FOLDER.parent])[name]
    before = load_edition(folder)
    new_edition(folder, tmp_path / "moved-by-one", "moved-by-one", before.base_year + 1)
    after = load_edition(tmp_path / "moved-by-one")
    for old, new in zip(cases_of(before.main), cases_of(after.main), strict=True):
        if old.expect == new.expect:  # speaks of no year
            continue
        found = [without_years(f.key, before.base_year) for f in run_case(before.main, old)]
        later = [without_years(f.key, after.base_year) for f in run_case(after.main, new)]
        assert later == found, new.title


def test_growth_is_computed_from_the_years_of_this_edition(yunnan: Edition, fill: Fill) -> None:
    assert assess(fill()).values[cell("output_growth")] == Decimal("10.00")


def test_wrong_growth_is_found_with_formula_and_repair(yunnan: Edition, fill: Fill) -> None:
    (finding,) = assess(fill(output_growth="11.00")).findings
    assert (finding.code, finding.level, finding.at.field) == (
        "output_growth_differs",
        "error",
        "output_growth",
    )
    assert "44" in str(finding.formula)
    assert "填11" in finding.message
    assert finding.repair is not None
    assert Decimal(finding.repair.value) == 10


@pytest.mark.parametrize(("lowest", "result"), [("40.00", "meets"), ("9.00", "fails")])
def test_standard_is_that_of_this_edition(
    yunnan: Edition, fill: Fill, lowest: str, result: str
) -> None:
    answers = fill(output={"2025": lowest, "2026": "44.00"})
    (requirement,) = assess(answers, standard="yunnan-2025").assessment
    assert (requirement.id, requirement.result) == ("output", result)
    assert "10亿元" in requirement.figures


def test_answers_written_and_read_again_are_equal(yunnan: Edition, fill: Fill) -> None:
    answers = fill()
    assert read_answers(yunnan.main, write_answers(answers)) == answers


def test_blank_paper_says_the_official_text(yunnan: Edition) -> None:
    paper = lay_out(Answers(yunnan.main))
    assert [sheet.id for sheet in paper.sheets] == ["instructions", "part_1", "part_2"]
    assert all(fit.fits for fit in paper.fits)


@pytest.mark.slow
def test_filled_paper_is_printed_as_page_word_and_pdf(yunnan: Edition, fill: Fill) -> None:
    paper = lay_out(fill())
    page = write_document(paper)
    for words in ("斗南花卉集群", "呈贡区", "44.00", "2027年3月1日", "☑", "云南省工业和信息化厅制"):
        assert words in page
    assert write_word(paper).startswith(b"PK")
    pdf = write_pdf(paper)
    assert pdf.data.startswith(b"%PDF")
    assert pdf.missing == ()


def test_list_of_checks_is_written_from_this_edition(yunnan: Edition) -> None:
    assert "产值大幅下降须说明" in page(yunnan)
