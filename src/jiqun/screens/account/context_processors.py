"""What the frame around every page needs to know."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone


def frame(request: HttpRequest) -> dict[str, object]:
    """`demo`: whether 演示 is shown, with its accounts; `server_time`: the clock that decides;
    `lossy`: whether a cut of power may lose what was saved last."""
    return {
        "demo": settings.DEMO,
        "demo_accounts": settings.DEMO_ACCOUNTS,
        "server_time": timezone.now(),
        "lossy": settings.SQLITE_FAST and connection.vendor == "sqlite",
    }
