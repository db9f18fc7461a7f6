"""The gate to changing a filing that belongs to no application."""

from __future__ import annotations

import pytest
from filing_fixtures import FilingDesk

from jiqun.engine import Address
from jiqun.records.filings.actions import editing_filing, save_answer
from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import answers
from jiqun.records.verdict import NotAllowedError, NotFound

pytestmark = pytest.mark.django_db
AT = Address("seen_companies")


def test_owner_passes_the_gate_and_changes_the_filing(filing_desk: FilingDesk) -> None:
    clerk, public_id = filing_desk.people["clerk"], filing_desk.statement.public_id
    with editing_filing(public_id, clerk) as held:
        save_answer(held, AT, "3", 0, clerk)
    assert answers(Filing.objects.get(public_id=public_id)).shown_at(AT) == "3"


@pytest.mark.parametrize(
    ("who", "refused"),
    [
        ("city", NotAllowedError),
        ("region", NotAllowedError),
        ("other", NotFound),
        ("operator", NotFound),
        ("admin", NotFound),
        ("nobody", NotFound),
    ],
)
def test_others_are_refused_before_anything_is_done(
    filing_desk: FilingDesk,
    who: str,
    refused: type[Exception],
) -> None:
    public_id = filing_desk.statement.public_id
    with pytest.raises(refused), editing_filing(public_id, filing_desk.people[who]):
        raise AssertionError("nobody comes in")
