"""A line to the site that breaks where a test wants it to: what is on its way is lost."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

_AT_ONCE = 16_384


class CutLine:
    """Forwards connections to `port`, and breaks them all once so many more bytes have gone up; it
    takes none until it is mended. `went_up` counts the bytes that did."""

    def __init__(self, port: int) -> None:
        self.went_up = 0
        self._to, self._left = port, -1
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._listens = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listens.getsockname()[1]
        threading.Thread(target=self._take, daemon=True).start()

    @property
    def address(self) -> str:
        """Where the site is reached over this line."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def is_cut(self) -> bool:
        """Whether the line is broken now."""
        return self._left == 0

    def cut_after(self, count: int) -> None:
        """Break after so many more bytes from the browser; at once where that is 0."""
        with self._lock:
            self._left = count
        if not count:
            self._break()

    def mend(self) -> None:
        """Take connections again, and break no more."""
        with self._lock:
            self._left = -1

    def end(self) -> None:
        """Take the line away."""
        self._listens.close()
        self._break()

    def _take(self) -> None:
        while True:
            try:
                near, _ = self._listens.accept()
            except OSError:
                return
            far = socket.socket()
            try:
                if self.is_cut:
                    raise ConnectionRefusedError
                far.connect(("127.0.0.1", self._to))
            except OSError:
                near.close()
                continue
            self._open |= {near, far}
            for one, other, goes_up in ((near, far, True), (far, near, False)):
                threading.Thread(
                    target=self._forward, args=(one, other, goes_up), daemon=True
                ).start()

    def _forward(self, one: socket.socket, other: socket.socket, goes_up: bool) -> None:
        with suppress(OSError):
            while piece := one.recv(_AT_ONCE):
                if goes_up:
                    piece = self._as_far_as_it_goes(piece)
                other.sendall(piece)
                if self.is_cut:
                    self._break()
                    return
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _as_far_as_it_goes(self, piece: bytes) -> bytes:
        with self._lock:
            if self._left >= 0:
                piece = piece[: self._left]
                self._left -= len(piece)
            self.went_up += len(piece)
        return piece

    def _break(self) -> None:
        for end in list(self._open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._open.clear()
