"""Whose turn it is to write.

Writers to SQLite stand in a queue that the system keeps: SQLite's own wait is a poll without order,
so under load a single writer may wait for seconds. A lock on a file beside the database wakes the
writers one after the other. PostgreSQL has a lock of its own for this, which those who write beside
others share.
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


_ALONE = "SELECT pg_advisory_xact_lock(749120)"
_SHARED = "SELECT pg_advisory_xact_lock_shared(749120)"
"""A number of our own, which nobody else takes in a database that is ours."""


def hold_turn(connection: BaseDatabaseWrapper, *, shared: bool) -> None:
    """Hold the turn to write to PostgreSQL until the end of the transaction: alone, or shared with
    all who share it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_SHARED if shared else _ALONE)


def _lock_file(connection: BaseDatabaseWrapper) -> Path | None:
    if connection.vendor != "sqlite":
        return None
    name = str(connection.settings_dict["NAME"])
    # A database in memory has one process and nothing beside it.
    in_memory = name == ":memory:" or "mode=memory" in name
    return None if in_memory else Path(name + ".turn")
