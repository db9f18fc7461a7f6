"""要求修改 at an answer: what was written down there, and the form to write more, as a piece of a
page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiqun.engine import Address, UnknownAddress, labels_of, parse_place
from jiqun.records.applications.correcting import can_ask
from jiqun.records.applications.requests_made import requests_prepared
from jiqun.records.short_texts import LONGEST
from jiqun.screens.account.requests import person_of
from jiqun.screens.applications.application_seat import application_at
from jiqun.screens.filling.desk import Desk, desk_at

if TYPE_CHECKING:
    from jiqun.records.applications.models import Application


@require_GET
def at_answer(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """The piece, for who may ask for corrections now."""
    desk = desk_at(request, public_id)
    if desk.version is not None or not can_ask(person_of(request), application_at(desk.seat)):
        raise Http404
    return piece(request, desk, place_asked(desk, key))


def place_asked(desk: Desk, key: str) -> Address:
    """The place that is named; raises Http404 for what the form does not have."""
    try:
        return parse_place(desk.form, key)
    except UnknownAddress:
        raise Http404 from None


def piece(request: HttpRequest, desk: Desk, at: Address, trouble: str = "") -> HttpResponse:
    """The piece at a place, with what is wrong with what was sent."""
    context = {
        "desk": desk,
        "place": labels_of(desk.form).full(at),
        "key": str(at),
        "prepared": _prepared(application_at(desk.seat), at),
        "trouble": trouble,
        "longest": LONGEST,
    }
    status = 422 if trouble else 200
    return render(request, "applications/request_at.html", context, status=status)


def _prepared(application: Application, at: Address) -> list[tuple[str, str, str]]:
    """The requests about an answer or its whole field that are not sent yet: id, what is wrong, and
    what is wanted."""
    about = {str(at), str(at.whole)}
    return [
        (one.public_id, one.wrong, one.wanted)
        for one in requests_prepared(application)
        if one.target in about
    ]
