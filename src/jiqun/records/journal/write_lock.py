"""Whose turn it is to write.

Writers to SQLite stand in a queue that the system keeps: SQLite's own wait is a poll without order,
so under load a single writer may wait for seconds. A lock on a file beside the database wakes the
writers one after the other. PostgreSQL has a lock of its own for this, which those who write beside
others share.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

LONGEST_WAIT = 10.0  # seconds; a page gives a request up after 20


@contextmanager
def write_lock(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Hold the lock of writers to this database; waits in line until it is free. Raises
    OperationalError where somebody holds it for too long, as the database itself would."""
    place = _lock_file(connection)
    if place is None:
        yield
        return
    # Each opening has a lock of its own, so threads of one process wait for each other too.
    handle = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
    if not _PlaceInLine(handle).is_our_turn(LONGEST_WAIT):
        raise OperationalError(f"somebody else writes for more than {LONGEST_WAIT} seconds")
    try:
        yield
    finally:
        os.close(handle)


class _PlaceInLine:
    """Waiting for the lock of an open file. The system wakes those in line one after the other but
    knows no longest wait; so a thread stands there, and who goes away leaves it the file."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._deciding = threading.Lock()
        self._taken = threading.Event()
        self._gone = False

    def is_our_turn(self, seconds: float) -> bool:
        """Whether the lock is held by now; if not, the file is closed in time."""
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            threading.Thread(target=self._stand, daemon=True).start()
        else:
            return True
        if self._taken.wait(seconds):
            return True
        with self._deciding:
            self._gone = not self._taken.is_set()
            return not self._gone

    def _stand(self) -> None:
        fcntl.flock(self._handle, fcntl.LOCK_EX)
        with self._deciding:
            if self._gone:
                os.close(self._handle)
            else:
                self._taken.set()


def nobody_writes(connection: BaseDatabaseWrapper) -> bool:
    """Whether a writer beside others would not have to wait just now; for a write that may as well
    come a little later."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_TRY_SHARED)
            return bool(cursor.fetchone()[0])
    place = _lock_file(connection)
    if place is None:
        return True
    with place.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


_ALONE = "SELECT pg_advisory_xact_lock(749120)"
_SHARED = "SELECT pg_advisory_xact_lock_shared(749120)"
_TRY_SHARED = "SELECT pg_try_advisory_xact_lock_shared(749120)"
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
