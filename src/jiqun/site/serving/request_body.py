"""What a request brings, taken in whole before anybody works on it.

A small body stays in memory. A larger one goes to the disk, written by a thread of its own, so that
neither a slow sender nor a slow disk holds up anything.
"""

from __future__ import annotations

import asyncio
import io
import tempfile
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import IO, Any

from django.conf import settings

from jiqun.records.file_store import NoRoomError, is_full
from jiqun.site.serving.limits import IN_MEMORY, LEAST, MOST_ON_DISK, WINDOW

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]


class BodyRefused(Exception):  # noqa: N818
    """A body that is not taken; `status` is what the client is told, 0 where it has gone."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class RequestBodies:
    """The bodies of a web process; those on the disk are no larger than `most_on_disk` together."""

    def __init__(self, largest: int, most_on_disk: int = MOST_ON_DISK) -> None:
        self._largest = largest
        self._free = most_on_disk

    async def take(self, receive: Receive) -> RequestBody:
        """Take a body in at no less than the least rate; raises BodyRefused, and NoRoomError where
        it does not fit on the disk."""
        body = RequestBody(self)
        try:
            await self._fill(body, receive)
        except BaseException as trouble:
            # What could not be written is tried once more at the end.
            with suppress(OSError):
                body.close()
            if is_full(trouble):
                raise NoRoomError(*trouble.args) from trouble
            raise
        return body

    async def _fill(self, body: RequestBody, receive: Receive) -> None:
        loop = asyncio.get_running_loop()
        came, more = 0, True
        try:
            async with asyncio.timeout(WINDOW) as limit:
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise BodyRefused(0)
                    chunk = message.get("body", b"")
                    more = message.get("more_body", False)
                    if body.size + len(chunk) > self._largest:
                        raise BodyRefused(413)
                    await body.write(chunk)
                    came += len(chunk)
                    if came >= LEAST:
                        limit.reschedule(loop.time() + WINDOW)
                        came = 0
        except TimeoutError:
            raise BodyRefused(408) from None

    def reserve(self, size: int) -> None:
        """Take so many bytes of the disk; raises BodyRefused where they are not left."""
        if size > self._free:
            raise BodyRefused(503)
        self._free -= size

    def release(self, size: int) -> None:
        """Give them back."""
        self._free += size


class RequestBody:
    """A body: the `file` to read it from, and its size."""

    def __init__(self, bodies: RequestBodies) -> None:
        self.file: IO[bytes] = io.BytesIO()
        self.size = 0
        self._bodies = bodies
        self._on_disk = 0

    async def write(self, chunk: bytes) -> None:
        """Append to it; it moves to the disk when it grows too large for the memory."""
        self.size += len(chunk)
        if self.size <= IN_MEMORY:
            self.file.write(chunk)
            return
        anew = self.size - self._on_disk
        self._bodies.reserve(anew)
        self._on_disk += anew
        await asyncio.to_thread(self._write_to_disk, chunk)

    def _write_to_disk(self, chunk: bytes) -> None:
        if isinstance(self.file, io.BytesIO):
            begun = self.file.getvalue()
            # It has no name: it is gone with the process that holds it, however that ends.
            self.file = tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115
            self.file.write(begun)
        self.file.write(chunk)

    def rewind(self) -> IO[bytes]:
        """The file, to be read from its beginning."""
        self.file.seek(0)
        return self.file

    def close(self) -> None:
        """Let go of it."""
        self._bodies.release(self._on_disk)
        self._on_disk = 0
        self.file.close()
