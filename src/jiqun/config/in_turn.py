"""What parts of other makers write, in turn with everything else: the cache and failed logins."""

from __future__ import annotations

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache

from jiqun.records.journal.actions import writing


class CacheInTurn(DatabaseCache):
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


class FailuresInTurn(AxesDatabaseHandler):
    """The count of failed logins that axes keeps."""

    def user_login_failed(self, *told: Any, **known: Any) -> None:
        """Count a failure; see AxesDatabaseHandler."""
        with writing():
            super().user_login_failed(*told, **known)

    def user_logged_in(self, *told: Any, **known: Any) -> None:
        """Forget the failures before a success; see AxesDatabaseHandler."""
        with writing():
            super().user_logged_in(*told, **known)
