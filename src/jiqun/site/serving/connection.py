"""A connection that does not wait for ever: neither for a request's head nor for a client to take
what it was sent. (Bodies have their limits in request_body.py.)"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from jiqun.site.serving.limits import HEAD_LARGEST, HEAD_SECONDS, WINDOW


class Connection(HttpToolsProtocol):
    """uvicorn's connection with clocks on the head of a request and on what is sent."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._waits = True  # for a request, whether or not it has begun to come
        self._in_head = False
        self._head_bytes = 0
        self._head_clock: asyncio.TimerHandle | None = None
        self._sending_clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """See asyncio.Protocol. Writing pauses until the system has taken all that was written."""
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=0)
        self._start_head_clock()

    def connection_lost(self, exc: Exception | None) -> None:
        """See asyncio.Protocol."""
        self._stop_head_clock()
        self._stop_sending_clock()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """See asyncio.Protocol."""
        if self._waits and self._head_clock is None:
            self._start_head_clock()
        if self._in_head:
            self._head_bytes += len(data)
        super().data_received(data)
        if self._in_head and self._head_bytes > HEAD_LARGEST:
            self.transport.abort()

    def on_message_begin(self) -> None:
        """A head begins; see HttpToolsProtocol."""
        self._in_head = True
        self._head_bytes = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is whole; see HttpToolsProtocol."""
        self._waits = self._in_head = False
        self._stop_head_clock()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """The next request may come; see HttpToolsProtocol."""
        self._waits = True
        super().on_response_complete()

    def pause_writing(self) -> None:
        """See asyncio.Protocol. At most LEAST bytes were written: so much is due in WINDOW."""
        super().pause_writing()
        self._sending_clock = self.loop.call_later(WINDOW, self.transport.abort)

    def resume_writing(self) -> None:
        """See asyncio.Protocol."""
        self._stop_sending_clock()
        super().resume_writing()

    def _start_head_clock(self) -> None:
        self._head_clock = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def _stop_head_clock(self) -> None:
        if self._head_clock is not None:
            self._head_clock.cancel()
            self._head_clock = None

    def _stop_sending_clock(self) -> None:
        if self._sending_clock is not None:
            self._sending_clock.cancel()
            self._sending_clock = None
