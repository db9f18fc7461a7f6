"""Clients that hold a server up as long as they can: each kind sends or takes next to nothing."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from tests.site.serving.served import connection

_TRICKLE_EVERY = 1.0  # seconds
_POST = b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
_FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
_LARGE = b"GET /static/manual/lost.png HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
_FIVE_MB = b"Content-Length: 5000000\r\n\r\n--x\r\n"
_FILE = b"Content-Type: multipart/form-data; boundary=x\r\n"


def begin(kind: str, port: int) -> socket.socket:
    """A client that has begun."""
    client = connection(port, narrow=kind == "unread download")
    client.sendall(
        {
            "head only": _POST + _FORM + b"Content-Length: 1000\r\n\r\n",
            "trickled body": _POST + _FORM + b"Content-Length: 1000\r\n\r\nlogin=",
            "trickled upload": _POST
            + _FILE
            + b"Content-Length: 5000000\r\n\r\n--x\r\n"
            + b"x" * 200_000,
            "unread download": _LARGE * 8,
        }[kind]
    )
    return client


KINDS = ("head only", "trickled body", "trickled upload", "unread download")


@contextmanager
def slow_clients(port: int, each: int) -> Iterator[Callable[[], int]]:
    """So many of each kind; the function says how many are still connected."""
    with ExitStack() as stack:
        clients = {
            kind: [stack.enter_context(begin(kind, port)) for _ in range(each)] for kind in KINDS
        }
        over = threading.Event()
        stack.callback(over.set)
        trickling = [*clients["trickled body"], *clients["trickled upload"]]
        threading.Thread(target=_trickle, args=(trickling, over), daemon=True).start()
        waiting = [*clients["head only"], *trickling]
        yield lambda: sum(map(_is_open, waiting)) + sum(map(_is_unread, clients["unread download"]))


def _trickle(clients: list[socket.socket], over: threading.Event) -> None:
    while not over.wait(_TRICKLE_EVERY):
        for client in clients:
            try:
                client.sendall(b"x")
            except OSError:
                continue


def _is_open(client: socket.socket) -> bool:
    client.setblocking(False)
    try:
        return client.recv(1, socket.MSG_PEEK) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


def _is_unread(client: socket.socket) -> bool:
    return client.recv(1, socket.MSG_PEEK) == b"H"
