"""The cache, the sessions and the count of failed logins, written under the lock of all writers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from axes.handlers.database import AxesDatabaseHandler
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.http import HttpRequest
from django.utils import timezone

from jiqun.records.journal.actions import writing
from jiqun.records.prepared_lookup import PreparedLookup

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class WriteLockedCache(DatabaseCache):
    """Django's cache in the database; it counts how often somebody asks, from all processes."""

    # The stubs leave out the methods by which DatabaseCache writes.

    def _base_set(
        self, mode: str, key: str, value: object, timeout: float | None = DEFAULT_TIMEOUT
    ) -> bool:
        with writing(beside_others=True):
            return bool(super()._base_set(mode, key, value, timeout))  # type: ignore[misc]

    def _base_delete_many(self, keys: list[str]) -> bool:
        # Reading comes by here too, with what has expired: mostly nothing.
        if not keys:
            return False
        with writing(beside_others=True):
            return bool(super()._base_delete_many(keys))  # type: ignore[misc]

    def clear(self) -> None:
        """Delete everything."""
        with writing(beside_others=True):
            super().clear()


class WriteLockedLoginFailures(AxesDatabaseHandler):
    """The count of failed logins that axes keeps."""

    def user_login_failed(
        self,
        sender: object,
        credentials: dict[str, object],
        request: HttpRequest | None = None,
        **kwargs: object,
    ) -> None:
        """Count a failure; see AxesDatabaseHandler."""
        with writing(beside_others=True):
            super().user_login_failed(sender, credentials, request, **kwargs)

    def user_logged_in(
        self, sender: object, request: HttpRequest, user: AbstractBaseUser, **kwargs: object
    ) -> None:
        """Forget the failures before a success; see AxesDatabaseHandler."""
        with writing(beside_others=True):
            # axes gives this one no types at all.
            super().user_logged_in(sender, request, user, **kwargs)  # type: ignore[no-untyped-call]


class SessionStore(DatabaseStore):
    """Django's sessions in the database; a save waits for its turn like every other write."""

    def save(self, must_create: bool = False) -> None:
        """Write the session; see Django's SessionBase.save."""
        with writing(beside_others=True):
            super().save(must_create)

    def delete(self, session_key: str | None = None) -> None:
        """Delete the session; see Django's SessionBase.delete."""
        with writing(beside_others=True):
            super().delete(session_key)

    def _get_session_from_db(self) -> Session | None:
        session = _sessions().find(self.session_key) if self.session_key else None
        if session is not None and session.expire_date > timezone.now():
            return session
        self._session_key = None
        return None


@cache
def _sessions() -> PreparedLookup[Session]:
    return PreparedLookup(Session, "session_key")
