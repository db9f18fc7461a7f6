"""A person: how the account stands, and what those may do who manage it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from jiqun.records.organisations.account_states import (
    AccountState,
    lock_account,
    reset_account,
    unlock_account,
)
from jiqun.records.organisations.managed_people import (
    details_of_person,
    office_numbered,
    person_managed,
)
from jiqun.records.organisations.managing import Deed
from jiqun.records.organisations.moving_people import (
    give_role,
    let_go,
    move_person,
    pass_on_work,
    take_role,
)
from jiqun.records.organisations.queries import person_numbered
from jiqun.records.organisations.roles import Role
from jiqun.records.verdict import NotAllowedError, NotFound, refused
from jiqun.screens.account.requests import person_of
from jiqun.screens.organisations.secret_strips import show_secrets
from jiqun.screens.organisations.tree_page import SIGNS

if TYPE_CHECKING:
    from django.http import QueryDict

    from jiqun.records.organisations.models import Office, Person

_ROLES = {role.value: role for role in Role}


@require_GET
def page(request: HttpRequest, person: int) -> HttpResponse:
    """The page."""
    by = person_of(request)
    details = details_of_person(by, _managed(by, person))
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
    whom, reason = _managed(by, person), posted.get("reason", "")
    try:
        if posted.get("do") == "reset":
            lost = posted.get("lost_factor") == "1"
            return show_secrets(request, [reset_account(whom, by, reason, lost)])
        acts = _acts(whom, by, posted, reason)
        if posted.get("do", "") not in acts:
            raise Http404
        done, do = acts[posted["do"]]
        do()
    except NotAllowedError as refusal:
        messages.error(request, refusal.verdict.reason)
    else:
        messages.success(request, done, extra_tags="done")
    try:
        _managed(by, person)
    except Http404:
        return redirect("people")  # who was moved to where somebody else looks after them
    return redirect("people_person", person=person)


def _acts(
    whom: Person, by: Person, posted: QueryDict, reason: str
) -> dict[str, tuple[str, Callable[[], object]]]:
    """What may be asked for, by its id: the words when it is done, and how it is done."""
    role = _ROLES.get(posted.get("role", ""))
    return {
        "lock": ("账号已锁定，随即不能使用。", lambda: lock_account(whom, by, reason)),
        "unlock": ("账号已解锁，可以登录。", lambda: unlock_account(whom, by, reason)),
        "give_role": ("已任命。", lambda: give_role(whom, _given(role), by)),
        "take_role": ("已结束这个岗位。", lambda: take_role(whom, _number(posted, "post"), by)),
        "hand_over": (
            "待办工作已交接。",
            lambda: pass_on_work(whom, _colleague(posted), by, reason),
        ),
        "move": (
            "已调动，原来的岗位已结束。",
            lambda: move_person(whom, _place(posted), _roles(posted), by, reason),
        ),
        "let_go": (
            "已离岗：岗位已结束，账号已停用。",
            lambda: let_go(whom, _colleague(posted) if posted.get("to") else None, by, reason),
        ),
    }


def _managed(by: Person, number: int) -> Person:
    try:
        return person_managed(by, number)
    except NotFound:
        raise Http404 from None


def _given(role: Role | None) -> Role:
    if role is None:
        raise NotAllowedError(refused("请选择要任命的角色。"))
    return role


def _roles(posted: QueryDict) -> list[Role]:
    return [_ROLES[role] for role in posted.getlist("role") if role in _ROLES]


def _number(posted: QueryDict, name: str) -> int:
    text = posted.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _colleague(posted: QueryDict) -> Person:
    person = person_numbered(_number(posted, "to"))
    if person is None:
        raise NotAllowedError(refused("请选择接手的同事。"))
    return person


def _place(posted: QueryDict) -> Office:
    try:
        return office_numbered(_number(posted, "office"))
    except NotFound:
        raise NotAllowedError(refused("请选择新的单位。")) from None
