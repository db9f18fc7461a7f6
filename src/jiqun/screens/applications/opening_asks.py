"""申请开放: on the page 办理 a county asks for more to be opened while it corrects, and the office
that sent it back answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jiqun.engine import short_labels
from jiqun.records.applications.opening_more import (
    ask_more,
    asks_of,
    can_ask_more,
    can_decide_more,
    decide_more,
)
from jiqun.records.filings.openings import is_field_open
from jiqun.screens.account.requests import person_of
from jiqun.screens.applications.application_seat import application_address, application_at
from jiqun.screens.filling.attempts import try_and_tell
from jiqun.screens.filling.desk import Desk
from jiqun.screens.filling.seat import seat_of

if TYPE_CHECKING:
    from jiqun.records.applications.models import Application
    from jiqun.records.organisations.models import Person


def opening_context(desk: Desk, application: Application, person: Person) -> Mapping[str, Any]:
    """What the page shows of it: what was asked, what can be, and whether one asks or decides."""
    asks = bool(can_ask_more(person, application))
    decides = bool(can_decide_more(person, application))
    return {
        "opening_asks": asks_of(application) if asks or decides else [],
        "asks_more": asks,
        "decides_more": decides,
        "closed_places": _closed(desk) if asks else [],
    }


@require_POST
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for an answer to be opened."""
    own, posted = _own(request, public_id), request.POST
    try_and_tell(
        request,
        "已申请开放，等待答复。",
        lambda: ask_more(
            own, posted.get("target", ""), posted.get("reason", ""), person_of(request)
        ),
    )
    return _back(own)


@require_POST
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open it, or say why not."""
    own, posted = _own(request, public_id), request.POST
    grant = posted.get("do") == "grant"
    try_and_tell(
        request,
        "已开放这一项，县（市、区）可以修改。" if grant else "已答复，没有开放。",
        lambda: decide_more(
            own, posted.get("ask", ""), grant, posted.get("reply", ""), person_of(request)
        ),
    )
    return _back(own)


def _own(request: HttpRequest, public_id: str) -> str:
    own: str = application_at(seat_of(request, public_id)).public_id
    return own


def _back(public_id: str) -> HttpResponse:
    return redirect(f"{application_address(public_id)}procedure/#opening")


def _closed(desk: Desk) -> list[tuple[str, list[tuple[str, str]]]]:
    """The fields that are closed, by part: the address and its words."""
    labels = short_labels(desk.form)
    found = [
        (
            section.heading,
            [
                (field.id, labels[field.id])
                for field in section.fields
                if not field.formula and not is_field_open(desk.filing, field.id)
            ],
        )
        for section in desk.form.sections
        if section.part
    ]
    return [(heading, fields) for heading, fields in found if fields]
