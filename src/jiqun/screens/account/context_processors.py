"""What the frame around every page needs to know."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from jiqun.records.organisations.managing import manages_anything
from jiqun.records.outbox.queries import unread_by


def frame(request: HttpRequest) -> dict[str, object]:
    """`demo`: whether 演示 is shown, with its accounts; `server_time`: the clock that decides;
    `lossy`: whether a cut of power may lose what was saved last; `manages`: whether the person
    looks after offices and people; `unread`: how much they are told and have not read."""
    person = getattr(request, "user", None)
    if person is not None and not person.is_authenticated:
        person = None
    return {
        "demo": settings.DEMO,
        "manages": bool(person and manages_anything(person)),
        "unread": unread_by(person) if person else 0,
        "demo_accounts": settings.DEMO_ACCOUNTS,
        "server_time": timezone.now(),
        "lossy": settings.SQLITE_FAST and connection.vendor == "sqlite",
    }
