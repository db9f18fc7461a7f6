"""Who asks, in a view behind the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

if TYPE_CHECKING:
    from jiqun.records.organisations.models import Person


def person_of(request: HttpRequest) -> Person:
    """The person who is logged in; refused where nobody is, which the gate lets through nowhere."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user
