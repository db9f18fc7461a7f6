"""提醒: what a person should know before going on, on a page of its own and on the home page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET, require_POST

from jiqun.records.applications.notices import Changed, Closing, Moved, Notice, moves_told, notices
from jiqun.records.journal.event_kinds import COUNTED
from jiqun.records.outbox.actions import read_up_to
from jiqun.screens.account.requests import person_of
from jiqun.screens.applications.application_seat import application_address


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice in words: the call it is about, what happened, and where to look. `closes_at` is
    counted down; the level is that of a finding."""

    level: str
    call: str
    words: str
    address: str
    link: str
    at: datetime | None = None
    closes_at: datetime | None = None


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The notices."""
    told = [(one, *_way_to(one)) for one in moves_told(person_of(request))]
    last = max((one.number for one, *_ in told), default=0)
    context = {"notices": lines_for(request), "told": told, "last": last}
    return render(request, "applications/notices.html", context)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """What stood on the page was read, up to a line: the page says so itself once it is open, and
    its button where no scripts run."""
    number = request.POST.get("up_to", "")
    if not (number.isascii() and number.isdigit() and len(number) <= 18):
        raise Http404
    read_up_to(int(number), person_of(request))
    return redirect("notices")


def _way_to(told: Moved) -> tuple[str, str]:
    """Where to look at what was told, and the words of the link."""
    if told.application is None:
        return reverse("home"), "看首页"
    address = application_address(told.application.public_id)
    if told.kind.startswith("talk_"):
        return f"{address}talks/", "看讨论"
    return f"{address}procedure/", "看办理"


def lines_for(request: HttpRequest) -> list[NoticeLine]:
    """The notices for the person who asks."""
    return [_line(one) for one in notices(person_of(request))]


def _line(notice: Notice) -> NoticeLine:
    address = application_address(notice.application.public_id)
    call = notice.application.call.title
    if isinstance(notice, Closing):
        until = f"{date_format(localtime(notice.due.until), 'n月j日 H:i')} 截止"
        return NoticeLine(
            "confirm", call, until, f"{address}checks/", "查看校验结果", None, notice.due.ends_at
        )
    return NoticeLine(
        "note", call, _changes(notice), f"{address}history/", "查看操作记录", notice.at
    )


def _changes(changed: Changed) -> str:
    counts = zip((changed.answers, changed.pieces), COUNTED, strict=True)
    done = "，".join(words.format(count) for count, (_, words) in counts if count)
    return f"{changed.office} {changed.person}{done}"
