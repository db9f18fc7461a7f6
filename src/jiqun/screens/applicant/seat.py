"""A seat at the desk: what an address leads to, an application or a filing without one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.urls import reverse

from jiqun.records.applications.actions import editing
from jiqun.records.applications.queries import application_for
from jiqun.records.applications.rules import can_edit
from jiqun.records.filings.actions import editing_filing
from jiqun.records.filings.queries import filing_for
from jiqun.records.filings.rules import can_edit_filing
from jiqun.records.verdict import ALLOWED, NotFound, Verdict
from jiqun.screens.account.requests import person_of

if TYPE_CHECKING:
    from jiqun.records.applications.models import Application
    from jiqun.records.filings.models import Filing

OF_A_FILING = "filing"
"""The namespace of the addresses /f/…/; those of an application, /a/…/, have none."""


@dataclass(frozen=True, slots=True)
class Seat:
    """The filing that is filled in, whether the person may, where its pages lie (/a/…/ or /f/…/),
    and the application it belongs to, where there is one."""

    filing: Filing
    verdict: Verdict
    address: str
    application: Application | None = None


def seat_of(request: HttpRequest, public_id: str) -> Seat:
    """The seat of an address; one that is not for this person is not found."""
    person = person_of(request)
    try:
        if _is_of_a_filing(request):
            filing = filing_for(person, public_id)
            return Seat(filing, can_edit_filing(person, filing), filing_address(public_id))
        application = application_for(person, public_id)
    except NotFound:
        raise Http404 from None
    address = application_address(public_id)
    return Seat(application.filing, can_edit(person, application), address, application)


@contextmanager
def editing_at(request: HttpRequest, public_id: str) -> Iterator[Seat]:
    """The same for changes, read anew in their transaction. Raises NotAllowedError."""
    person = person_of(request)
    with ExitStack() as held:
        try:
            if _is_of_a_filing(request):
                filing = held.enter_context(editing_filing(public_id, person))
                seat = Seat(filing, ALLOWED, filing_address(public_id))
            else:
                application = held.enter_context(editing(public_id, person))
                address = application_address(public_id)
                seat = Seat(application.filing, ALLOWED, address, application)
        except NotFound:
            raise Http404 from None
        yield seat


def application_address(public_id: str) -> str:
    """Where the pages of an application lie: /a/…/."""
    return reverse("desk", args=[public_id])


def filing_address(public_id: str) -> str:
    """Where the pages of a filing without an application lie: /f/…/."""
    return reverse(f"{OF_A_FILING}:desk", args=[public_id])


def _is_of_a_filing(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.namespace == OF_A_FILING
