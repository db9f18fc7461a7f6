"""The pages of the manual: its contents, and a chapter with them beside it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiqun.screens.help.manual import chapters


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All chapters with their sections."""
    return render(request, "help/index.html", {"chapters": chapters()})


@require_GET
def chapter(request: HttpRequest, name: str) -> HttpResponse:
    """A chapter; raises Http404 for one the manual does not have."""
    page = next((one for one in chapters() if one.name == name), None)
    if page is None:
        raise Http404
    return render(request, "help/chapter.html", {"chapter": page})
