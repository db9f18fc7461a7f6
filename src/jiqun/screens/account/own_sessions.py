"""Where one is logged in 登录情况: the own sessions, each of which can be ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jiqun.records.journal.actions import record, writing
from jiqun.screens.account.requests import person_of

CAME_FROM = "came_from"
"""In the session: the address and the browser of the login."""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_PHONE = re.compile("Mobile|Android|iPhone|iPad|HarmonyOS")


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session of one's own: `id` stands for its key, which no page shows."""

    id: str
    key: str
    address: str
    browser: str
    began: datetime
    seen: datetime
    here: bool


def came_from(request: HttpRequest) -> list[str]:
    """What a session keeps of where it was begun."""
    told = request.headers.get("User-Agent", "")[:200]
    return [request.META.get("REMOTE_ADDR", ""), _browser(told)]


def own_sessions(request: HttpRequest) -> list[OpenSession]:
    """All sessions of the person who asks, this one first."""
    return sorted(_own(request), key=lambda one: (not one.here, one.began))


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The list; with POST one of them ends, or all but this one."""
    found = own_sessions(request)
    if request.method != "POST":
        return render(request, "account/sessions.html", {"sessions": found})
    wanted = request.POST.get("session", "")
    ended = [one for one in found if not one.here and wanted in ("others", one.id)]
    if ended:
        _end(request, ended)
        messages.success(request, f"已结束 {len(ended)} 处登录。", extra_tags="done")
    else:
        messages.error(request, "这处登录已经结束。")
    return redirect("account_sessions")


def _end(request: HttpRequest, sessions: list[OpenSession]) -> None:
    person = person_of(request)
    with writing():
        for one in sessions:
            request.session.delete(one.key)
        details = {"addresses": [one.address for one in sessions]}
        record("sessions_ended", f"person:{person.pk}", person, "session", details)


def _own(request: HttpRequest) -> Iterator[OpenSession]:
    """The sessions in which the person is logged in. A session says only inside whose it is, so
    all that have not expired are opened: some hundreds, in a few hundredths of a second."""
    person, here = person_of(request), request.session.session_key
    valid = person.get_session_auth_hash()
    for row in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        data = request.session.decode(row.session_data)
        if data.get(SESSION_KEY) != str(person.pk) or data.get(HASH_SESSION_KEY) != valid:
            continue
        address, browser = data.get(CAME_FROM) or ("", "")
        began, seen = (datetime.fromtimestamp(data.get(name, 0), UTC) for name in ("began", "seen"))
        name = sha256(row.session_key.encode()).hexdigest()[:16]
        key = row.session_key
        yield OpenSession(name, key, address, browser, began, seen, key == here)


def _browser(told: str) -> str:
    """The browser in a few words; what it says of itself is not to be trusted, and only shown."""
    browser = next((name for mark, name in _BROWSERS if mark in told), "其他浏览器")
    return f"{'手机或平板' if _PHONE.search(told) else '电脑'}，{browser}"
