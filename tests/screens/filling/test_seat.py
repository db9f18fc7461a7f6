"""What an address leads to: an application at /a/, a filing without one at /f/, and no other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from filing_fixtures import FilingDesk

from jiqun.records.applications.actions import start_application
from jiqun.records.applications.calls import CallTerms, open_call
from jiqun.records.applications.models import Application
from jiqun.records.journal.actions import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(filing_desk: FilingDesk) -> Application:
    """An application of the office that fills in the statement."""
    now, day = timezone.now(), timedelta(days=1)
    call = open_call(CallTerms("ningxia-2026", "2026年申报", now - day, now + day), SYSTEM)
    return start_application(call, filing_desk.statement.owner, SYSTEM)


def test_filing_and_application_lie_at_addresses_of_their_own(
    filing_desk: FilingDesk, application: Application
) -> None:
    clerk, filing = filing_desk.client(), filing_desk.statement
    for address, status in {
        f"/a/{application.public_id}/checks/": 200,
        f"/f/{filing.public_id}/checks/": 200,
        f"/f/{application.public_id}/checks/": 404,
        f"/a/{filing.public_id}/checks/": 404,
        # Else its deadline could be passed by.
        f"/f/{application.filing.public_id}/checks/": 404,
    }.items():
        assert clerk.get(address).status_code == status, address


def test_address_alone_leads_to_the_first_open_part(
    filing_desk: FilingDesk, application: Application
) -> None:
    clerk = filing_desk.client()
    for base, part in ((filing_desk.address(), 1), (f"/a/{application.public_id}/", 0)):
        assert clerk.get(base)["Location"] == f"{base}part/{part}/"


def test_deadline_and_stage_are_shown_where_there_is_an_application(
    filing_desk: FilingDesk, application: Application
) -> None:
    with_one = filing_desk.client().get(f"/a/{application.public_id}/checks/").content.decode()
    without = filing_desk.text("checks/")
    for words in ("填报中", "截止", "2026年申报"):
        assert words in with_one and words not in without
    assert "现场核查意见" in without
