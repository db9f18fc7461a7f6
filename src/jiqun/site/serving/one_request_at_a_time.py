"""One request after the other in each web process: the rest wait in line, with what they brought.

Python runs one thread at a time. Threads that work on requests side by side only take the
interpreter from each other, at every statement to the database, and the one whose turn it is to
write waits for it like all others: that made saving a third slower. What a slow connection sends is
taken in before the line, and files that are being sent keep out of it. Who waits for another
process to draw a paper steps out of the line for so long.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

Environment = dict[str, Any]
Application = Callable[[Environment, Callable[..., Any]], Iterable[bytes]]

OUT_OF_LINE = "jiqun.out_of_line"
"""Under this name in its environment a request finds how it lets the next go on while it waits."""

LARGEST = 1024 * 1024  # bytes taken in before the line


def one_request_at_a_time(application: Application) -> Application:
    """The application with its requests in line."""
    turn = threading.Lock()

    @contextmanager
    def out_of_line() -> Iterator[None]:
        turn.release()
        try:
            yield
        finally:
            turn.acquire()

    def serve(environ: Environment, start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        size = int(length) if length.isascii() and length.isdigit() else 0
        if size > LARGEST or environ.get("CONTENT_TYPE", "").startswith("multipart/"):
            return application(environ, start_response)
        if size:
            environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(size))
        environ[OUT_OF_LINE] = out_of_line
        with turn:
            return application(environ, start_response)

    return serve
