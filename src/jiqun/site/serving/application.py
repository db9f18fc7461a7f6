"""The site between its connections and Django: bodies and answers go slowly on the asynchronous
side, and a thread works on a request only between the two.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import IO, Any
from wsgiref.util import FileWrapper

from django.db import close_old_connections

from jiqun.records.file_store import NoRoomError
from jiqun.site.middleware import NO_ROOM
from jiqun.site.serving.environ import Environ, Scope, environ_of
from jiqun.site.serving.limits import FILE_AT_ONCE, LEAST, LOOK_EVERY
from jiqun.site.serving.request_body import BodyRefused, Message, Receive, RequestBodies
from jiqun.site.serving.request_threads import RequestThreads

Send = Callable[[Message], Awaitable[None]]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Headers = list[tuple[bytes, bytes]]

OUT_OF_LINE = "jiqun.out_of_line"
"""Under this name in its environment a request finds how it lets the next go on while it waits."""
_READING = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class ServedResponse:
    """What came of a request; a large file is still to be read."""

    status: int
    headers: Headers
    content: bytes | IO[bytes]


class AsgiApplication:
    """A WSGI application as an ASGI one; a request's body may be as large as `largest`."""

    def __init__(self, wsgi: Wsgi, largest: int, threads: RequestThreads) -> None:
        self._wsgi = wsgi
        self._largest = largest
        self._bodies = RequestBodies(largest)
        self._threads = threads
        self._looks = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ServedResponse a request."""
        declared = _declared_length(scope)
        if declared is not None and not 0 < declared <= self._largest:
            # What is too large is refused by the view, which has the words, without being read.
            answer = await self._work(environ_of(scope, io.BytesIO(), declared))
        else:
            try:
                body = await self._bodies.take(receive)
            except BodyRefused as refused:
                if refused.status:
                    await _send(send, _refusal(refused.status))
                return
            except NoRoomError:
                # The words are Django's again.
                environ = environ_of(scope, io.BytesIO(), 0)
                await _send(send, await self._work({**environ, NO_ROOM: True}))
                return
            try:
                answer = await self._work(environ_of(scope, body.rewind(), body.size))
            finally:
                body.close()
        await _send(send, answer)

    async def _work(self, environ: Environ) -> ServedResponse:
        loop = asyncio.get_running_loop()
        done: asyncio.Future[ServedResponse] = loop.create_future()

        def work() -> None:
            try:
                answer = response_of(self._wsgi, environ)
            except BaseException as trouble:
                loop.call_soon_threadsafe(_fail, done, trouble)
            else:
                loop.call_soon_threadsafe(_settle, done, answer)

        environ[OUT_OF_LINE] = self._threads.out_of_line
        self._threads.put(work, writes=environ["REQUEST_METHOD"] not in _READING)
        if not self._looks:
            self._looks = True
            loop.call_later(LOOK_EVERY, self._look, loop)
        return await done

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        self._looks = self._threads.pass_on()
        if self._looks:
            loop.call_later(LOOK_EVERY, self._look, loop)


def _declared_length(scope: Scope) -> int | None:
    """How long the body is as its sender told: 0 without one, None where it will show."""
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value)
        if name == b"transfer-encoding":
            return None
    return 0


def response_of(wsgi: Wsgi, environ: Environ) -> ServedResponse:
    """Have the application work on a request, in the thread that does."""
    begun: list[tuple[int, Headers]] = []

    def start_response(status: str, headers: list[tuple[str, str]], *_: object) -> None:
        pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        begun.append((int(status[:3]), pairs))

    environ["wsgi.file_wrapper"] = FileWrapper
    result = wsgi(environ, start_response)
    status, headers = begun[0]
    length = next((int(value) for name, value in headers if name.lower() == b"content-length"), 0)
    large = length > FILE_AT_ONCE and environ["REQUEST_METHOD"] != "HEAD"
    if isinstance(result, FileWrapper) and large:
        # The response ends where its file does, elsewhere; this thread is done with its database.
        close_old_connections()
        return ServedResponse(status, headers, result.filelike)
    try:
        sent = environ["REQUEST_METHOD"] != "HEAD"
        return ServedResponse(status, headers, b"".join(result) if sent else b"")
    finally:
        if hasattr(result, "close"):
            result.close()


def _refusal(status: int) -> ServedResponse:
    # The rest of what the client sends is not listened to any more.
    return ServedResponse(status, [(b"content-length", b"0"), (b"connection", b"close")], b"")


async def _send(send: Send, answer: ServedResponse) -> None:
    """Send an answer in pieces that the client has to take in time (connection.py)."""
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    content = answer.content
    if isinstance(content, bytes):
        for begin in range(0, len(content) - LEAST, LEAST):
            await _send_piece(send, content[begin : begin + LEAST])
        last = (len(content) - 1) // LEAST * LEAST if content else 0
        await send({"type": "http.response.body", "body": content[last:]})
        return
    try:
        while piece := await asyncio.to_thread(content.read, LEAST):
            await _send_piece(send, piece)
    finally:
        content.close()
    await send({"type": "http.response.body", "body": b""})


async def _send_piece(send: Send, piece: bytes) -> None:
    await send({"type": "http.response.body", "body": piece, "more_body": True})


def _settle(done: asyncio.Future[ServedResponse], answer: ServedResponse) -> None:
    if not done.done():
        done.set_result(answer)


def _fail(done: asyncio.Future[ServedResponse], trouble: BaseException) -> None:
    if not done.done():
        done.set_exception(trouble)
