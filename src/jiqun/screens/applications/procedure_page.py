"""办理: where an application is on its way, what the person who looks may do now and why not, its
versions with their scans, and what was asked to be corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from jiqun.engine import labels_of, parse_place, short_labels
from jiqun.records.applications.archiving import can_archive
from jiqun.records.applications.attached_forms import SEALED, forms_attached
from jiqun.records.applications.attached_sealing import attached_version
from jiqun.records.applications.correcting import (
    answer_request,
    ask_correction,
    can_ask,
    drop_request,
)
from jiqun.records.applications.deliveries import can_receive, deliveries_of
from jiqun.records.applications.extensions import extended_for
from jiqun.records.applications.move_conditions import is_asked_here
from jiqun.records.applications.moves import PROCEDURE
from jiqun.records.applications.moving import (
    ProposalShown,
    make_move,
    moves_for,
    proposal_of,
    propose_move,
)
from jiqun.records.applications.numbers import receipt_number
from jiqun.records.applications.operators import can_name_operator, operators_for
from jiqun.records.applications.partners import (
    can_name_partners,
    counties_to_name,
    partners_of,
)
from jiqun.records.applications.requests_made import (
    lapsed_round,
    open_round,
    requests_of,
    requests_prepared,
    rounds_of,
)
from jiqun.records.applications.rules import roles_in
from jiqun.records.applications.sealing import can_seal
from jiqun.records.applications.steps import last_submission, steps_of, was_just_made
from jiqun.records.filings.open_uploads import LARGEST_PART, uploads_of
from jiqun.records.short_texts import LONGEST
from jiqun.records.verdict import NotAllowedError, Verdict
from jiqun.records.versions.queries import said_in, version_in_force, versions_of
from jiqun.records.versions.scans import scans_of
from jiqun.screens.account.fresh_login import fresh_login
from jiqun.screens.account.requests import asks_for_data, person_of
from jiqun.screens.applications.application_seat import application_address, application_at
from jiqun.screens.applications.attached_seat import attached_address
from jiqun.screens.applications.move_words import FRESH_LOGIN, NOT_UNDONE, WHAT_IT_DOES
from jiqun.screens.applications.opening_asks import opening_context
from jiqun.screens.applications.request_pieces import piece, place_asked
from jiqun.screens.filling.attempts import trouble_of, try_and_tell
from jiqun.screens.filling.desk import Desk, desk_at
from jiqun.screens.filling.navigation import render_page
from jiqun.screens.filling.seat import seat_of

if TYPE_CHECKING:
    from jiqun.records.applications.models import Application, Request
    from jiqun.records.organisations.models import Person
    from jiqun.records.procedure import Asked, Move, MoveRow
    from jiqun.records.versions.models import FrozenVersion, SealedScan

_WIDGETS = {None: "text", "date": "date", "datetime": "datetime-local"}


@dataclass(frozen=True, slots=True)
class AskedLine:
    """What a move asks for, as an input: its kind, and what stands in it at first."""

    asked: Asked
    widget: str
    value: str


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A move that is offered: what it does, what it asks for, and why it cannot be made now. Of one
    that takes two people, whether this person proposes it, and what was proposed; `confirms` is for
    the second person, who is asked for nothing."""

    move: Move
    row: MoveRow
    verdict: Verdict
    does: str
    asked: tuple[AskedLine, ...]
    proposes: bool
    not_undone: bool
    proposal: ProposalShown | None = None
    confirms: bool = False


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version: where it is looked at, its scans, whether it was submitted or counts no more."""

    version: FrozenVersion
    address: str
    scans: tuple[SealedScan, ...]
    in_force: bool
    submitted: bool


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request for correction, with the words for what it is about, and where that is."""

    request: Request
    label: str
    address: str


@require_GET
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The page."""
    desk = desk_at(request, public_id)
    application = application_at(desk.seat)
    person = person_of(request)
    in_force = version_in_force(application.filing)
    sent_back = open_round(application)
    may_ask = can_ask(person, application)
    writes = bool(desk.verdict)
    return render_page(
        request,
        "applications/procedure.html",
        desk,
        "procedure",
        moves=sorted(
            _moves(person, application, moves_for(person, application)),
            key=lambda line: bool(line.move.reason),
        ),
        versions=[
            VersionLine(
                version,
                application_address(application.public_id, version.number),
                tuple(scans_of(version)),
                version == in_force,
                version.pk == application.submitted_id,
            )
            for version in reversed(versions_of(application.filing))
        ],
        brings_scans=bool(can_seal(person, application)),
        in_force=in_force,
        unfinished=uploads_of(person.pk),
        largest=settings.EVIDENCE_LARGEST,
        largest_mb=settings.EVIDENCE_LARGEST // 1024 // 1024,
        largest_part=LARGEST_PART,
        prepared=_requests(desk, requests_prepared(application)) if may_ask else [],
        may_ask=may_ask,
        places=_places(desk) if may_ask else [],
        longest=LONGEST,
        rounds=[
            (one, _requests(desk, requests_of(one))) for one in reversed(rounds_of(application))
        ],
        answering=sent_back if writes else None,
        steps=steps_of(application),
        extended=extended_for(application.call, application.county),
        lapsed=lapsed_round(application),
        receives=bool(can_receive(person, application)),
        deliveries=deliveries_of(application, person) if application.submitted_id else [],
        today=timezone.localdate(),
        archives=bool(can_archive(person, application)),
        operators=operators_for(application) if can_name_operator(person, application) else None,
        partners=partners_of(application),
        counties=counties_to_name(application) if can_name_partners(person, application) else None,
        **opening_context(desk, application, person),
        attached=[
            (
                form,
                attached_address(filing_id) if filing_id else "",
                attached_version(person, application, form)
                if filing_id and form.form in SEALED
                else None,
            )
            for form, filing_id in forms_attached(person, application)
        ],
    )


def _weighs(request: HttpRequest) -> bool:
    return request.POST.get("move") in FRESH_LOGIN


@require_POST
@fresh_login(_weighs)
def act(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make a move, or propose one that takes two people."""
    application = application_at(seat_of(request, public_id))
    person, move_id = person_of(request), request.POST.get("move", "")
    move = PROCEDURE.moves.get(move_id)
    if move is None:
        raise Http404
    said = {asked.id: _read(request, asked) for asked in move.asks}
    reason, outcome = request.POST.get("reason", ""), request.POST.get("outcome", "")
    proposes = "propose" in request.POST
    act_so = cast("Callable[..., object]", propose_move if proposes else make_move)
    done = f"已提出“{move.label}”，等待复核人确认。" if proposes else f"已{move.label}。"

    def act_once() -> object:
        try:
            return act_so(application.public_id, move.id, person, reason, said, outcome)
        except NotAllowedError:
            if was_just_made(application, move, person):
                return None
            raise

    try_and_tell(request, done, act_once)
    return _back(application)


@require_POST
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down a request for correction, drop one, or answer one."""
    desk = desk_at(request, public_id)
    application = application_at(desk.seat)
    person, posted = person_of(request), request.POST
    own, named = application.public_id, posted.get("request", "")
    acts: dict[str, tuple[str, Callable[[], object]]] = {
        "ask": (
            "已记下修改要求，退回时一起发出。",
            lambda: ask_correction(
                own,
                posted.get("target", ""),
                posted.get("wrong", ""),
                posted.get("wanted", ""),
                person,
            ),
        ),
        "drop": ("已撤掉这条修改要求。", lambda: drop_request(own, named, person)),
        "answer": (
            "已记下修改情况。",
            lambda: answer_request(own, named, posted.get("reply", ""), person),
        ),
    }
    if posted.get("do", "") not in acts:
        raise Http404
    if asks_for_data(request):  # beside an answer
        at = place_asked(desk, posted.get("target", ""))
        return piece(request, desk, at, trouble_of(acts[posted["do"]][1]))
    try_and_tell(request, *acts[posted["do"]])
    return _back(application)


@require_GET
def receipt(request: HttpRequest, public_id: str) -> HttpResponse:
    """The receipt 提交回执 of the version that was submitted, to be printed."""
    desk = desk_at(request, public_id)
    application = application_at(desk.seat)
    if application.submitted is None:
        raise Http404
    return render_page(
        request,
        "applications/receipt.html",
        desk,
        "procedure",
        submitted=application.submitted,
        said=said_in(application.submitted),
        step=last_submission(application),
        number=receipt_number(application, application.submitted.number),
    )


def _moves(
    person: Person, application: Application, offered: Iterable[tuple[Move, MoveRow, Verdict]]
) -> Iterable[MoveLine]:
    versions = versions_of(application.filing)
    before = said_in(versions[-1]) if versions else {}
    proposed, roles = proposal_of(application), roles_in(person, application)
    for move, row, verdict in offered:
        if is_asked_here(row):
            own = proposed if proposed and proposed.is_of(move, row) else None
            confirms = bool(row.second and roles & row.second and own and own.by_id != person.pk)
            yield MoveLine(
                move,
                row,
                verdict,
                WHAT_IT_DOES.get(move.id, ""),
                tuple(
                    AskedLine(
                        asked,
                        _widget(asked),
                        before.get(asked.id, ""),
                    )
                    for asked in move.asks
                ),
                bool(row.second and roles & row.who) and not confirms,
                move.id in NOT_UNDONE,
                own,
                confirms,
            )


def _widget(asked: Asked) -> str:
    return "select" if asked.choices else _WIDGETS[asked.read.__name__ if asked.read else None]


def _requests(desk: Desk, requests: Iterable[Request]) -> list[RequestLine]:
    labels = labels_of(desk.form)
    lines = []
    for one in requests:
        if not one.target:
            lines.append(RequestLine(one, "整份申报", desk.address))
            continue
        at = parse_place(desk.form, one.target)
        lines.append(RequestLine(one, labels.full(at), desk.address_of(at)))
    return lines


def _places(desk: Desk) -> list[tuple[str, list[tuple[str, str]]]]:
    """The answers that can be asked to be corrected, by part: the address and its words."""
    labels = short_labels(desk.form)
    return [
        (
            section.heading,
            [(field.id, labels[field.id]) for field in section.fields if not field.formula],
        )
        for section in desk.form.sections
        if section.part
    ]


def _read(request: HttpRequest, asked: Asked) -> str:
    """What was said, a moment of a browser's clock field as one of the site's own time zone."""
    text = request.POST.get(asked.id, "").strip()
    if asked.read is not datetime or not text:
        return text
    try:
        return timezone.make_aware(datetime.fromisoformat(text)).isoformat()
    except ValueError:
        return text


def _back(application: Application) -> HttpResponse:
    return redirect(f"{application_address(application.public_id)}procedure/")
