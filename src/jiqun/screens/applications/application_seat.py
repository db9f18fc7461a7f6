"""The seats of applications: /a/…/ is the application of an id, /a/…-v2/ a frozen version of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, cast

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from jiqun.engine import DRAFT, Address, frozen_mark, parse_place
from jiqun.records.applications.actions import editing
from jiqun.records.applications.attached_forms import words_of_the_city
from jiqun.records.applications.deadlines import due_of
from jiqun.records.applications.notices import NEAR
from jiqun.records.applications.partners import PARTNERS
from jiqun.records.applications.queries import application_for
from jiqun.records.applications.requests_made import open_round, requests_of
from jiqun.records.applications.rules import can_edit, stage_shown
from jiqun.records.applications.stages import RETURNED
from jiqun.records.applications.talking import can_read_talk
from jiqun.records.filings.editions import form_of
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound, Verdict, refused
from jiqun.records.versions.queries import said_in, version_numbered
from jiqun.screens.applications.marks_at_answers import marks_at
from jiqun.screens.filling.seat import Seat, Seats, give_seats

if TYPE_CHECKING:
    from jiqun.records.applications.models import Application
    from jiqun.records.organisations.models import Person

_OF_A_VERSION = re.compile(r"(?P<id>[0-9a-f]+)-v(?P<number>[1-9][0-9]{0,3})")
_FROZEN = refused("这是一个定稿版本，只能查看，不能修改。")
_FORM, _PAGES = "申报表", (("procedure", "办理"),)
_TALKS = ("talks", "讨论")


def application_address(public_id: str, version: int | None = None) -> str:
    """Where the pages of an application lie, or those of a version of it: /a/…/."""
    return reverse("desk", args=[public_id if version is None else f"{public_id}-v{version}"])


def _found(person: Person, address_id: str) -> Seat:
    named = _OF_A_VERSION.fullmatch(address_id)
    application = application_for(person, named["id"] if named else address_id)
    if named is None:
        return _seat(application, can_edit(person, application), person)
    version = version_numbered(application.filing, int(named["number"]))
    if version is None:
        raise NotFound
    return Seat(
        application.filing,
        _FROZEN,
        address_id,
        application_address(application.public_id, version.number),
        version,
        _FORM,
        {
            **_stated(application, person),
            "live_address": application_address(application.public_id),
        },
        pages=_PAGES,
        mark=frozen_mark(
            application.number,
            version.number,
            version.digest,
            version.voided_at is not None,
            said_in(version).get(PARTNERS, ""),
        ),
        standard=application.call.standard,
        printed=words_of_the_city(person, application, version),
    )


@contextmanager
def _held(person: Person, address_id: str) -> Iterator[Seat]:
    if _OF_A_VERSION.fullmatch(address_id):
        _found(person, address_id)
        raise NotAllowedError(_FROZEN)
    with editing(address_id, person) as application:
        yield _seat(application, ALLOWED)


def _remarks(application: Application) -> tuple[tuple[Address, str], ...]:
    """What is asked to be corrected, while it is."""
    sent_back = open_round(application)
    form = form_of(application.filing)
    return tuple(
        (parse_place(form, one.target), f"{one.wrong}。{one.wanted}")
        for one in (requests_of(sent_back) if sent_back else ())
        if one.target
    )


def _seat(application: Application, verdict: Verdict, person: Person | None = None) -> Seat:
    stated = _stated(application, person) if person else {}
    address = application_address(application.public_id)
    remarks = _remarks(application) if person and application.stage == RETURNED else ()
    talks = person is not None and bool(can_read_talk(person, application))
    beside = cache(lambda: marks_at(person, application)) if person else None
    return Seat(
        *(application.filing, verdict, application.public_id, address, None, _FORM),
        *(stated, remarks, beside),
        pages=(*_PAGES, _TALKS) if talks else _PAGES,
        mark=DRAFT,
        standard=application.call.standard,
    )


def _stated(application: Application, person: Person) -> Mapping[str, object]:
    """The call, until when something is to be done, and the stage."""
    due = due_of(application)
    return {
        "application": application,
        "call": application.call,
        "deadline": due.until if due else None,
        "closes_at": due.ends_at if due else None,
        "counted_down": due is not None and due.ends_at - timezone.now() < NEAR,
        "stage": stage_shown(person, application),
    }


def application_at(seat: Seat) -> Application:
    """The application of a seat; raises Http404 for a seat of anything else."""
    application = seat.stated.get("application")
    if application is None:
        raise Http404
    return cast("Application", application)


def give() -> None:
    """Give the seats to the addresses /a/…/, which have no namespace."""
    give_seats("", Seats(_found, _held))
