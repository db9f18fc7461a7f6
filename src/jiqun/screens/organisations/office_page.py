"""An office: its people, and what is made here: a person, an office under it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from jiqun.records.organisations.making_people import make_office, make_person, read_person
from jiqun.records.organisations.managed_people import (
    levels_to_make,
    office_managed,
    roles_to_give,
)
from jiqun.records.organisations.managing import Deed
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
    try:
        held, _ = office_managed(by, office)
    except NotFound:
        raise Http404 from None
    try:
        if posted.get("do") == "person":
            new = read_person(
                posted.get("full_name", ""),
                posted.get("username", ""),
                posted.getlist("role"),
                posted.get("phone", ""),
            )
            return show_secrets(request, [make_person(new, held, by)])
        levels = [one for one in levels_to_make(by, held) if one.value == posted.get("level")]
        if posted.get("do") != "office" or not levels:
            raise Http404
        name, division = posted.get("name", ""), posted.get("division", "")
        made = make_office(name, levels[0], held, division, by)
    except NotAllowedError as refusal:
        messages.error(request, refusal.verdict.reason)
        return _page(request, office)
    messages.success(request, f"已新建{made.name}。请为它建立人员。", extra_tags="done")
    return redirect("people_office", office=made.pk)


def _page(request: HttpRequest, number: int) -> HttpResponse:
    by = person_of(request)
    try:
        office, shown = office_managed(by, number)
    except NotFound:
        raise Http404 from None
    context = {
        "office": shown,
        "roles": roles_to_give(by, office) if Deed.MAKE_PERSON in shown.deeds else [],
        "levels": levels_to_make(by, office),
        "signs": SIGNS,
        "typed": request.POST,
        "typed_roles": request.POST.getlist("role"),
    }
    return render(request, "organisations/office.html", context)
