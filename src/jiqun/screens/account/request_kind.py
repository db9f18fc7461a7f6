"""What a request asks for: a page to look at, or data for the page that is already there."""

from __future__ import annotations

from django.http import HttpRequest

BACKGROUND = "X-Jiqun-Background"


def asks_for_data(request: HttpRequest) -> bool:
    """Whether the answer goes to a script on the page, which cannot be sent to a login page."""
    return (
        "HX-Request" in request.headers
        or request.content_type == "application/json"
        or request.headers.get("Accept", "").startswith("application/json")
        or request.headers.get("X-Requested-With") == "XMLHttpRequest"
    )


def asks_by_itself(request: HttpRequest) -> bool:
    """Whether the page asks without anybody there, as to see who else is present.

    Scripts say so by a header, because such requests must not keep a session alive.
    """
    return BACKGROUND in request.headers
