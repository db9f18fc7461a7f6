"""The other filings whose answers a filing reads."""

from __future__ import annotations

import pytest

from jiqun.engine import Address, cell
from jiqun.records.evidence.answers_with_evidence import outcome_with_evidence
from jiqun.records.filings.actions import create_filing, save_answer
from jiqun.records.filings.models import Filing
from jiqun.records.filings.source_answers import sources_of
from jiqun.records.filings.sources import name_source
from jiqun.records.journal.queries import events_of
from jiqun.records.organisations.models import Office, Person

pytestmark = pytest.mark.django_db

REPORTED = Address("figures", row="total_output_base_year", part="reported")


@pytest.fixture
def statement(filing: Filing, county: Office, clerk: Person) -> Filing:
    """An on-site statement that reads the application."""
    made = create_filing(filing.edition, county, clerk, "onsite_statement")
    name_source(made, "application", filing, clerk)
    return made


def test_what_follows_from_the_other_filing_follows_its_changes(
    statement: Filing, filing: Filing, clerk: Person
) -> None:
    assert REPORTED not in outcome_with_evidence(statement).values
    save_answer(filing, cell("total_output", "2025"), "121.81", 0, clerk)
    assert str(outcome_with_evidence(statement).values[REPORTED]) == "121.81"
    save_answer(filing, cell("total_output", "2025"), "90.00", 1, clerk)
    assert str(outcome_with_evidence(statement).values[REPORTED]) == "90.00"


def test_row_that_differs_from_the_other_filing_is_told_and_no_longer(
    statement: Filing, filing: Filing, clerk: Person
) -> None:
    save_answer(filing, cell("total_output", "2025"), "121.81", 0, clerk)
    row = REPORTED._replace(part="")
    save_answer(statement, row, {"verified": "120.50", "source": "tax"}, 0, clerk)
    findings = {f.key for f in outcome_with_evidence(statement).findings}
    assert "required:figures:total_output_base_year:reason" in findings
    save_answer(filing, cell("total_output", "2025"), "120.50", 1, clerk)
    findings = {f.key for f in outcome_with_evidence(statement).findings}
    assert "required:figures:total_output_base_year:reason" not in findings


def test_source_that_is_named_again_means_the_new_one(
    statement: Filing, county: Office, clerk: Person
) -> None:
    other = create_filing(statement.edition, county, clerk)
    name_source(statement, "application", other, clerk)
    assert sources_of(statement) == {"application": other}
    kinds = [e.kind for e in events_of(statement.subject).order_by("id")]
    assert kinds.count("source_named") == 2


def test_source_of_no_such_name_or_of_another_form_is_refused(
    statement: Filing, filing: Filing, clerk: Person
) -> None:
    with pytest.raises(LookupError, match="不引用“ledger”"):
        name_source(statement, "ledger", filing, clerk)
    with pytest.raises(LookupError, match="应当是“ningxia-2026”"):
        name_source(statement, "application", statement, clerk)
    with pytest.raises(LookupError, match="不引用“application”"):
        name_source(filing, "application", statement, clerk)
    assert sources_of(filing) == {}


def test_main_form_of_another_edition_is_no_source(
    statement: Filing, county: Office, clerk: Person, settings: object
) -> None:
    stranger = create_filing(statement.edition, county, clerk)
    Filing.objects.filter(pk=stranger.pk).update(edition="ningxia-2025")
    stranger.refresh_from_db()
    with pytest.raises(LookupError):
        name_source(statement, "application", stranger, clerk)
