"""The desk: an application as the person at it may see it, gathered once for a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.urls import reverse

from jiqun.engine import Address, Answers, Form, Outcome, Section, labels_of
from jiqun.records.applications import queries as applications
from jiqun.records.applications.rules import can_edit
from jiqun.records.evidence import queries as evidence
from jiqun.records.filings import queries as filings
from jiqun.records.filings.queries import SectionState
from jiqun.records.verdict import ALLOWED, Verdict
from jiqun.screens.account.requests import person_of
from jiqun.screens.widgets import Chip, PageState, element_of

if TYPE_CHECKING:
    from jiqun.records.applications.models import Application


@dataclass(frozen=True, slots=True)
class Desk:
    """An application with its answers, what follows from them, and whether the person may edit.

    `address` is where its pages lie: /a/…/.
    """

    application: Application
    answers: Answers
    outcome: Outcome
    states: tuple[SectionState, ...]
    verdict: Verdict
    address: str

    @property
    def id(self) -> str:
        return self.application.public_id

    @property
    def form(self) -> Form:
        return self.answers.form

    @property
    def may_edit(self) -> bool:
        return bool(self.verdict)

    @property
    def name(self) -> str:
        """What the cluster is called; as long as it has no name, whose application it is."""
        return self.answers.shown("cluster_name") or self.application.county.name

    def address_of(self, at: Address) -> str:
        """The page on which an answer, a cell of its row or one box of it is filled in."""
        return self.part_address(part_of(self.form, at), element_of(at))

    def part_address(self, part: int, anchor: str = "") -> str:
        """The page of a part, at an element of it."""
        return f"{self.address}part/{part}/" + (f"#{anchor}" if anchor else "")


def part_of(form: Form, at: Address) -> int:
    """The number of the part that asks for an answer, or under whose counts its list stands."""
    field = form.fields.get(at.field)
    if field is None:
        counted = (f for f in form.fields.values() if f.rows and f.rows.list == at.list)
        field = next(counted, None)
    return form.section_by_id[field.section].part if field else 0


def application_of(request: HttpRequest, public_id: str) -> Application:
    """The application of an address; one that is not for this person is not found."""
    try:
        return applications.application_for(person_of(request), public_id)
    except applications.NotFound:
        raise Http404 from None


def desk_at(request: HttpRequest, public_id: str) -> Desk:
    """The desk of an address, the fit of the printed pages among its findings; 404 alike for an
    application of others and for one there is not."""
    application = application_of(request, public_id)
    answers = applications.answers(application)
    return _desk(application, can_edit(person_of(request), application), answers, pages=True)


def desk_while_typing(application: Application) -> Desk:
    """The desk as quickly as it can be had after a change by somebody who may make it: its answers
    without their evidence (of which the findings know all the same), and its findings without the
    fit of the pages."""
    return _desk(application, ALLOWED, filings.answers(application.filing), pages=False)


def _desk(application: Application, verdict: Verdict, answers: Answers, pages: bool) -> Desk:
    outcome = applications.outcome(application, pages=pages)
    return Desk(
        application,
        answers,
        outcome,
        tuple(filings.section_states(answers, outcome)),
        verdict,
        reverse("application", args=[application.public_id]),
    )


def section_numbered(desk: Desk, number: int) -> Section:
    """The part of a number, as the form counts them; raises Http404."""
    for section in desk.form.sections:
        if section.part == number:
            return section
    raise Http404


def page_state(desk: Desk, chips: bool = True) -> PageState:
    """Everything the widgets show; the findings do without the `chips` of evidence."""
    values, revisions = filings.kept(desk.application.filing)
    return PageState(
        answers=desk.answers,
        kept=values,
        revisions=revisions,
        values=desk.outcome.values,
        labels=labels_of(desk.form),
        chips=_chips(desk) if chips else {},
        writes=bool(desk.verdict),
        evidence_address=f"{desk.address}evidence/",
    )


def next_part(states: Iterable[SectionState]) -> SectionState | None:
    """The first part in which something is to be done at the desk: where to go on."""
    return next((state for state in states if state.is_open), None)


def _chips(desk: Desk) -> dict[Address, list[Chip]]:
    """The evidence by the answers it proves."""
    proofs = evidence.proofs(desk.form, evidence.pieces_of(desk.application.filing))
    return {
        at: [
            Chip(piece.name, piece.get_kind_display(), f"{desk.address}evidence/{piece.public_id}/")
            for piece in pieces
        ]
        for at, pieces in proofs.items()
    }
