"""A person: how the account stands, and what those may do who manage it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from jiqun.records.organisations import managed_acts
from jiqun.records.organisations.account_states import AccountState
from jiqun.records.organisations.managed_people import details_of_person
from jiqun.records.organisations.managing import Deed
from jiqun.records.verdict import NotAllowedError, NotFound
from jiqun.screens.account.requests import person_of
from jiqun.screens.organisations.posted import number_in
from jiqun.screens.organisations.secret_strips import show_secrets
from jiqun.screens.organisations.tree_page import SIGNS

if TYPE_CHECKING:
    from django.http import QueryDict

    from jiqun.records.organisations.models import Person


@require_GET
def page(request: HttpRequest, person: int) -> HttpResponse:
    """The page."""
    try:
        details = details_of_person(person_of(request), person)
    except NotFound:
        raise Http404 from None
    deeds = details.person.deeds
    context = {
        "details": details,
        "one": details.person,
        "signs": SIGNS,
        "locked": details.person.state is AccountState.LOCKED,
        "may": {deed.value: deed in deeds for deed in Deed},
    }
    return render(request, "organisations/person.html", context)


@require_POST
def act(request: HttpRequest, person: int) -> HttpResponse:
    """Do one thing to the person; a new one-time secret is shown at once, and only now."""
    by, posted = person_of(request), request.POST
    try:
        details_of_person(by, person)  # for others it is not there, whatever is asked
        if posted.get("do") == "reset":
            lost = posted.get("lost_factor") == "1"
            handed = managed_acts.reset(by, person, posted.get("reason", ""), lost)
            return show_secrets(request, [handed])
        acts = _acts(person, by, posted)
        if posted.get("do", "") not in acts:
            raise Http404
        done, do = acts[posted["do"]]
        do()
    except NotFound:
        raise Http404 from None
    except NotAllowedError as refusal:
        messages.error(request, refusal.verdict.reason)
    else:
        messages.success(request, done, extra_tags="done")
    try:
        details_of_person(by, person)
    except NotFound:
        return redirect("people")  # who was moved to where somebody else looks after them
    return redirect("people_person", person=person)


def _acts(
    person: int, by: Person, posted: QueryDict
) -> dict[str, tuple[str, Callable[[], object]]]:
    """What may be asked for, by its id: the words when it is done, and how it is done."""
    reason, to = posted.get("reason", ""), number_in(posted, "to")
    role, roles = posted.get("role", ""), posted.getlist("role")
    post, office = number_in(posted, "post"), number_in(posted, "office")
    return {
        "lock": (
            "账号已锁定，随即不能使用。",
            lambda: managed_acts.lock(by, person, reason),
        ),
        "unlock": ("账号已解锁，可以登录。", lambda: managed_acts.unlock(by, person, reason)),
        "give_role": ("已任命。", lambda: managed_acts.give(by, person, role)),
        "take_role": ("已结束这个岗位。", lambda: managed_acts.take(by, person, post)),
        "hand_over": (
            "待办工作已交接。",
            lambda: managed_acts.pass_on(by, person, to, reason),
        ),
        "move": (
            "已调动，原来的岗位已结束。",
            lambda: managed_acts.move(by, person, office, roles, reason),
        ),
        "let_go": (
            "已离岗：岗位已结束，账号已停用。",
            lambda: managed_acts.let_leave(by, person, to, reason),
        ),
    }
