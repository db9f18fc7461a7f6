"""An answer for requests of which Django cannot even make a request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import SuspiciousOperation

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_LENGTH = re.compile("[0-9]{1,15}")
_WORDS = "请求无法处理。请返回上一页重新操作。"


def refuse_unreadable(application: Application) -> Application:
    """The application, answering 400 where Django fails before any middleware is asked, or knows no
    better: it believes any length, and a content type with a charset makes it take the query apart
    at once, which may be too much of it."""

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if _LENGTH.fullmatch(length):
            try:
                return application(environ, start_response)
            except (SuspiciousOperation, UnicodeError):
                pass
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
        start_response("400 Bad Request", headers)
        return [_WORDS.encode()]

    return serve
