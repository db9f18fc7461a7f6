"""A WSGI application served as the site is, in this process: real sockets, limits of the test."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jiqun.site.serving.application import AsgiApplication
from jiqun.site.serving.request_threads import RequestThreads
from jiqun.site.serving.web import bound_socket, server_of

PATIENCE = 20.0  # seconds; a wait of a test ends with it
LARGEST = 8 * 1024 * 1024

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@contextmanager
def served(wsgi: Wsgi, threads: RequestThreads | None = None) -> Iterator[int]:
    """The application served at a port of 127.0.0.1."""
    server = server_of(AsgiApplication(wsgi, LARGEST, threads or RequestThreads()))
    with bound_socket("127.0.0.1", 0) as bound:
        port: int = bound.getsockname()[1]
        thread = threading.Thread(target=server.run, args=([bound],), daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        try:
            yield port
        finally:
            server.should_exit = server.force_exit = True
            thread.join(PATIENCE)


def echo(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """An application that says what it was sent."""
    body = environ["wsgi.input"].read()
    start("200 OK", [("Content-Length", str(len(body)))])
    return [body]


def giving(content: bytes, name: str) -> Wsgi:
    """An application that sends the content: from memory, or from the file of a name."""

    def give(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [("Content-Length", str(len(content)))])
        return environ["wsgi.file_wrapper"](Path(name).open("rb")) if name else [content]

    return give


def connection(port: int, *, narrow: bool = False) -> socket.socket:
    """A connection to the port; a narrow one takes in little that it does not read."""
    made = socket.socket()
    if narrow:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made.settimeout(PATIENCE)
    made.connect(("127.0.0.1", port))
    return made


def rest_of(made: socket.socket) -> bytes:
    """All that still comes, until the other side closes; what a reset cuts off is not there."""
    said = b""
    try:
        while piece := made.recv(65536):
            said += piece
    except ConnectionResetError:
        pass
    return said
