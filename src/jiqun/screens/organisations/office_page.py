"""An office: its people, and what is made here: a person, an office under it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from jiqun.records.organisations.managed_acts import make_office_under, make_person_at
from jiqun.records.organisations.managed_people import details_of_office
from jiqun.records.verdict import NotAllowedError, NotFound
from jiqun.screens.account.requests import person_of
from jiqun.screens.organisations.secret_strips import show_secrets
from jiqun.screens.organisations.tree_page import SIGNS


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


def _page(request: HttpRequest, number: int) -> HttpResponse:
    try:
        details = details_of_office(person_of(request), number)
    except NotFound:
        raise Http404 from None
    context = {
        "details": details,
        "office": details.office,
        "signs": SIGNS,
        "typed": request.POST,
        "typed_roles": request.POST.getlist("role"),
    }
    return render(request, "organisations/office.html", context)
