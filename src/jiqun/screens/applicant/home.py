"""申报首页: what is open until when, how far each part is, what is missing, who did what last; and
below, the filings that belong to no application."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from jiqun.records.applications import queries as applications
from jiqun.records.applications.actions import start_application
from jiqun.records.applications.notices import NEAR
from jiqun.records.applications.queries import Summary
from jiqun.records.applications.rules import can_edit
from jiqun.records.evidence.answers_with_evidence import (
    answers_with_evidence,
    outcome_with_evidence,
)
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.queries import (
    Progress,
    SectionState,
    filings_for,
    progress,
    section_states,
)
from jiqun.records.filings.rules import can_edit_filing
from jiqun.records.journal.queries import events_of
from jiqun.records.organisations.queries import office_of, role_of
from jiqun.screens.account.requests import person_of
from jiqun.screens.applicant.activity import ActivityLine, activity_line
from jiqun.screens.applicant.desk import next_part
from jiqun.screens.applicant.navigation import PartLink, part_link
from jiqun.screens.applicant.notices import lines_for
from jiqun.screens.applicant.seat import application_address, filing_address

if TYPE_CHECKING:
    from jiqun.records.applications.models import Application
    from jiqun.records.filings.models import Filing

_RECENT = 8
_APPLIES = "county"


@dataclass(frozen=True, slots=True)
class NextStep:
    """Where to go on with a filing, in words and as an address; `writes` is false for who
    may only look."""

    words: str
    address: str
    writes: bool


@dataclass(frozen=True, slots=True)
class Card:
    """An application on the home page: at a glance, where to go on, and what happened last."""

    summary: Summary
    address: str
    next_step: NextStep
    parts: tuple[tuple[PartLink, SectionState], ...]
    counted_down: bool
    activity: tuple[ActivityLine, ...]


@dataclass(frozen=True, slots=True)
class FilingLine:
    """A filing without an application on the home page: its form, whose it is, how far it is, and
    where to go on."""

    title: str
    owner: str
    address: str
    progress: Progress
    next_step: NextStep


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page after login."""
    person = person_of(request)
    own = list(applications.applications_for(person))
    started = {application.call_id for application in own}
    may_start = role_of(person) == _APPLIES
    calls = [c for c in applications.open_calls() if may_start and c.pk not in started]
    context: dict[str, object] = {
        "calls": calls,
        "notices": lines_for(request),
        "filings": [_filing_line(request, filing) for filing in filings_for(person)],
    }
    # Whose own it is sees it in full; who looks on many sees a list.
    if len(own) > 1:
        context["many"] = [
            (summary, application_address(summary.application.public_id), _step(request, summary))
            for summary in map(applications.summary, own)
        ]
    else:
        context["cards"] = [_card(request, application) for application in own]
    return render(request, "applicant/home.html", context)


@require_POST
def start(request: HttpRequest, call_id: str) -> HttpResponse:
    """Start the county's application to an open call, or go on with the one there is."""
    person = person_of(request)
    call = next((c for c in applications.open_calls() if c.public_id == call_id), None)
    county = office_of(person)
    if call is None or county is None or role_of(person) != _APPLIES:
        raise Http404
    application = start_application(call, county, person)
    return HttpResponseRedirect(application_address(application.public_id))


def _card(request: HttpRequest, application: Application) -> Card:
    summary = applications.summary(application)
    address = application_address(application.public_id)
    return Card(
        summary,
        address,
        _step(request, summary),
        tuple((part_link(address, state), state) for state in summary.parts),
        summary.left < NEAR,
        _activity(application.filing),
    )


def _filing_line(request: HttpRequest, filing: Filing) -> FilingLine:
    parts = section_states(answers_with_evidence(filing), outcome_with_evidence(filing))
    address = filing_address(filing.public_id)
    writes = bool(can_edit_filing(person_of(request), filing))
    form = form_of(filing)
    last = "核对、打印" if form.layout else "核对"
    next_step = _next_step(parts, address, writes, last)
    return FilingLine(form.title, filing.owner.name, address, progress(parts), next_step)


def _step(request: HttpRequest, summary: Summary) -> NextStep:
    address = application_address(summary.application.public_id)
    writes = bool(can_edit(person_of(request), summary.application))
    return _next_step(summary.parts, address, writes, "核对、打印")


def _next_step(parts: Sequence[SectionState], address: str, writes: bool, last: str) -> NextStep:
    """A part, or where all parts are done the checks: there `last` is what is left to do."""
    on = next_part(parts)
    words = ("继续填写" if on else last) if writes else "查看"
    return NextStep(words, f"{address}part/{on.part}/" if on else f"{address}checks/", writes)


def _activity(filing: Filing) -> tuple[ActivityLine, ...]:
    """What happened last."""
    events = events_of(filing.subject).order_by("-id")[:_RECENT]
    return tuple(activity_line(filing, event) for event in events)
