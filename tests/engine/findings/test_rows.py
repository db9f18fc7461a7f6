"""Tables of rows 多行 looked at: conditions row by row, what is required, how many, values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jiqun.engine.answers import Answers, read_answers
from jiqun.engine.definition import Address, Edition, Form, cell, load_edition
from jiqun.engine.findings import Facts, Memory, Outcome, assess
from jiqun.engine.findings.finding import write_outcome
from jiqun.engine.findings.worked_cases import answers_of, cases_of, read_base

FOLDER = Path(__file__).parents[1] / "editions" / "gansu-2026"

Found = Callable[..., list[str]]


@pytest.fixture(scope="module")
def gansu() -> Edition:
    return load_edition(FOLDER)


@pytest.fixture(scope="module")
def review(gansu: Edition) -> Form:
    return gansu.forms["review"]


@pytest.fixture(scope="module")
def applied(gansu: Edition) -> Callable[..., Answers]:
    """The application the review reads, with the answers given."""

    def answers(**changed: object) -> Answers:
        base: Any = read_base(gansu.main.folder, "定西马铃薯")
        return read_answers(gansu.main, {"answers": {**base["answers"], **changed}})

    return answers


@pytest.fixture(scope="module")
def looked_at(review: Form, applied: Callable[..., Answers]) -> Callable[..., Outcome]:
    """The outcome of the review filled in rightly but for the answers given."""

    def outcome(facts: Facts | None = None, **changed: object) -> Outcome:
        base: Any = read_base(review.folder, "定西马铃薯")
        answers = read_answers(review, {"answers": {**base["answers"], **changed}})
        return assess(answers, facts or Facts(sources={"application": applied()}))

    return outcome


@pytest.fixture(scope="module")
def found(looked_at: Callable[..., Outcome]) -> Found:
    """The findings of that, by their keys."""
    return lambda *facts, **changed: [f.key for f in looked_at(*facts, **changed).findings]


def figures(**rows: dict[str, str]) -> dict[str, dict[str, str]]:
    right = {"output_before": "40.00", "output_now": "44.00", "companies": "50"}
    given = {row: {"verified": value} for row, value in right.items()}
    return {**given, "blacklisted": {"verified": "no"}, **rows}


def test_review_filled_in_rightly_has_no_findings(found: Found) -> None:
    assert found() == []


def test_condition_is_evaluated_in_every_row_by_itself(found: Found) -> None:
    people = [
        {"name": "甲", "phone": "13995001234", "county": "临洮县", "arrived": f"2026-04-13 {time}"}
        for time in ("08:59", "09:01", "09:00", "10:00")
    ]
    late = [key for key in found(reviewers=people) if key.startswith("came_late")]
    assert late == ["came_late:reviewers:2:arrived", "came_late:reviewers:4:arrived"]


def test_message_of_a_row_names_its_columns_and_the_answers_of_the_form(
    looked_at: Callable[..., Outcome],
) -> None:
    people = [{"name": "李学琴", "phone": "13995001234", "county": "临洮县"}]
    people[0]["arrived"] = "2026-04-13 09:01"
    (finding,) = looked_at(reviewers=people).findings
    assert finding.message == "李学琴2026年4月13日9:01到会，评审2026年4月13日9:00开始。"


def test_condition_on_some_given_rows_leaves_out_the_others(found: Found) -> None:
    changed = figures(
        output_now={"verified": "44.02", "reason": "年报"}, blacklisted={"verified": "yes"}
    )
    assert found(figures=changed) == ["verified_differs:figures:output_now:verified"]


def test_figures_that_round_alike_do_not_differ(found: Found) -> None:
    assert found(figures=figures(output_now={"verified": "44.01"})) == []
    count = found(figures=figures(companies={"verified": "51", "reason": "新增"}))
    assert count == ["verified_differs:figures:companies:verified"]  # a count is exact


def test_what_could_not_be_verified_is_compared_with_nothing(found: Found) -> None:
    assert found(figures=figures(output_now={"verified": "无法核实"})) == []


def test_condition_for_required_is_that_of_its_row(found: Found) -> None:
    marks = [{"item": "一", "points": "5.5"}, {"item": "二", "points": "6"}, {"points": "x"}]
    told = [key for key in found(marks=marks) if key.startswith("required")]
    assert told == ["required:marks:1:basis", "required:marks:3:item"]
    assert found(marks=[{"item": "一", "points": "5.5", "basis": "第3号"}]) == []


def test_given_rows_are_required_whether_or_not_anything_was_handed_in(found: Found) -> None:
    missing = [f"required:figures:{row}:verified" for row in figures()]
    assert found(figures={}) == missing
    assert found(figures=None) == missing


@pytest.mark.parametrize(
    ("passed", "why", "wanted"),
    [
        ("no", "", True),
        ("no", "分数不足", False),
        ("yes", "", False),
        ("", "", False),
    ],
)
def test_field_is_required_where_its_condition_holds(
    found: Found, passed: str, why: str, wanted: bool
) -> None:
    assert ("required:why_not" in found(passed=passed, why_not=why)) == wanted


@pytest.mark.parametrize(
    ("people", "hint"),
    [(0, ""), (1, ""), (3, ""), (4, "最多 3 项，多了 1 项，请删去。")],
)
def test_number_of_rows_is_held_to_its_limits(
    looked_at: Callable[..., Outcome], people: int, hint: str
) -> None:
    one = {"name": "甲", "phone": "13995001234", "county": "临洮县"}
    findings = looked_at(reviewers=[one] * people).findings
    assert [f.message for f in findings if f.code == "rows_wrong"] == (
        [f"“评审人员”现有 {people} 项。{hint}"] if hint else []
    )


def test_table_without_rows_is_asked_for_as_any_empty_answer(found: Found) -> None:
    assert "required:reviewers" in found(reviewers=[])
    one = {"name": "甲", "phone": "13995001234", "county": "临洮县"}
    assert "required:reviewers" not in found(reviewers=[one])


@pytest.mark.parametrize(("files", "speaks"), [(0, False), (1, False), (2, False), (3, True)])
def test_number_of_files_of_an_answer_is_held_to_its_limits(
    found: Found, files: int, speaks: bool
) -> None:
    papers = [f"{n}.pdf" for n in range(files)]
    assert found(papers=papers) == (["rows_wrong:papers"] if speaks else [])


@pytest.mark.parametrize(("least", "speaks"), [("1.1", False), ("2", False), ("2.1", True)])
def test_least_number_from_a_formula_is_rounded_up(
    gansu: Edition, review: Form, least: str, speaks: bool
) -> None:
    base: Any = read_base(review.folder, "定西马铃薯")
    marks = [{"item": "一", "points": "7"}, {"item": "二", "points": "7"}]
    asked = replace(review.fields["marks"], required="yes")
    section = review.sections[1]
    fields = tuple(asked if f.id == "marks" else f for f in section.fields)
    form = replace(review, sections=(review.sections[0], replace(section, fields=fields)))
    answers = read_answers(form, {"answers": {**base["answers"], "marks": marks}})
    outcome = assess(answers, Facts(figures={"least_reviews": Decimal(least)}))
    assert ("rows_wrong" in {f.code for f in outcome.findings}) == speaks
    assert "rows_wrong" not in {f.code for f in assess(answers).findings}  # nobody knows the limit


def test_derived_columns_are_values_by_row_and_column(looked_at: Callable[..., Outcome]) -> None:
    ledger = {cell("output", "2025"): Decimal("43.99")}
    outcome = looked_at(Facts(sources={}, ledger=ledger))
    assert outcome.values[Address("marks", row="2", part="half")] == Decimal("2.75")
    full = looked_at()
    values = {str(at): value for at, value in full.values.items() if at.field == "figures"}
    assert values == {
        "figures:output_before:reported": Decimal("40.00"),
        "figures:output_now:reported": Decimal("44.00"),
        "figures:companies:reported": Decimal(50),
        "figures:blacklisted:reported": "否",
        "figures:blacklisted:note": "定西马铃薯集群：否",
    }
    told = write_outcome(full)["values"]
    assert isinstance(told, dict)
    assert told["figures"]["output_before"] == {"reported": "40.00"}
    assert told["marks"] == {"1": {"half": "4.00"}, "2": {"half": "2.75"}}


def test_ledger_stands_in_the_row_of_the_answer_it_gives(
    looked_at: Callable[..., Outcome], applied: Callable[..., Answers]
) -> None:
    ledger = {cell("output", "2025"): Decimal("43.99")}
    values = looked_at(Facts(sources={"application": applied()}, ledger=ledger)).values
    assert values[Address("figures", row="output_now", part="ledger")] == Decimal("43.99")
    assert Address("figures", row="output_before", part="ledger") not in values


def test_figures_of_a_filing_that_was_not_handed_in_are_no_values(
    looked_at: Callable[..., Outcome],
) -> None:
    assert not any(at.part == "reported" for at in looked_at(Facts()).values)


def test_memory_over_rows_and_changed_sources_holds_nothing_stale(
    review: Form, applied: Callable[..., Answers]
) -> None:
    cases = [answers_of(review, case) for case in cases_of(review)]
    other = applied(output={"2024": "40.00", "2025": "45.00"}, company_count=51)
    variants = [
        (answers, replace(facts, sources=sources))
        for answers, facts in cases
        for sources in ({}, {"application": applied()}, {"application": other})
    ]
    memory = Memory()
    for answers, facts in (*variants, *reversed(variants), *variants[::3], *variants[1::3]):
        assert assess(answers, facts, memory=memory) == assess(answers, facts)


def test_memory_hears_of_a_row_that_moves_to_another_number(review: Form) -> None:
    one = {"name": "甲", "phone": "13995001234", "county": "临洮县", "arrived": "2026-04-13 10:00"}
    two = {**one, "name": "乙", "arrived": "2026-04-13 08:00"}
    memory = Memory()
    for people in ([one, two], [two, one], [two], [one], [], [one, two, one]):
        data = {"answers": {"held_at": "2026-04-13 09:00", "reviewers": people}}
        answers = read_answers(review, data)
        assert assess(answers, memory=memory) == assess(answers)


def test_memory_hears_of_another_ledger(review: Form, applied: Callable[..., Answers]) -> None:
    memory, sources = Memory(), {"application": applied()}
    place = Address("figures", row="output_now", part="ledger")
    for figure in (Decimal("1.00"), Decimal("2.00"), None):
        ledger = {} if figure is None else {cell("output", "2025"): figure}
        facts = Facts(sources=sources, ledger=ledger)
        assert assess(Answers(review), facts, memory=memory).values.get(place) == figure


def test_memory_hears_of_sources_that_change_their_names(applied: Callable[..., Answers]) -> None:
    one, other = applied(), applied(company_count=51)
    memory, form = Memory(), one.form
    memory.of(form, {"a": one, "b": other})
    kept = memory.of(form, {"b": other, "a": one})._entries
    assert memory.of(form, {"a": one, "b": other})._entries is kept
    assert memory.of(form, {"a": other, "b": one})._entries is not kept
