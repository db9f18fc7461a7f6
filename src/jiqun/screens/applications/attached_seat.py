"""The seats of the further forms of an application, such as its on-site statement: /s/…/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from jiqun.engine import DRAFT, PaperMark, frozen_mark
from jiqun.records.applications.attached_forms import (
    attached_for,
    begin_attached,
    can_fill_attached,
    editing_attached,
    version_naming,
)
from jiqun.records.applications.rules import stage_shown
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound
from jiqun.screens.account.requests import person_of
from jiqun.screens.applications.application_seat import application_address, application_at
from jiqun.screens.filling.seat import Seat, Seats, give_seats, seat_of

if TYPE_CHECKING:
    from jiqun.records.applications.models import Application
    from jiqun.records.organisations.models import Person

OF_AN_APPLICATION = "attached"
"""The namespace of the addresses /s/…/."""


def attached_address(filing_id: str) -> str:
    """Where the pages of a further form lie: /s/…/."""
    return reverse(f"{OF_AN_APPLICATION}:desk", args=[filing_id])


@require_POST
def begin(request: HttpRequest, public_id: str, form: str) -> HttpResponse:
    """Begin a further form, or go on with the one there is."""
    application = application_at(seat_of(request, public_id))
    try:
        filing = begin_attached(application.public_id, form, person_of(request))
    except (NotFound, NotAllowedError):
        raise Http404 from None
    return redirect(attached_address(filing.public_id))


def attached_seat(person: Person, filing_id: str) -> Seat:
    """The seat of a further form by the id of its filing. Raises NotFound."""
    found, form = attached_for(person, filing_id)
    return Seat(
        found.filing,
        can_fill_attached(person, found.application, form),
        filing_id,
        attached_address(filing_id),
        form_name=form.label,
        stated=_stated(found.application, person),
        mark=_mark(found.application, form.form),
    )


def _mark(application: Application, form_id: str) -> PaperMark:
    """A draft until it is frozen for the version that lies there; then it can be sealed."""
    version = version_naming(application, form_id)
    if version is None:
        return DRAFT
    return frozen_mark(application.number, version.number, version.digest)


@contextmanager
def _held(person: Person, filing_id: str) -> Iterator[Seat]:
    with editing_attached(filing_id, person) as found:
        yield Seat(found.filing, ALLOWED, filing_id, attached_address(filing_id))


def _stated(application: Application, person: Person) -> Mapping[str, object]:
    """The application it belongs to, and where that is."""
    return {
        "inside": application.call.title,
        "inside_of": application.county.name,
        "inside_address": f"{application_address(application.public_id)}procedure/",
        "stage": stage_shown(person, application),
    }


def give() -> None:
    """Give the seats to the addresses /s/…/."""
    give_seats(OF_AN_APPLICATION, Seats(attached_seat, _held))
