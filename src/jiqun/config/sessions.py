"""Sessions in the database, written in turn with everything else."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from jiqun.records.journal.actions import writing


class SessionStore(DatabaseStore):
    """Django's sessions in the database; a save waits for its turn like every other write."""

    def save(self, must_create: bool = False) -> None:
        """Write the session; see Django's SessionBase.save."""
        with writing():
            super().save(must_create)

    def delete(self, session_key: str | None = None) -> None:
        """Delete the session; see Django's SessionBase.delete."""
        with writing():
            super().delete(session_key)
