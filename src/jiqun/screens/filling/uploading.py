"""Uploads: a request that says it is larger than what is taken is refused before it is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from jiqun.records.file_store import check_room
from jiqun.screens.account.requests import asks_for_data

View = Callable[..., HttpResponse]
_AROUND = 256 * 1024  # bytes of the request beside the file: its other fields and their frame


def takes_at_most(largest: Callable[[], int], words: str) -> Callable[[View], View]:
    """A view that takes a file of at most so many bytes; `words` say what to do instead, with
    {most} for the limit in MB. Where there is no room it raises NoRoomError, before it reads."""

    def decorate(view: View) -> View:
        guarded = csrf_protect(view)

        # The token stands in the body, and looking for it reads all of that: so the size first.
        @csrf_exempt
        @wraps(view)
        def sized(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if _length(request) > largest() + _AROUND:
                return _too_large(request, words.format(most=largest() // 1024 // 1024))
            if request.method == "POST":
                # Twice: while it is sent, and where it is kept.
                check_room(settings.DATA_DIR, 2 * _length(request))
            answer: HttpResponse = guarded(request, *args, **kwargs)
            return answer

        return sized

    return decorate


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() else 0


def _too_large(request: HttpRequest, words: str) -> HttpResponse:
    if asks_for_data(request):
        return JsonResponse({"error": words}, status=413)
    return render(request, "errors/error.html", {"title": "文件太大", "words": words}, status=413)
