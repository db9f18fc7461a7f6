"""Where the bytes of the evidence lie, and of what else is kept like it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jiqun.records.file_store import FileStore

store = FileStore("EVIDENCE_DIR")

also_named: list[Callable[[], Iterable[str]]] = []
"""What names the files of the store besides the pieces; the records above add themselves."""
