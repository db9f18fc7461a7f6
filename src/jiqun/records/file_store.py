"""Bytes that arrived from outside: files under random ids, written whole or not at all."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

_ID = re.compile(r"[0-9a-f]{32}")
_UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class FileStore:
    """A folder of files; `setting` is the name of the setting that says where it lies."""

    setting: str

    def keep(self, stored: str, data: bytes) -> None:
        """Write a file under a new id; when this returns it survives a crash of the machine."""
        path = self._path(stored)
        is_new_folder = not path.parent.is_dir()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_suffix(_UNFINISHED)
        with unfinished.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
        _sync_folder(path.parent)
        if is_new_folder:
            _sync_folder(path.parent.parent)

    def opened(self, stored: str) -> BinaryIO:
        """The file of an id, opened for reading; raises FileNotFoundError."""
        return self._path(stored).open("rb")

    def drop(self, stored: str) -> None:
        """Delete the file of an id, if it is there."""
        self._path(stored).unlink(missing_ok=True)

    def sweep(self, named: Collection[str], older_than: float) -> list[str]:
        """Delete the files that nothing names and that are older than so many seconds; their ids.

        A file that is being added has no row yet: that is what the age is for.
        """
        swept = []
        before = time.time() - older_than
        for path in sorted(self._root().glob("??/*")):
            is_named = path.suffix != _UNFINISHED and path.name in named
            if not is_named and path.is_file() and path.stat().st_mtime < before:
                path.unlink(missing_ok=True)
                swept.append(path.name)
        return swept

    def _root(self) -> Path:
        return Path(getattr(settings, self.setting))

    def _path(self, stored: str) -> Path:
        if not _ID.fullmatch(stored):
            raise ValueError(f"not an id of the store: {stored!r}")
        return self._root() / stored[:2] / stored


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
