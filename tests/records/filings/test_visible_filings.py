"""The filings without an application: found by those who may see them, for others not there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from filing_fixtures import FilingDesk
from tests.records.filings.test_filing_rules import SEE

from jiqun.records.applications.actions import start_application
from jiqun.records.applications.calls import CallTerms, open_call
from jiqun.records.filings.queries import filing_for, filings_for
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.verdict import NotFound

pytestmark = pytest.mark.django_db


def test_each_finds_what_they_may_see_and_nothing_else(filing_desk: FilingDesk) -> None:
    both = [filing_desk.statement, filing_desk.report]
    for name, person in filing_desk.people.items():
        assert list(filings_for(person)) == (both if name in SEE else []), name
        if name in SEE:
            assert filing_for(person, filing_desk.statement.public_id) == filing_desk.statement
        else:
            with pytest.raises(NotFound):
                filing_for(person, filing_desk.statement.public_id)


@pytest.mark.parametrize("public_id", ["0" * 32, "", "1", "no-id"])
def test_what_there_is_not_is_not_found(filing_desk: FilingDesk, public_id: str) -> None:
    with pytest.raises(NotFound):
        filing_for(filing_desk.people["clerk"], public_id)


def test_filing_of_an_application_is_reached_by_that_alone(filing_desk: FilingDesk) -> None:
    now, day = timezone.now(), timedelta(days=1)
    call = open_call(CallTerms("ningxia-2026", "2026年申报", now - day, now + day), SYSTEM)
    clerk = filing_desk.people["clerk"]
    application = start_application(call, filing_desk.statement.owner, clerk)
    assert application.filing not in filings_for(clerk)
    with pytest.raises(NotFound):
        filing_for(clerk, application.filing.public_id)
