"""Sessions in the database, looked up at every request and written in turn with everything else."""

from __future__ import annotations

from functools import cache

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from jiqun.records.journal.actions import writing
from jiqun.records.lookup import Lookup


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

    def _get_session_from_db(self) -> Session | None:
        found = _sessions().find(self.session_key) if self.session_key else None
        if found is not None and found.expire_date > timezone.now():
            return found
        self._session_key = None
        return None


@cache
def _sessions() -> Lookup[Session]:
    return Lookup(Session, "session_key")
