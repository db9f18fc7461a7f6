"""Whose turn it is to write: writers to SQLite stand in a queue that the system keeps.

SQLite's own wait is a poll without order, so under load a single writer may wait for seconds. A
lock on a file beside the database wakes the writers one after the other. Other databases queue
by themselves.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def write_lock(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Hold the lock of writers to this database; waits until it is free."""
    place = _lock_file(connection)
    if place is None:
        yield
        return
    # Each opening has a lock of its own, so threads of one process wait for each other too.
    with place.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _lock_file(connection: BaseDatabaseWrapper) -> Path | None:
    if connection.vendor != "sqlite":
        return None
    name = str(connection.settings_dict["NAME"])
    # A database in memory has one process and nothing beside it.
    in_memory = name == ":memory:" or "mode=memory" in name
    return None if in_memory else Path(name + ".turn")
