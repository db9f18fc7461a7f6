"""Middleware of the account: nobody passes without a login, some roles not without their second
factor, and a session ends when nobody was there for too long."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import connection
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.urls import reverse

from jiqun.records.journal.actions import Actor, record, writing
from jiqun.records.journal.write_lock import nobody_writes
from jiqun.screens.account.requests import asks_by_itself, asks_for_data


class LoginGate(LoginRequiredMiddleware):
    """Every view needs a login unless it says otherwise.

    A page is sent to the login; a script is told by 401 where the login is, so that the page it
    runs on stays as it is, with all that was typed.
    """

    # The stubs know of no answer but Django's own; its process_view hands on whatever comes.
    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        """The answer to who is not logged in."""
        if asks_for_data(request):
            return JsonResponse({"login": self.get_login_url_path(view_func)}, status=401)
        return super().handle_no_permission(request, view_func)

    def get_login_url_path(self, view_func: Callable[..., HttpResponseBase]) -> str:
        """The address of the login."""
        return reverse(self.get_login_url(view_func))


def second_factor_gate(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware: a role that needs a second factor reaches only the page of it until then."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if _may_pass(request):
            return get_response(request)
        enrolment = reverse("mfa_activate_totp")
        if asks_for_data(request):
            return JsonResponse({"login": enrolment}, status=401)
        return HttpResponseRedirect(enrolment)

    return middleware


_REACHED = (
    "account_place",
    "account_logout",
    "account_session",
    "account_reauthenticate",
    "account_set_password",
)


def _may_pass(request: HttpRequest) -> bool:
    return (
        not settings.SECOND_FACTOR_ROLES
        or not request.user.is_authenticated
        or request.path.startswith(reverse("mfa_index"))
        or request.path in map(reverse, _REACHED)
        # Of a deputy those in the other office count as well.
        or {post.role for post in request.user.posts}.isdisjoint(settings.SECOND_FACTOR_ROLES)
        or is_mfa_enabled(request.user)
    )


# A session is written at most once in this many seconds, so that reading stays reading; and while
# others write only after this many, so that nobody who reads waits for them.
STEP, LONGEST_STEP = 60, 300


def end_idle_session(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware: before each request of a person, look at the clock of their session."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            _look_at_clock(request, request.user, int(time.time()))
        return get_response(request)

    return middleware


def _look_at_clock(request: HttpRequest, person: Actor, now: int) -> None:
    session = request.session
    began, seen = session.get("began", now), session.get("seen", 0)
    idle = bool(seen) and now - seen > settings.IDLE_SECONDS
    if idle or now - began > settings.SESSION_COOKIE_AGE:
        with writing(beside_others=True):
            record("session_ended", f"person:{person.pk}", person, topic="session")
            logout(request)
    elif not seen or (_is_due(now - seen) and not asks_by_itself(request)):
        session["began"], session["seen"] = began, now


def _is_due(passed: int) -> bool:
    return passed >= STEP and (passed >= LONGEST_STEP or nobody_writes(connection))
