"""Where the bytes of the evidence lie, and of what else is kept like it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from jiqun.records.file_store import FileStore

store = FileStore("EVIDENCE_DIR")

also_named: list[Callable[[], Iterable[str]]] = []
"""What names the files of the store besides the pieces; the records above add themselves."""

_AT_A_TIME = 1024 * 1024  # bytes of a file


def digest_of_stored(name: str) -> str:
    """The SHA-256 of a file as it lies there, hexadecimal; empty where it does not."""
    read = hashlib.sha256()
    try:
        with store.opened(name) as file:
            while part := file.read(_AT_A_TIME):
                read.update(part)
    except FileNotFoundError:
        return ""
    return read.hexdigest()
