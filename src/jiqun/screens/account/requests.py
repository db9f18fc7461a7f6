"""What a request says of itself: who asks, and whether for a page or for data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

if TYPE_CHECKING:
    from jiqun.records.organisations.models import Person

BACKGROUND = "X-Jiqun-Background"


def person_of(request: HttpRequest) -> Person:
    """The person who is logged in; refused where nobody is, which the gate lets through nowhere."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def asks_for_data(request: HttpRequest) -> bool:
    """Whether the answer goes to a script on the page, which cannot be sent to a login page."""
    return (
        request.content_type == "application/json"
        or request.headers.get("Accept", "").startswith("application/json")
        or request.headers.get("X-Requested-With") == "XMLHttpRequest"
    )


def asks_by_itself(request: HttpRequest) -> bool:
    """Whether the page asks without anybody there, as to see who else is present.

    Scripts say so by a header, because such requests must not keep a session alive.
    """
    return BACKGROUND in request.headers
