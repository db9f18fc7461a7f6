"""One-time secrets on paper: shown once, a strip for each person, to be cut and handed over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

if TYPE_CHECKING:
    from jiqun.records.organisations.one_time_secrets import HandedSecret


def show_secrets(request: HttpRequest, secrets: Sequence[HandedSecret]) -> HttpResponse:
    """The page that shows them; nobody can see it a second time."""
    context = {"secrets": secrets, "site": request.build_absolute_uri("/")}
    return render(request, "organisations/secrets.html", context)
