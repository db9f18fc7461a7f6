"""Uploads that come in parts: what has come so far lies in a file, and goes on after any break.

An upload is two files of its person's folder: ID.json says what it is, ID.bytes is what came. No
part takes a statement to the database, so none waits for the turn to write. How much has come is
the length of the file; a part is synced before that is told.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from hashlib import file_digest
from io import FileIO
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from jiqun.records.file_store import (
    NoRoomError,
    check_room,
    is_full,
    sync_folder,
    whole_or_gone,
)
from jiqun.records.filings.public_ids import is_id, new_id
from jiqun.records.verdict import NotFound

LARGEST_PART = 4 * 1024 * 1024  # bytes
MOST_OPEN = 10  # uploads of a person
KEPT = 24 * 3600.0  # seconds after the last part
_HEAD, _BYTES, _UNFINISHED = ".json", ".bytes", ".part"


class TooManyUploadsError(Exception):
    """Somebody has as many uploads open as there may be."""


class WrongOffsetError(Exception):
    """A part does not begin where the one before ended: at `offset`."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        super().__init__(f"the next part begins at {offset}")


class OverlongPartError(Exception):
    """With this part there would be more than the file has."""


@dataclass(frozen=True, slots=True)
class OpenUpload:
    """An upload: whose, for which page (`place` and `purpose`), of which file, and what was said
    along with it.

    `size` in bytes; `sha256` of the whole file, in hexadecimal digits. Once the file was handed on,
    `outcome` is what the page was told then, so that it can be told again: status and data.
    """

    id: str
    person_id: int
    place: str
    purpose: str
    name: str
    size: int
    sha256: str
    said: Mapping[str, Any]
    outcome: tuple[int, Mapping[str, Any]] | None = None

    @property
    def address(self) -> str:
        """Where its parts go."""
        return f"{self.place}uploads/{self.id}/"

    @property
    def offset(self) -> int:
        """How many bytes have come; all of them where it was handed on."""
        if self.outcome:
            return self.size
        try:
            return _path(self, _BYTES).stat().st_size
        except FileNotFoundError:
            return 0

    @property
    def percent(self) -> int:
        """How much of it has come, rounded down."""
        return 100 * self.offset // max(self.size, 1)


class HeldUpload:
    """An upload of which nobody else can change anything now."""

    def __init__(self, upload: OpenUpload, file: FileIO) -> None:
        self.upload = upload
        self._file = file

    @property
    def offset(self) -> int:
        """How many bytes have come."""
        return os.fstat(self._file.fileno()).st_size

    def append(self, offset: int, part: bytes) -> int:
        """Add a part and sync it; where the next one begins.

        Raises WrongOffsetError, OverlongPartError, and NoRoomError where it does not fit on the
        disk; nothing of the part is kept then.
        """
        there = self.offset
        if offset != there:
            raise WrongOffsetError(there)
        if there + len(part) > self.upload.size:
            raise OverlongPartError
        check_room(_root(), len(part))
        rest = memoryview(part)
        try:
            self._file.seek(there)
            while rest:
                rest = rest[self._file.write(rest) :]
            os.fsync(self._file.fileno())
        except BaseException as error:
            self._file.truncate(there)
            if is_full(error):
                raise NoRoomError(*getattr(error, "args", ())) from error
            raise
        return there + len(part)

    def content(self) -> BinaryIO | None:
        """The whole file from its beginning; None where what came is not what was announced."""
        whole = open(self._file.fileno(), "rb", closefd=False)  # noqa: SIM115
        whole.seek(0)
        if file_digest(whole, "sha256").hexdigest() != self.upload.sha256:
            return None
        whole.seek(0)
        return whole

    def say_along(self, said: Mapping[str, Any]) -> None:
        """Say anew what goes with the file."""
        if said != self.upload.said:
            self.upload = replace(self.upload, said=said)
            _write_head(self.upload)

    def settle(self, status: int, told: Mapping[str, Any]) -> None:
        """The file was handed on, and this was told; its bytes are not needed any more."""
        self.upload = replace(self.upload, outcome=(status, told))
        _write_head(self.upload)
        _path(self.upload, _BYTES).unlink(missing_ok=True)


def begin_upload(announced: OpenUpload) -> OpenUpload:
    """Begin an upload; the one there is already, where the same person brings the same file to the
    same page. The id of what was announced is empty.

    Raises TooManyUploadsError, and NoRoomError where the file would not fit.
    """
    folder = _root() / str(announced.person_id)
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync_folder(folder.parent)
    others = uploads_of(announced.person_id)
    for one in others:
        same = replace(announced, id=one.id, said=one.said)
        # Where another page hands it on meanwhile, this one is a further one.
        with suppress(NotFound):
            if one == same:
                with held(one) as there:
                    there.say_along(announced.said)
                    return there.upload
    if len(others) >= MOST_OPEN:
        raise TooManyUploadsError
    # Twice: while it comes, and where it is kept.
    check_room(_root(), 2 * announced.size)
    upload = replace(announced, id=new_id())
    _path(upload, _BYTES).touch(mode=0o600, exist_ok=False)
    _write_head(upload)
    return upload


def uploads_of(person_id: int) -> list[OpenUpload]:
    """What a person has begun to upload and not ended, the last first."""
    found = []
    for path in (_root() / str(person_id)).glob(f"*{_BYTES}"):
        with suppress(NotFound, FileNotFoundError):
            upload = find_upload(person_id, path.stem)
            if not upload.outcome:
                found.append((path.stat().st_mtime, upload))
    return [upload for _, upload in sorted(found, key=lambda one: one[0], reverse=True)]


def find_upload(person_id: int, id_: str) -> OpenUpload:
    """The upload of an id that a person began; raises NotFound."""
    if not is_id(id_):
        raise NotFound
    path = _root() / str(person_id) / f"{id_}{_HEAD}"
    try:
        head = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise NotFound from None
    outcome = head.pop("outcome")
    return OpenUpload(**head, outcome=(outcome[0], outcome[1]) if outcome else None)


@contextmanager
def held(upload: OpenUpload) -> Iterator[HeldUpload]:
    """The upload for a change, once nobody else changes it; raises NotFound where it was handed on
    or dropped meanwhile."""
    try:
        file = FileIO(_path(upload, _BYTES), "r+b")
    except FileNotFoundError:
        raise NotFound from None
    with file:
        # Each opening has a lock of its own, so threads of one process wait for each other too.
        fcntl.flock(file, fcntl.LOCK_EX)
        if not os.fstat(file.fileno()).st_nlink:
            raise NotFound
        now = find_upload(upload.person_id, upload.id)
        if now.outcome:  # and a crash left its bytes
            raise NotFound
        yield HeldUpload(now, file)


def give_upload(upload: OpenUpload, person_id: int) -> OpenUpload:
    """Make an upload another person's, who goes on with it by choosing the same file; raises
    NotFound where it was handed on or dropped meanwhile."""
    folder = _root() / str(person_id)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with held(upload) as there:
        given = replace(there.upload, person_id=person_id)
        # The same bytes under both names; a crash between leaves one too many, which lapses.
        _path(given, _BYTES).hardlink_to(_path(upload, _BYTES))
        _write_head(given)
        drop_upload(there.upload)
    return given


def drop_upload(upload: OpenUpload) -> None:
    """Give an upload up; nothing of it stays."""
    for ending in (_HEAD, _BYTES):
        _path(upload, ending).unlink(missing_ok=True)


def sweep_uploads_in_parts(older_than: float = KEPT) -> int:
    """Delete the uploads of which no part came for so many seconds, also what a crash left of one
    or remembers how it ended; how many were."""
    before = time.time() - older_than
    newest: dict[Path, float] = {}
    for path in _root().glob("*/*"):
        with suppress(FileNotFoundError):  # done with, this moment
            name = path.with_name(path.name.partition(".")[0])
            newest[name] = max(newest.get(name, 0.0), path.stat().st_mtime)
    old = [name for name, touched in newest.items() if touched < before]
    for name in old:
        for ending in (_HEAD, _BYTES, _UNFINISHED):
            name.with_suffix(ending).unlink(missing_ok=True)
    return len(old)


def _write_head(upload: OpenUpload) -> None:
    path = _path(upload, _HEAD)
    unfinished = path.with_suffix(_UNFINISHED)
    with whole_or_gone(unfinished):
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump(asdict(upload), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    sync_folder(path.parent)


def _path(upload: OpenUpload, ending: str) -> Path:
    return _root() / str(upload.person_id) / f"{upload.id}{ending}"


def _root() -> Path:
    return Path(settings.PARTS_DIR)
