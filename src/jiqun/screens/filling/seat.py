"""A seat at the desk: what an address leads to, for whoever may see it. Whose filings lie under
which addresses is known by those who give them seats (`give_seats`); the desk asks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.urls import reverse

from jiqun.engine import NO_MARK, PaperMark
from jiqun.records.filings.actions import editing_filing
from jiqun.records.filings.queries import filing_for
from jiqun.records.filings.rules import can_edit_filing
from jiqun.records.verdict import ALLOWED, NotFound, Verdict
from jiqun.screens.account.requests import person_of

if TYPE_CHECKING:
    from jiqun.engine import Address, Answer
    from jiqun.records.filings.models import Filing
    from jiqun.records.organisations.models import Person
    from jiqun.records.versions.models import FrozenVersion
    from jiqun.screens.filling.answer_marks import AnswerMarks

OF_A_FILING = "filing"
"""The namespace of the addresses /f/…/, of filings that stand alone."""


@dataclass(frozen=True, slots=True)
class Seat:
    """The filing that is filled in, whether the person may, the id in its address and where its
    pages lie; a version of it, where that is looked at in place of the filing as it is now.

    `form_name` is what people call its form, where that is not its title; `stated` is what the
    frame says of it, `remarks` what others say of its answers (at which, and the words), `beside`
    what stands beside them, asked for by the pages that show it, and `pages` are further ones
    beside the parts: the last piece of the address, and the name. `mark` is what stands in the
    margins of its paper, `standard` the id of the one that is shown, empty for the first; `printed`
    are answers that others give, which the paper of a version prints in their places.
    """

    filing: Filing
    verdict: Verdict
    id: str
    address: str
    version: FrozenVersion | None = None
    form_name: str = ""
    stated: Mapping[str, object] = field(default_factory=dict)
    remarks: tuple[tuple[Address, str], ...] = ()
    beside: Callable[[], AnswerMarks] | None = None
    pages: tuple[tuple[str, str], ...] = ()
    mark: PaperMark = NO_MARK
    standard: str = ""
    printed: Mapping[Address, Answer] = field(default_factory=dict)

    @property
    def revision(self) -> int:
        """The revision of what is looked at, which stays as it is for a version."""
        return self.filing.revision if self.version is None else self.version.filing_revision


@dataclass(frozen=True, slots=True)
class Seats:
    """How the seats under a namespace of addresses are found, and held for changes. Both raise
    NotFound; holding raises NotAllowedError."""

    find: Callable[[Person, str], Seat]
    hold: Callable[[Person, str], AbstractContextManager[Seat]]


_OF_NOW_ALONE = frozenset({"history", "evidence", "evidence_ties", "word", "word_preview"})
"""The pages that show a filing as it is now, and no version of it."""

_seats: dict[str, Seats] = {}


def give_seats(namespace: str, seats: Seats) -> None:
    """Say how seats under a namespace of addresses are found."""
    _seats[namespace] = seats


def seat_of(request: HttpRequest, public_id: str) -> Seat:
    """The seat of an address; one that is not for this person is not found, nor is what a version
    has no page for."""
    try:
        seat = _asked(request).find(person_of(request), public_id)
    except NotFound:
        raise Http404 from None
    match = request.resolver_match
    if seat.version is not None and match is not None and match.url_name in _OF_NOW_ALONE:
        raise Http404
    return seat


@contextmanager
def editing_at(request: HttpRequest, public_id: str) -> Iterator[Seat]:
    """The same for changes, read anew in their transaction. Raises NotAllowedError."""
    with ExitStack() as held:
        try:
            seat = held.enter_context(_asked(request).hold(person_of(request), public_id))
        except NotFound:
            raise Http404 from None
        yield seat


def filing_address(public_id: str) -> str:
    """Where the pages of a filing that stands alone lie: /f/…/."""
    return reverse(f"{OF_A_FILING}:desk", args=[public_id])


def _found(person: Person, public_id: str) -> Seat:
    filing = filing_for(person, public_id)
    return Seat(filing, can_edit_filing(person, filing), public_id, filing_address(public_id))


@contextmanager
def _held(person: Person, public_id: str) -> Iterator[Seat]:
    with editing_filing(public_id, person) as filing:
        yield Seat(filing, ALLOWED, public_id, filing_address(public_id))


give_seats(OF_A_FILING, Seats(_found, _held))


def _asked(request: HttpRequest) -> Seats:
    match = request.resolver_match
    return _seats[match.namespace if match else ""]
