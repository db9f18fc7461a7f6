"""申报首页: what is open until when, how far each part is, what is missing, who did what last; and
below, the filings that belong to no application. Lists come page by page, from their rows alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from jiqun.records.applications import queries as applications
from jiqun.records.applications.actions import start_application
from jiqun.records.applications.extensions import county_close_of
from jiqun.records.applications.notices import NEAR
from jiqun.records.applications.queries import Summary
from jiqun.records.applications.reminders import can_remind
from jiqun.records.applications.rules import can_edit, stage_shown
from jiqun.records.applications.talking import can_read_talk
from jiqun.records.filings.queries import SectionState
from jiqun.records.journal.queries import happenings
from jiqun.records.organisations.queries import office_of, roles_of
from jiqun.records.organisations.roles import COUNTY, in_group
from jiqun.records.recommendations.standing import city_standing
from jiqun.records.talks.queries import talk_places
from jiqun.screens.account.requests import person_of
from jiqun.screens.applications.application_seat import application_address
from jiqun.screens.applications.home_lists import (
    NextStep,
    applications_shown,
    filings_shown,
    lines_of,
    next_step,
)
from jiqun.screens.applications.notices import lines_for
from jiqun.screens.applications.waiting_list import waiting_shown
from jiqun.screens.filling.activity import ActivityLine, activity_line
from jiqun.screens.filling.navigation import PartLink, part_link

if TYPE_CHECKING:
    from jiqun.records.applications.models import Application, Call
    from jiqun.records.filings.models import Filing
    from jiqun.records.organisations.models import Person

_RECENT = 8
_APPLY = in_group(COUNTY)


@dataclass(frozen=True, slots=True)
class Card:
    """An application on the home page: at a glance, where to go on, and what happened last."""

    summary: Summary
    stage: str
    address: str
    next_step: NextStep
    parts: tuple[tuple[PartLink, SectionState], ...]
    counted_down: bool
    activity: tuple[ActivityLine, ...]
    talks_open: int


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page after login."""
    person = person_of(request)
    to_start, further = _calls_of(person)
    context: dict[str, object] = {
        "calls": to_start,
        "further": further,
        "looks_after": bool(can_remind(person)),
        "notices": lines_for(request),
        "standing": city_standing(person),
        **waiting_shown(request),
        **filings_shown(request),
    }
    # Whose own it is sees it in full; who looks on many sees a list.
    own = applications.own_applications(person, 2)
    if len(own) > 1:
        context |= applications_shown(request)
    else:
        context["cards"] = [_card(request, application) for application in own]
        context["looked_on"] = lines_of(request, applications.looked_on(person))
    return render(request, "applications/home.html", context)


def _calls_of(person: Person) -> tuple[list[tuple[Call, datetime]], list[tuple[Call, int]]]:
    """The open calls to which the county of a person has not begun to apply, with the minute until
    which it has, and those to which it has, with how many applications."""
    office = office_of(person)
    if office is None or not roles_of(person) & _APPLY:
        return [], []
    begun, calls = applications.begun_by(office), applications.open_calls(office)
    to_start = [
        (call, county_close_of(call, office)) for call in calls if call.public_id not in begun
    ]
    further = [(call, begun[call.public_id]) for call in calls if call.public_id in begun]
    return to_start, further


@require_POST
def start(request: HttpRequest, call_id: str) -> HttpResponse:
    """Start the county's application to an open call, or go on with the one there is; one for a
    further cluster says behind how many it comes."""
    person = person_of(request)
    county = office_of(person)
    if county is None or not roles_of(person) & _APPLY:
        raise Http404
    call = next((c for c in applications.open_calls(county) if c.public_id == call_id), None)
    after = request.POST.get("after", "0")
    if call is None or not (after.isascii() and after.isdigit() and len(after) < 3):
        raise Http404
    application = start_application(call, county, person, after=int(after))
    return HttpResponseRedirect(application_address(application.public_id))


def _card(request: HttpRequest, application: Application) -> Card:
    summary = applications.summary(application)
    address = application_address(application.public_id)
    writes = bool(can_edit(person_of(request), application))
    return Card(
        summary,
        stage_shown(person_of(request), application),
        address,
        next_step(summary.progress.next_part, address, writes),
        tuple((part_link(address, state), state) for state in summary.parts),
        summary.left is not None and summary.left < NEAR,
        _activity(application.filing),
        _talks_open(person_of(request), application),
    )


def _talks_open(person: Person, application: Application) -> int:
    """How many threads of talk are open, for who reads them."""
    if not can_read_talk(person, application):
        return 0
    return sum(talk.is_open for talk in talk_places(application.filing))


def _activity(filing: Filing) -> tuple[ActivityLine, ...]:
    """What happened last."""
    events = happenings(filing.subject)[:_RECENT]
    return tuple(activity_line(filing, event) for event in events)
