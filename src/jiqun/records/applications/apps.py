"""The applications as a part of the site: the database itself keeps them to their stages, and the
organisations know which are open at an office that changes."""

from __future__ import annotations

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Puts the guard up after each migration, and tells the organisations what is open."""

    name = "jiqun.records.applications"

    def ready(self) -> None:
        """Wait for migrations, once all tables are known."""
        from jiqun.records.applications.joining_offices import APPLICATIONS
        from jiqun.records.applications.models import GUARD
        from jiqun.records.organisations.office_things import register_things
        from jiqun.records.triggers import put_up_after_migrations

        put_up_after_migrations(self, GUARD)
        register_things(APPLICATIONS)
