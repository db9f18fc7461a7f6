"""The applications as a part of the site: the database itself keeps them to their stages."""

from __future__ import annotations

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Puts the guard up after each migration."""

    name = "jiqun.records.applications"

    def ready(self) -> None:
        """Wait for migrations."""
        from jiqun.records.applications.models import GUARD
        from jiqun.records.triggers import put_up_after_migrations

        put_up_after_migrations(self, GUARD)
