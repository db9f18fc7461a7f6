"""Whose address a request comes from, and what every answer tells browsers
and proxies besides Django's own security headers."""

from __future__ import annotations

import errno
from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from jiqun.records.file_store import NoRoomError

NO_ROOM = "jiqun.no_room"
"""In the environment of a request whose body did not fit on the disk (serving/application.py)."""


def client_address(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware: REMOTE_ADDR is the client's address, as our own proxies tell it.

    From the right end of X-Forwarded-For, it is the first address that is none of the proxies. What
    anybody else says of a client, or of how it came, is taken away.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        told = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        if not _is_proxy(request.META.get("REMOTE_ADDR", "")):
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
            return get_response(request)
        for address in reversed([part.strip() for part in told.split(",") if part.strip()]):
            if not _is_address(address):
                break
            request.META["REMOTE_ADDR"] = address
            if not _is_proxy(address):
                break
        return get_response(request)

    return middleware


def _is_proxy(address: str) -> bool:
    if not settings.TRUSTED_PROXIES or not _is_address(address):
        return False
    return any(ip_address(address) in network for network in settings.TRUSTED_PROXIES)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def room_for_what_came(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware: a request whose body did not fit on the disk fails as an upload that does
    not."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.META.get(NO_ROOM):
            raise NoRoomError(errno.ENOSPC, "no room for the body of a request")
        return get_response(request)

    return middleware


def response_headers(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware: nothing but the static files is ever kept, nothing is used by other sites."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        answer = get_response(request)
        answer["Cross-Origin-Resource-Policy"] = "same-origin"
        if not request.path.startswith(settings.STATIC_URL):
            answer["Cache-Control"] = "no-store"
        return answer

    return middleware


class CompressPages(GZipMiddleware):
    """The middleware: pages and data are sent compressed, files as they are.

    Static files were compressed before; uploaded ones hardly shrink, and go out piece by piece.
    """

    kinds = frozenset({"text/html", "application/json", "text/css"})

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.get("Content-Type", "").partition(";")[0]
        if not isinstance(response, HttpResponse) or kind not in self.kinds:
            return response
        answer: HttpResponseBase = super().process_response(request, response)
        return answer
