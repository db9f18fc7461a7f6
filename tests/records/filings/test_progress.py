"""How far a filing is, as its row says it: always what follows from it, whatever was changed."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import Error
from tests.records.filings.new_process import begin_anew

from jiqun.demo.pdf_page import page
from jiqun.engine import Address, cell, parse_address
from jiqun.records.evidence.actions import add_piece, remove
from jiqun.records.evidence.answers_with_evidence import progress_with_evidence
from jiqun.records.filings import progress
from jiqun.records.filings.actions import create_filing, judge_anew, save_answer
from jiqun.records.filings.editions import form_of, rules_of
from jiqun.records.filings.models import Filing
from jiqun.records.filings.progress import JUDGED, Progress
from jiqun.records.filings.sources import name_source
from jiqun.records.journal.actions import writing
from jiqun.records.organisations.models import Office, Person

pytestmark = pytest.mark.django_db


def kept(filing: Filing) -> list[object]:
    """The columns, as they stand in the table."""
    return list(Filing.objects.values_list(*JUDGED).get(pk=filing.pk))


def is_true(filing: Filing) -> bool:
    """Whether the columns are what a process that has just started finds."""
    begin_anew()
    found, rules = progress_with_evidence(Filing.objects.get(pk=filing.pk))
    fresh = Filing.objects.get(pk=filing.pk)
    return fresh.progress == found and fresh.judged_by == rules == rules_of(filing.edition)


def test_new_filing_is_judged(filing: Filing) -> None:
    assert filing.progress.filled == 0 and filing.progress.total > 100
    assert filing.progress.next_part == 0
    assert is_true(filing)


def test_each_change_of_an_answer_is_judged_with_it(filled: Filing, clerk: Person) -> None:
    full = filled.progress
    assert is_true(filled)
    at = cell("total_output", "2024")
    save_answer(filled, at, "", 1, clerk)
    assert filled.progress.missing == full.missing + 1
    assert filled.progress.filled == full.filled - 1
    assert is_true(filled)
    save_answer(filled, at, "1218100", 2, clerk)  # 万元 in the place of 亿元
    assert filled.progress.errors + filled.progress.confirms > full.errors + full.confirms
    assert is_true(filled)


def test_evidence_is_judged_when_it_comes_and_goes(filled: Filing, clerk: Person) -> None:
    before = filled.progress
    ticked = parse_address(form_of(filled), "green_work.carbon_accounting")
    piece = add_piece(filled, "核算.pdf", BytesIO(page(["核算"])), "authority", [ticked], clerk)
    less = Filing.objects.get(pk=filled.pk).progress
    assert less.errors + less.confirms == before.errors + before.confirms - 1
    assert is_true(filled)
    remove(piece, clerk)
    assert Filing.objects.get(pk=filled.pk).progress == before
    assert is_true(filled)


def test_change_that_is_undone_leaves_what_was_judged_before(filled: Filing, clerk: Person) -> None:
    before = kept(filled)
    with pytest.raises(RuntimeError), writing():
        save_answer(filled, cell("total_output", "2024"), "", 1, clerk)
        raise RuntimeError
    assert kept(filled) == before
    assert is_true(filled)


def test_filing_is_judged_when_the_one_it_reads_changes(county: Office, clerk: Person) -> None:
    source = create_filing("ningxia-2026", county, clerk)
    reader = create_filing("ningxia-2026", county, clerk, form="onsite_statement")
    name_source(reader, "application", source, clerk)
    source.refresh_from_db()
    save_answer(source, cell("total_output", "2025"), "121.81", 0, clerk)
    row = Address("figures", row="total_output_base_year")
    save_answer(reader, row, {"verified": "120.50", "source": "tax"}, 0, clerk)
    before = kept(reader)
    save_answer(source, cell("total_output", "2025"), "120.50", 1, clerk)
    assert kept(reader) != before
    assert is_true(reader) and is_true(source)


def test_change_is_kept_though_it_cannot_be_judged(
    filled: Filing, clerk: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(filing: Filing) -> tuple[Progress, str]:
        raise ZeroDivisionError("a rule with a mistake")

    before = filled.progress
    monkeypatch.setattr(progress, "_judges", [fails])
    save_answer(filled, cell("total_output", "2024"), "", 1, clerk)
    assert filled.rows.get(key="total_output:2024").value == ""
    fresh = Filing.objects.get(pk=filled.pk)
    assert fresh.judged_by == "" and fresh.progress == before
    assert "a rule with a mistake" in caplog.text
    monkeypatch.undo()
    assert judge_anew() == 1
    assert is_true(filled)


def test_trouble_of_the_database_is_no_trouble_of_a_rule(
    filled: Filing, clerk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(filing: Filing) -> tuple[Progress, str]:
        raise Error("the database is gone")

    monkeypatch.setattr(progress, "_judges", [gone])
    with pytest.raises(Error):
        save_answer(filled, cell("total_output", "2024"), "", 1, clerk)
    assert filled.rows.get(key="total_output:2024").value != ""


def test_judging_all_anew_gives_the_same_rows(
    filled: Filing, county: Office, clerk: Person
) -> None:
    others = [
        create_filing("ningxia-2026", county, clerk),
        create_filing("ningxia-2026", county, clerk, form="onsite_statement"),
    ]
    rows = list(Filing.objects.order_by("pk").values())
    assert len(rows) == len(others) + 1
    begin_anew()
    assert judge_anew(every=True) == 0
    assert list(Filing.objects.order_by("pk").values()) == rows


def test_only_what_other_rules_judged_is_judged_anew(filled: Filing, clerk: Person) -> None:
    true = kept(filled)
    Filing.objects.filter(pk=filled.pk).update(filled=1, judged_by="others")
    assert judge_anew() == 1
    assert kept(filled) == true
    Filing.objects.filter(pk=filled.pk).update(filled=1)  # which no change of ours does
    assert judge_anew() == 0
    assert judge_anew(every=True) == 1
    assert kept(filled) == true


def test_what_is_changed_while_it_is_judged_anew_is_left_to_who_changes_it(
    filled: Filing, clerk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    Filing.objects.filter(pk=filled.pk).update(judged_by="others")
    judges = progress._judges[0]

    def slowly(filing: Filing) -> tuple[Progress, str]:
        found = judges(filing)
        monkeypatch.undo()
        save_answer(filled, cell("total_output", "2024"), "", 1, clerk)
        return found

    monkeypatch.setattr(progress, "_judges", [slowly])
    assert judge_anew() == 0
    assert is_true(filled)


def test_filing_of_an_edition_that_is_gone_is_passed_over(filled: Filing) -> None:
    Filing.objects.filter(pk=filled.pk).update(edition="gone-2020", judged_by="")
    assert judge_anew(every=True) == 0
