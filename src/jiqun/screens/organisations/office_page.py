"""An office: its people and deputies, and what is made here: a person, an office under it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from jiqun.records.organisations.managed_acts import (
    end_deputy_at,
    make_office_under,
    make_person_at,
    name_deputy_at,
)
from jiqun.records.organisations.managed_people import details_of_office
from jiqun.records.verdict import NotAllowedError, NotFound
from jiqun.screens.account.requests import person_of
from jiqun.screens.organisations.posted import day_in, number_in
from jiqun.screens.organisations.secret_strips import show_secrets
from jiqun.screens.organisations.tree_page import SIGNS

DEPUTY_SIGNS = {"现任": "done", "尚未开始": "blank", "已结束": "note"}
"""The sign that stands before the word for how far a deputy's time is."""


@require_GET
def page(request: HttpRequest, office: int) -> HttpResponse:
    """The page."""
    return _page(request, office)


@require_POST
def make(request: HttpRequest, office: int) -> HttpResponse:
    """Make a person and show their one-time secret, or make an office."""
    by, posted = person_of(request), request.POST
    typed = {name: posted.get(name, "") for name in ("full_name", "username", "phone")}
    try:
        if posted.get("do") == "person":
            handed = make_person_at(by, office, roles=posted.getlist("role"), **typed)
            return show_secrets(request, [handed])
        if posted.get("do") != "office":
            raise Http404
        said = {name: posted.get(name, "") for name in ("name", "level", "division")}
        made = make_office_under(by, office, **said)
    except NotFound:
        raise Http404 from None
    except NotAllowedError as refusal:
        messages.error(request, refusal.verdict.reason)
        return _page(request, office)
    messages.success(request, "已新建单位。请为它建立人员。", extra_tags="done")
    return redirect("people_office", office=made)


@require_POST
def deputies(request: HttpRequest, office: int) -> HttpResponse:
    """Name a deputy of the office, or end what one does before its day."""
    by, posted = person_of(request), request.POST
    reason = posted.get("reason", "")
    try:
        if posted.get("do") == "end":
            end_deputy_at(by, office, number_in(posted, "post"), reason)
            done = "代办已结束，代办人随即不能再以这个岗位办理。"
        elif posted.get("do") == "name":
            role, person = posted.get("role", ""), number_in(posted, "person")
            since, last = day_in(posted, "since"), day_in(posted, "last")
            name_deputy_at(by, office, person, role, since, last, reason)
            done = "已指定代办人。代办人重新登录后，按代办的岗位办理。"
        else:
            raise Http404
    except NotFound:
        raise Http404 from None
    except NotAllowedError as refusal:
        messages.error(request, refusal.verdict.reason)
        return _page(request, office)
    messages.success(request, done, extra_tags="done")
    return redirect("people_office", office=office)


def _page(request: HttpRequest, number: int) -> HttpResponse:
    try:
        details = details_of_office(person_of(request), number)
    except NotFound:
        raise Http404 from None
    context = {
        "details": details,
        "office": details.office,
        "signs": SIGNS,
        "deputy_signs": DEPUTY_SIGNS,
        "today_text": timezone.localdate().isoformat(),
        "typed": request.POST,
        "typed_roles": request.POST.getlist("role"),
    }
    return render(request, "organisations/office.html", context)
