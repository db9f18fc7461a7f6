"""Connections to PostgreSQL that do not wait for ever for a server that says nothing.

A server that is stopped, or behind a line that swallows everything, does not refuse: its answer
just never comes, and no setting of the client ends that wait. People would sit before a page that
does nothing; told of it, the page keeps what was typed and tries again.
"""

from __future__ import annotations

from typing import Any, TypeVar

from psycopg import Connection, OperationalError
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow

LONGEST_WAIT = 10.0
"""Seconds for the answer to one statement; below the 20 after which a page gives a request up."""
_LOOK_EVERY = 0.1

Answer = TypeVar("Answer")


class ImpatientConnection(Connection[TupleRow]):
    """A connection that is given up when an answer does not come in time."""

    longest_wait: float | None = None
    """None, as commands want it that work on whole tables: they wait as long as it takes."""

    def wait(
        self, gen: PQGen[Answer], interval: float = _LOOK_EVERY, timeout: float | None = None
    ) -> Answer:
        """Wait for an answer; see psycopg. Raises OperationalError after the longest wait."""
        try:
            return super().wait(gen, interval, timeout or self.longest_wait)
        except OperationalError:
            # Whatever else is done with it, a rollback first, must not wait once more.
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise


def wait_no_longer(seconds: float = LONGEST_WAIT) -> None:
    """From now on no connection of this process waits longer for the answer to a statement."""
    ImpatientConnection.longest_wait = seconds


def pool_options(most: int) -> dict[str, Any]:
    """How connections are kept: so many at most, and soon there again."""
    return {
        "min_size": 2,
        "max_size": most,
        "timeout": 4,
        "reconnect_timeout": 5,
        "connection_class": ImpatientConnection,
    }
