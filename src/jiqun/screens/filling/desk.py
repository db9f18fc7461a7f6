"""The desk: a filing as the person at it may see it, gathered once for a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from jiqun.engine import Address, Answers, Form, Outcome, Section, labels_of
from jiqun.records.evidence import queries as evidence
from jiqun.records.evidence.answers_with_evidence import (
    answers_with_evidence,
    outcome_with_evidence,
    states_with_evidence,
)
from jiqun.records.filings import queries as filings
from jiqun.records.filings.queries import SectionState
from jiqun.records.verdict import Verdict
from jiqun.records.versions.queries import (
    answers_of_version,
    kept_in,
    outcome_of_version,
    pieces_in,
)
from jiqun.screens.filling.seat import Seat, seat_of
from jiqun.screens.widgets import Chip, PageState, element_of

if TYPE_CHECKING:
    from jiqun.records.filings.models import Filing
    from jiqun.records.versions.models import FrozenVersion


@dataclass(frozen=True, slots=True)
class Desk:
    """A filing, or a version of it, with its answers, what follows from them, and the seat at which
    a person has it."""

    seat: Seat
    answers: Answers
    outcome: Outcome
    states: tuple[SectionState, ...]

    @property
    def id(self) -> str:
        return self.seat.id

    @property
    def filing(self) -> Filing:
        return self.seat.filing

    @property
    def version(self) -> FrozenVersion | None:
        return self.seat.version

    @property
    def kept(self) -> tuple[Mapping[Address, object], Mapping[Address, int]]:
        """The values as they are kept and the revisions to save at, of which a version has none."""
        version = self.version
        return filings.kept(self.filing) if version is None else (kept_in(version), {})

    @property
    def verdict(self) -> Verdict:
        return self.seat.verdict

    @property
    def address(self) -> str:
        """Where its pages lie."""
        return self.seat.address

    @property
    def stated(self) -> Mapping[str, object]:
        """What the frame says of it."""
        return self.seat.stated

    @property
    def form(self) -> Form:
        return self.answers.form

    @property
    def may_edit(self) -> bool:
        return bool(self.verdict)

    @property
    def name(self) -> str:
        """What the cluster is called; as long as it has no name, whose filing it is."""
        return self.answers.shown("cluster_name") or self.filing.owner.name

    @property
    def form_name(self) -> str:
        """What people call its form."""
        return self.seat.form_name or self.form.title

    def address_of(self, at: Address) -> str:
        """The page on which an answer, a cell of its row or one box of it is filled in."""
        return address_at(self.form, self.address, at)

    def part_address(self, part: int, anchor: str = "") -> str:
        """The page of a part, at an element of it."""
        return f"{self.address}part/{part}/" + (f"#{anchor}" if anchor else "")


def address_at(form: Form, desk: str, at: Address) -> str:
    """The page on which an answer, a cell of its row or one box of it is filled in, at the desk of
    an address."""
    anchor = element_of(at)
    return f"{desk}part/{part_of(form, at)}/" + (f"#{anchor}" if anchor else "")


def part_of(form: Form, at: Address) -> int:
    """The number of the part that asks for an answer, or under whose counts its list stands."""
    field = form.fields.get(at.field)
    if field is None:
        counted = (f for f in form.fields.values() if f.rows and f.rows.list == at.list)
        field = next(counted, None)
    return form.section_by_id[field.section].part if field else 0


def desk_at(request: HttpRequest, public_id: str) -> Desk:
    """The desk of an address; 404 alike for what is of others and for what there is not."""
    return desk_of(seat_of(request, public_id))


def desk_of(seat: Seat) -> Desk:
    """The desk of a seat."""
    if seat.version is not None:
        return _desk_of_version(seat, seat.version)
    return _desk(seat, answers_with_evidence(seat.filing))


def desk_while_typing(seat: Seat) -> Desk:
    """The desk as quickly as it can be had after a change by somebody who may make it: its answers
    without their evidence, of which the findings know all the same."""
    return _desk(seat, filings.answers(seat.filing))


def _desk(seat: Seat, answers: Answers) -> Desk:
    outcome = outcome_with_evidence(seat.filing)
    states = states_with_evidence(seat.filing)
    return Desk(seat, answers, outcome, states)


def _desk_of_version(seat: Seat, version: FrozenVersion) -> Desk:
    """The desk as it was when a version was frozen."""
    answers = answers_of_version(version)
    outcome = outcome_of_version(version)
    return Desk(seat, answers, outcome, tuple(filings.section_states(answers, outcome)))


def section_numbered(desk: Desk, number: int) -> Section:
    """The part of a number, as the form counts them; raises Http404."""
    for section in desk.form.sections:
        if section.part == number:
            return section
    raise Http404


def page_state(desk: Desk, chips: bool = True) -> PageState:
    """Everything the widgets show; the findings do without the `chips` of evidence."""
    values, revisions = desk.kept
    return PageState(
        answers=desk.answers,
        kept=values,
        revisions=revisions,
        values=desk.outcome.values,
        labels=labels_of(desk.form),
        chips=_chips(desk) if chips else {},
        writes=bool(desk.verdict),
        open_only=desk.filing.open_only if desk.version is None else None,
        evidence_address=f"{desk.address}evidence/",
        agreeing=desk.outcome.agreeing,
    )


def next_part(states: Iterable[SectionState]) -> SectionState | None:
    """The first part in which something is to be done at the desk: where to go on."""
    return next((state for state in states if state.is_open), None)


def _chips(desk: Desk) -> dict[Address, list[Chip]]:
    """The evidence by the answers it proves."""
    version = desk.version
    pieces = evidence.pieces_of(desk.filing) if version is None else pieces_in(version)
    proofs = evidence.proofs(desk.form, desk.filing, pieces)
    return {
        at: [
            Chip(piece.name, piece.get_kind_display(), f"{desk.address}evidence/{piece.public_id}/")
            for piece in pieces
        ]
        for at, pieces in proofs.items()
    }
