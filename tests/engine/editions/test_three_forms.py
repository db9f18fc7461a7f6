"""An edition of three forms: with an official paper, with one of our own, and without any."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jiqun.engine.answers import Answers, UnusableInput, digest, read_answers, write_answers
from jiqun.engine.definition import Edition, lint, load_edition, new_edition, read_edition
from jiqun.engine.documents import check, lay_out
from jiqun.engine.documents.word import write_word
from jiqun.engine.findings import Facts, assess
from jiqun.engine.findings.worked_cases import run_cases
from jiqun.engine.reading import read_word, read_word_safely

FOLDER = Path(__file__).parent / "hebei-2028"


@pytest.fixture(scope="module")
def hebei() -> Edition:
    return load_edition(FOLDER)


def test_forms_stand_in_order_the_main_form_first(hebei: Edition) -> None:
    assert list(hebei.forms) == ["application", "onsite_statement", "yearly_report"]
    assert hebei.main is hebei.forms["application"]
    assert [form.is_main for form in hebei.forms.values()] == [True, False, False]
    assert [form.paper for form in hebei.forms.values()] == ["official", "ours", "none"]
    assert [form.layout is None for form in hebei.forms.values()] == [False, False, True]


def test_edition_is_sound_and_its_cases_come_out_as_they_say(hebei: Edition) -> None:
    assert [str(m) for m in lint(FOLDER)] == []
    assert [str(m) for m in run_cases(hebei)] == []


def test_copy_for_the_next_year_takes_all_forms_along(tmp_path: Path) -> None:
    target = tmp_path / "hebei-2029"
    assert new_edition(FOLDER, target, target.name, 2028) == []
    after = read_edition(target)
    assert [form.name for form in after.forms.values()] == [
        "hebei-2029",
        "hebei-2029/onsite_statement",
        "hebei-2029/yearly_report",
    ]
    assert after.forms["yearly_report"].fields["output"].periods == ("2027", "2028")
    assert [str(m) for m in run_cases(after)] == []


def test_answers_of_another_form_name_it_and_have_another_digest(hebei: Edition) -> None:
    statement, main = hebei.forms["onsite_statement"], hebei.main
    assert write_answers(Answers(statement))["form"] == "hebei-2028/onsite_statement"
    assert write_answers(Answers(main))["form"] == "hebei-2028"
    assert digest(Answers(statement)) != digest(Answers(main))
    data = {"form": "hebei-2028/onsite_statement", "answers": {}}
    assert read_answers(statement, data).problems == ()
    assert [p.code for p in read_answers(main, data).problems] == ["unknown_form"]
    assert read_answers(main, {"form": "hebei-2028/application"}).problems == ()


def test_checks_of_a_form_are_its_own(hebei: Edition) -> None:
    submitted = assess(Answers(hebei.main), Facts(for_submission=True)).findings
    assert {f.code for f in submitted} == {"required", "plan_missing"}
    report = Answers(hebei.forms["yearly_report"])
    assert check(report) == assess(report)


@pytest.mark.parametrize("safely", [False, True])
def test_form_with_our_own_paper_is_printed_and_read_again(hebei: Edition, safely: bool) -> None:
    form = hebei.forms["onsite_statement"]
    answers = read_answers(form, {"answers": {"seen_companies": 3, "statement": "情况属实。"}})
    file = write_word(lay_out(answers))
    reading = read_word_safely(file, form) if safely else read_word(file, form)
    assert reading.answers == answers
    assert reading.data["form"] == form.name
    assert reading.report.notices == []


def test_form_without_paper_is_neither_printed_nor_read_from_word(hebei: Edition) -> None:
    report, file = hebei.forms["yearly_report"], write_word(lay_out(Answers(hebei.main)))
    for use in (
        lambda: lay_out(Answers(report)),
        lambda: read_word(file, report),
        lambda: read_word_safely(file, report),
    ):
        with pytest.raises(UnusableInput, match="“年度报告”没有规定打印格式"):
            use()


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, []),
        ({"2026": Decimal("40.00"), "2027": Decimal("44.00")}, []),
        ({"2027": Decimal("44.01")}, []),  # 44.005 is both
        ({"2027": Decimal("44.02")}, ["output_differs"]),
        (Decimal("50.00"), []),  # a figure of no year
    ],
)
def test_series_handed_in_is_read_by_year_as_printed(
    hebei: Edition, given: Decimal | dict[str, Decimal], codes: list[str]
) -> None:
    answers = read_answers(
        hebei.forms["yearly_report"], {"answers": {"output": {"2026": "40.00", "2027": "44.00"}}}
    )
    outcome = assess(answers, Facts(figures={"output_applied_for": given}))
    assert [f.code for f in outcome.findings] == codes
    if codes:
        assert "申请时的总产值是44.02亿元" in outcome.findings[0].message


def test_figure_that_is_not_declared_changes_nothing(hebei: Edition) -> None:
    answers = Answers(hebei.forms["yearly_report"])
    assert assess(answers, Facts(figures={"other": Decimal(1)})) == assess(answers)
