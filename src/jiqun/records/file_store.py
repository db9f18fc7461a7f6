"""Bytes that arrived from outside: files under random ids, written whole or not at all.

A disk that is full is a state of its own: nothing of what did not fit stays behind, and as long as
little is free no file is taken at all, so that there is room for the answers people type.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

_ID = re.compile(r"[0-9a-f]{32}")
_UNFINISHED = ".part"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class NoRoomError(OSError):
    """There is no room for a file."""


def is_full(error: BaseException | None) -> bool:
    """Whether an error says that there is no room."""
    return isinstance(error, NoRoomError) or (isinstance(error, OSError) and error.errno in _FULL)


def check_room(folder: Path, size: int) -> None:
    """Raise NoRoomError where so many bytes more would leave less free than is kept for the
    database (KEPT_FREE)."""
    there = folder
    while not there.exists():
        there = there.parent
    if shutil.disk_usage(there).free < size + settings.KEPT_FREE:
        raise NoRoomError(errno.ENOSPC, "less is free than is kept for the database", str(there))


@contextmanager
def whole_or_gone(unfinished: Path) -> Iterator[None]:
    """What is written inside is gone again where the block fails; raises NoRoomError where that is
    because of a full disk."""
    try:
        yield
    except BaseException as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        if is_full(error):
            raise NoRoomError(*getattr(error, "args", ())) from error
        raise


def sweep_folder(folder: Path, older_than: float, pattern: str = "*") -> int:
    """Delete the files of a folder that are older than so many seconds; how many there were."""
    swept, before = 0, time.time() - older_than
    for path in folder.glob(pattern):
        with suppress(FileNotFoundError):  # done with, this moment
            if path.is_file() and path.stat().st_mtime < before:
                path.unlink()
                swept += 1
    return swept


@dataclass(frozen=True, slots=True)
class FileStore:
    """A folder of files; `setting` is the name of the setting that says where it lies."""

    setting: str

    def keep(self, stored: str, data: bytes) -> None:
        """Write a file under a new id; when this returns it survives a crash of the machine.

        Raises NoRoomError, and leaves nothing behind, where the disk is full or nearly so.
        """
        path = self._path(stored)
        check_room(self._root(), len(data))
        is_new_folder = not path.parent.is_dir()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_suffix(_UNFINISHED)
        with whole_or_gone(unfinished):
            with unfinished.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(path)
        sync_folder(path.parent)
        if is_new_folder:
            sync_folder(path.parent.parent)

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

    def sweep_unfinished(self, older_than: float) -> int:
        """Delete what a crash left half written and is older than so many seconds; how many."""
        return sweep_folder(self._root(), older_than, f"??/*{_UNFINISHED}")

    def _root(self) -> Path:
        return Path(getattr(settings, self.setting))

    def _path(self, stored: str) -> Path:
        if not _ID.fullmatch(stored):
            raise ValueError(f"not an id of the store: {stored!r}")
        return self._root() / stored[:2] / stored


def sync_folder(folder: Path) -> None:
    """Make what was added to a folder, or renamed in it, survive a crash of the machine."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
