"""Answers with their evidence: what follows from both, worked out once for the same state."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiqun.demo.pdf_page import page
from jiqun.engine import Address, cell, write_answers
from jiqun.records.evidence import answers_with_evidence as module
from jiqun.records.evidence.actions import add_piece
from jiqun.records.evidence.answers_with_evidence import (
    answers_with_evidence,
    outcome_with_evidence,
)
from jiqun.records.filings.actions import Change, create_filing, save_answers
from jiqun.records.filings.models import Filing
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.models import Person

pytestmark = pytest.mark.django_db


def test_outcome_counts_the_evidence_and_follows_each_change(filing: Filing, clerk: Person) -> None:
    work = "chain_strengthening_work"
    save_answers(filing, [Change(cell(work), ["chain_map"], 0)], clerk)

    def gaps() -> int:
        found = outcome_with_evidence(Filing.objects.get(pk=filing.pk))
        return sum(f.code == "evidence_missing" for f in found.findings)

    assert gaps() == 1
    at = Address(work, "chain_map")
    add_piece(filing, "a.pdf", BytesIO(page(["甲"])), "authority", [at], clerk)
    assert gaps() == 0
    answers = answers_with_evidence(Filing.objects.get(pk=filing.pk))
    assert [e.file for e in answers.evidence] == ["a.pdf"]
    assert write_answers(answers)["evidence"] == [
        {"for": f"{work}.chain_map", "file": "a.pdf", "kind": "authority"}
    ]


def test_outcome_is_worked_out_once_for_the_same_answers(filing: Filing, clerk: Person) -> None:
    first = outcome_with_evidence(filing)
    assert outcome_with_evidence(filing) is first
    assert outcome_with_evidence(filing, for_submission=True) is not first
    save_answers(filing, [Change(cell("operator"), "甲", 0)], clerk)
    assert outcome_with_evidence(filing) is not first


def test_what_follows_in_three_hundred_filings_in_turn_is_worked_out_once(
    filing: Filing, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [create_filing(filing.edition, filing.owner, SYSTEM, filing.form) for _ in range(299)]
    filings = [filing, *others]
    first = [outcome_with_evidence(one) for one in filings]
    monkeypatch.setattr(module.filings, "outcome", lambda *_: pytest.fail("worked out again"))
    with CaptureQueriesContext(connection) as asked:
        again = [outcome_with_evidence(one) for one in filings]
    assert all(one is other for one, other in zip(first, again, strict=True))
    assert not [query["sql"] for query in asked if "evidence" in query["sql"]]
