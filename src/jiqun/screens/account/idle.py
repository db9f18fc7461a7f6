"""Ends a session on the server when nobody was there for too long, or when it is too old."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from jiqun.records.journal.actions import Actor, record, writing
from jiqun.screens.account.request_kind import asks_by_itself

# A session is written at most once in this many seconds, so that reading stays reading.
STEP = 60


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
        with writing():
            record("session_ended", f"person:{person.pk}", person, topic="session")
            logout(request)
    elif not seen or (now - seen >= STEP and not asks_by_itself(request)):
        session["began"], session["seen"] = began, now
