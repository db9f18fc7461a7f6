"""Saving answers: standard form, revisions, conflicts, and the event with every change."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection

from jiqun.engine import (
    NOWHERE,
    Address,
    Answers,
    Form,
    UnknownAddress,
    UnusableInput,
    cell,
    parse_address,
    read_answers,
    write_answers,
)
from jiqun.records.filings.actions import (
    Change,
    Saved,
    Stale,
    save_answer,
    save_answers,
    save_held,
)
from jiqun.records.filings.models import AnswerRow, Filing
from jiqun.records.filings.queries import answers, answers_now, history, interchange, outcome
from jiqun.records.journal.actions import writing
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.models import Person

pytestmark = pytest.mark.django_db


def _changes(filing: Filing) -> list[tuple[str, object]]:
    events = events_of(filing.subject).filter(kind="answer_changed")
    return [(e.topic, details_of(e)["after"]) for e in events]


def test_save_new_answer_gives_revision_one_and_standard_form(
    filing: Filing, clerk: Person
) -> None:
    saved = save_answer(filing, cell("total_output", "2024"), "４６.８５ 亿元", 0, clerk)
    assert isinstance(saved, Saved)
    assert (saved.revision, saved.value) == (1, "46.85")
    row = AnswerRow.objects.get(filing=filing)
    assert (row.changed_by, row.origin, row.changed_at) == (clerk, "typed", saved.at)
    assert interchange(filing)["answers"] == {"total_output": {"2024": "46.85"}}


def test_save_with_the_revision_read_replaces(filing: Filing, clerk: Person) -> None:
    save_answer(filing, cell("operator"), "甲公司", 0, clerk)
    saved = save_answer(filing, cell("operator"), "乙公司", 1, clerk, origin="pasted")
    assert isinstance(saved, Saved) and saved.revision == 2
    assert AnswerRow.objects.get().origin == "pasted"


def test_save_stale_overwrites_nothing_and_gives_the_other_text(
    filing: Filing, clerk: Person, operator: Person
) -> None:
    first = save_answer(filing, cell("operator"), "甲公司", 0, clerk)
    stale = save_answer(filing, cell("operator"), "乙公司", 0, operator)
    assert isinstance(first, Saved)
    assert stale == Stale(cell("operator"), "甲公司", "zhongning经办人", first.at, 1)
    assert AnswerRow.objects.get().value == '"甲公司"'
    assert _changes(filing) == [("operator", "甲公司")]


@pytest.mark.parametrize("revision", [0, 1, 7])
def test_save_equal_text_is_no_conflict_and_no_event(
    filing: Filing, clerk: Person, operator: Person, revision: int
) -> None:
    first = save_answer(filing, cell("sme_employees"), "18342", 0, clerk)
    again = save_answer(filing, cell("sme_employees"), " 18,342人", revision, operator)
    assert again == first
    assert len(_changes(filing)) == 1


def test_save_clears_and_the_revision_goes_on(filing: Filing, clerk: Person) -> None:
    save_answer(filing, cell("operator"), "甲公司", 0, clerk)
    cleared = save_answer(filing, cell("operator"), "", 1, clerk)
    assert isinstance(cleared, Saved) and (cleared.revision, cleared.value) == (2, None)
    assert interchange(filing)["answers"] == {}
    assert answers_now(filing)[cell("operator")].revision == 2
    assert isinstance(save_answer(filing, cell("operator"), "乙公司", 0, clerk), Stale)


def test_clear_what_was_never_given_changes_nothing(filing: Filing, clerk: Person) -> None:
    saved = save_answer(filing, cell("operator"), None, 0, clerk)
    assert isinstance(saved, Saved) and saved.revision == 0
    assert filing.revision == 0 and not AnswerRow.objects.exists()


def test_save_several_a_stale_one_keeps_no_other_back(
    filing: Filing, clerk: Person, operator: Person
) -> None:
    save_answer(filing, cell("operator"), "甲公司", 0, clerk)
    results = save_answers(
        filing,
        [
            Change(cell("operator"), "乙公司", 0),
            Change(cell("sme_employees"), "120", 0),
            Change(cell("county_contact"), "马建国", 0),
        ],
        operator,
    )
    assert [type(r) for r in results] == [Stale, Saved, Saved]
    assert [key for key, _ in _changes(filing)] == ["operator", "sme_employees", "county_contact"]
    assert Filing.objects.get().revision == filing.revision == 2


BAD = [
    ("total_output:2024", "四十亿", "not_a_number"),
    ("total_output:2024", "1_000", "not_a_number"),
    ("total_output:2024", "1e3", "not_a_number"),
    ("total_output:2024", "NaN", "not_a_number"),
    ("total_output:2024", "无", "none_not_allowed"),
    ("total_output:2024", "1.005", "too_many_decimals"),
    ("total_output:2024", "-3", "out_of_range"),
    ("sme_count:2025", "12.5", "not_an_integer"),
    ("sme_output_share:2023", "101", "out_of_range"),
    ("application_date", "2025-02-30", "not_a_date"),
    ("county_phone", "abc", "not_a_phone"),
    ("county", "不存在县", "not_a_division"),
    ("industry_sector", "fourth", "unknown_option"),
    ("operator", "甲\u202e乙", "bad_character"),
    ("operator", "甲\x00乙", "bad_character"),
    ("plan_approach", {"a": 1}, "wrong_shape"),
]


@pytest.mark.parametrize(("key", "value", "code"), BAD)
def test_bad_value_is_kept_as_typed_with_the_code_of_every_other_door(
    filing: Filing, clerk: Person, form: Form, key: str, value: object, code: str
) -> None:
    at = parse_address(form, key)
    saved = save_answer(filing, at, value, 0, clerk)
    assert isinstance(saved, Saved) and saved.value == value
    raw = {at.field: {at.part: value} if at.part else value}
    elsewhere = read_answers(form, {"form": form.name, "answers": raw})
    assert answers(filing) == elsewhere
    assert code in {f.code for f in outcome(filing).findings if f.at == at}


def test_too_long_text_is_kept_whole(filing: Filing, clerk: Person) -> None:
    saved = save_answer(filing, cell("chain_strengthening_summary"), "字" * 230, 0, clerk)
    assert isinstance(saved, Saved) and saved.value == "字" * 230
    assert "too_long" in {f.code for f in outcome(filing).findings}


@pytest.mark.parametrize(
    "at",
    [
        NOWHERE,
        cell("nothing"),
        cell("total_output"),
        cell("total_output", "2022"),
        cell("operator", "2024"),
        Address("green_work", "chain_map"),
        Address("plan_targets"),
        Address("plan_targets", row="co2", part="baseline"),
        Address(list="standards", row="1"),
        cell("operator").explained("x" * 300),
    ],
)
def test_what_is_no_answer_by_itself_saves_nothing(
    filing: Filing, clerk: Person, at: Address
) -> None:
    with pytest.raises(UnknownAddress):
        save_answers(filing, [Change(cell("operator"), "甲", 0), Change(at, "1", 0)], clerk)
    assert not AnswerRow.objects.exists()


@pytest.mark.parametrize("value", ["\ud800", ["\ud800"]])
def test_half_characters_are_refused_in_chinese(
    filing: Filing, clerk: Person, value: object
) -> None:
    with pytest.raises(UnusableInput, match="不完整的字符"):
        save_answer(filing, cell("chain_strengthening_work"), value, 0, clerk)


def test_event_carries_who_before_after_origin(filing: Filing, clerk: Person) -> None:
    save_answer(filing, cell("operator"), "甲公司", 0, clerk)
    save_answer(filing, cell("operator"), "乙公司", 1, clerk, origin="word")
    event = events_of(filing.subject, "operator").last()
    assert event is not None
    assert (event.person_name, event.office_name) == ("zhongning经办人", "中宁县工业和信息化局")
    expected = {"before": "甲公司", "after": "乙公司", "origin": "word", "revision": 2}
    assert details_of(event) == expected


def test_change_is_gone_where_its_event_fails(filing: Filing, clerk: Person) -> None:
    save_answer(filing, cell("operator"), "甲公司", 0, clerk)
    with connection.cursor() as cursor:  # the next event gets a number that is taken
        cursor.execute("UPDATE journal_chain SET count = count - 1")
    before = (filing.revision, filing.mark)
    with pytest.raises(IntegrityError):
        save_answer(filing, cell("operator"), "乙公司", 1, clerk)
    assert AnswerRow.objects.get().value == '"甲公司"'
    fresh = Filing.objects.get()
    assert (fresh.revision, fresh.mark) == before
    assert interchange(fresh)["answers"] == {"operator": "甲公司"}


def test_list_is_one_answer_and_its_event_tells_the_rows_that_changed(
    filing: Filing, clerk: Person
) -> None:
    rows = [{"name": f"标准{n}", "year": "2024"} for n in range(3)]
    save_answer(filing, Address(list="standards"), rows, 0, clerk)
    changed = [rows[0], {**rows[1], "year": "2025"}, rows[2]]
    saved = save_answer(filing, Address(list="standards"), changed, 1, clerk)
    assert isinstance(saved, Saved) and saved.revision == 2
    assert interchange(filing)["lists"]["standards"] == changed
    details = details_of(events_of(filing.subject, "lists:standards").last())
    assert (details["rows"], details["removed"], details["added"]) == (
        [3, 3],
        [rows[1]],
        [changed[1]],
    )


def test_plan_rows_are_saved_by_indicator(filing: Filing, clerk: Person) -> None:
    save_answer(
        filing,
        Address("plan_targets", row="co2"),
        {"baseline": "1.81", "2028": "１.４０"},
        0,
        clerk,
    )
    own = {"direction": "other", "label": "用水量", "unit": "吨", "baseline": "5"}
    save_answer(filing, Address("plan_targets", row="other_2"), own, 0, clerk)
    save_answer(
        filing, Address("plan_targets", row="output_growth"), {"baseline": "12.1"}, 0, clerk
    )
    rows = interchange(filing)["answers"]["plan_targets"]
    assert [(r["indicator"], r["baseline"]) for r in rows] == [
        ("output_growth", "12.10"),
        ("co2", "1.81"),
        ("other_2", "5"),
    ]
    assert rows[1]["2028"] == "1.40"
    cleared = save_answer(
        filing, Address("plan_targets", row="co2"), {"baseline": "", "2028": None}, 1, clerk
    )
    assert isinstance(cleared, Saved) and cleared.value is None


def test_whole_example_is_saved_and_read_back_unchanged(filled: Filing, example: Answers) -> None:
    kept, expected = interchange(filled), write_answers(example)
    for part in ("answers", "lists", "explanations"):
        assert kept[part] == expected[part]


def test_filing_read_before_somebody_else_changed_it_is_not_saved_into(
    filing: Filing, clerk: Person
) -> None:
    read_before = Filing.objects.get()
    save_answer(filing, cell("operator"), "甲", 0, clerk)
    with pytest.raises(RuntimeError, match="not read inside"), writing():
        save_held(read_before, [Change(cell("area_km2"), "1", 0)], clerk)
    assert set(answers_now(Filing.objects.get())) == {cell("operator")}


def test_same_answer_twice_in_one_request_is_two_changes(filing: Filing, clerk: Person) -> None:
    first, second = save_answers(
        filing, [Change(cell("operator"), "甲", 0), Change(cell("operator"), "乙", 1)], clerk
    )
    assert (first.revision, second.revision) == (1, 2)
    assert answers_now(filing)[cell("operator")].value == "乙"
    assert [version.after for version in history(filing, cell("operator"))] == ["乙", "甲"]


def test_answer_repeated_in_one_request_stands_as_it_was_just_saved(
    filing: Filing, clerk: Person
) -> None:
    first, same, late = save_answers(
        filing,
        [
            Change(cell("operator"), "甲", 0),
            Change(cell("operator"), "甲", 1),
            Change(cell("operator"), "丙", 0),
        ],
        clerk,
    )
    assert isinstance(first, Saved) and same == first
    assert isinstance(late, Stale)
    assert (late.theirs, late.theirs_by, late.revision) == ("甲", clerk.full_name, 1)
