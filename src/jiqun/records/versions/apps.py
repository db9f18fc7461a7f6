"""The frozen versions as a part of the site: guarded by the database itself."""

from __future__ import annotations

from django.apps import AppConfig


class VersionsConfig(AppConfig):
    """Puts the guard up after each migration."""

    name = "jiqun.records.versions"

    def ready(self) -> None:
        """Wait for migrations."""
        from jiqun.records.triggers import put_up_after_migrations
        from jiqun.records.versions.models import GUARD

        put_up_after_migrations(self, GUARD)
