"""What the frame around every page needs to know."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from jiqun.records.organisations.managing import manages_anything


def frame(request: HttpRequest) -> dict[str, object]:
    """`demo`: whether 演示 is shown, with its accounts; `server_time`: the clock that decides;
    `lossy`: whether a cut of power may lose what was saved last; `manages`: whether the person
    looks after offices and people."""
    person = getattr(request, "user", None)
    return {
        "demo": settings.DEMO,
        "manages": bool(person and person.is_authenticated and manages_anything(person)),
        "demo_accounts": settings.DEMO_ACCOUNTS,
        "server_time": timezone.now(),
        "lossy": settings.SQLITE_FAST and connection.vendor == "sqlite",
    }
