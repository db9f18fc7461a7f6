"""The cache, the sessions and the count of failed logins, written under the lock of all writers."""

from __future__ import annotations

from functools import cache
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.utils import timezone

from jiqun.records.journal.actions import writing
from jiqun.records.prepared_lookup import PreparedLookup


class LockedCache(DatabaseCache):
    """Django's cache in the database; it counts how often somebody asks, from all processes."""

    def _base_set(
        self, mode: str, key: str, value: object, timeout: float | None = DEFAULT_TIMEOUT
    ) -> bool:
        with writing():
            return bool(super()._base_set(mode, key, value, timeout))

    def _base_delete_many(self, keys: list[str]) -> bool:
        # Reading comes by here too, with what has expired: mostly nothing.
        if not keys:
            return False
        with writing():
            return bool(super()._base_delete_many(keys))

    def clear(self) -> None:
        """Delete everything."""
        with writing():
            super().clear()


class LockedLoginFailures(AxesDatabaseHandler):
    """The count of failed logins that axes keeps."""

    def user_login_failed(self, *told: Any, **known: Any) -> None:
        """Count a failure; see AxesDatabaseHandler."""
        with writing():
            super().user_login_failed(*told, **known)

    def user_logged_in(self, *told: Any, **known: Any) -> None:
        """Forget the failures before a success; see AxesDatabaseHandler."""
        with writing():
            super().user_logged_in(*told, **known)


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
def _sessions() -> PreparedLookup[Session]:
    return PreparedLookup(Session, "session_key")
