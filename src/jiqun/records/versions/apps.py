"""The frozen versions as a part of the site: guarded by the database itself."""

from __future__ import annotations

from django.apps import AppConfig


class VersionsConfig(AppConfig):
    """Puts the guard up after each migration, and keeps the files of the scans."""

    name = "jiqun.records.versions"

    def ready(self) -> None:
        """Wait for migrations; name the files of the scans to the sweep."""
        from jiqun.records.evidence.stored_files import also_named
        from jiqun.records.triggers import put_up_after_migrations
        from jiqun.records.versions.models import GUARD
        from jiqun.records.versions.scans import files_of_scans

        also_named.append(files_of_scans)
        put_up_after_migrations(self, GUARD)
