"""A password of one's own 自己的密码: who logged in with what was given to them reaches only the
page on which they set theirs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone

from jiqun.records.organisations.kept_passwords import password_set_at
from jiqun.records.organisations.one_time_secrets import open_secret
from jiqun.screens.account.requests import asks_for_data

if TYPE_CHECKING:
    from jiqun.records.organisations.models import Person

OWN_PASSWORD = "own_password"  # noqa: S105 - in the session
"""Why the person of a session must set a password first; empty where they need not. It is decided
at the login: a password that is set later ends the sessions of before."""

FIRST, EXPIRED = "first", "expired"
_REACHED = ("account_set_password", "account_logout", "account_session")


def why_own_password(person: Person) -> str:
    """Why somebody who logs in must set a password of their own first."""
    if open_secret(person):
        return FIRST
    days = settings.PASSWORD_DAYS
    if days and password_set_at(person) + timedelta(days=days) <= timezone.now():
        return EXPIRED
    return ""


def own_password_gate(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware: nothing but the page of the password, until there is one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        due = request.user.is_authenticated and request.session.get(OWN_PASSWORD)
        if not due or request.path in map(reverse, _REACHED):
            return get_response(request)
        page = reverse("account_set_password")
        if asks_for_data(request):
            return JsonResponse({"login": page}, status=401)
        return HttpResponseRedirect(page)

    return middleware
