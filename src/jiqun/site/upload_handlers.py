"""Taking in what is uploaded: nothing of it stays behind when it breaks off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from jiqun.records.file_store import whole_or_gone


class CleanTemporaryFileUploadHandler(TemporaryFileUploadHandler):
    """Django's own, which leaves the file where the disk becomes full under it.

    Raises NoRoomError then.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write a piece of it."""
        with self._closed_where_it_fails():
            super().receive_data_chunk(raw_data, start)
        return None

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """End it."""
        with self._closed_where_it_fails():
            return super().file_complete(file_size)

    @contextmanager
    def _closed_where_it_fails(self) -> Iterator[None]:
        with whole_or_gone(Path(self.file.temporary_file_path())):
            try:
                yield
            except OSError:
                # As long as it is open it takes its room, and closing it writes what is left.
                with suppress(OSError):
                    self.file.close()
                raise
