"""The applications as a part of the site: the database itself keeps them to their stages, and the
organisations know which are open at an office that changes."""

from __future__ import annotations

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Puts the guard up after each migration, and tells the records below what only this one knows:
    what is open, what is said of forms, what holds for moves."""

    name = "jiqun.records.applications"

    def ready(self) -> None:
        """Wait for migrations, once all tables are known."""
        from jiqun.records.applications import formal_check, move_conditions
        from jiqun.records.applications.attached_forms import FORMAL_CHECK
        from jiqun.records.applications.joining_offices import APPLICATIONS
        from jiqun.records.applications.models import GUARD
        from jiqun.records.filings.source_answers import give_facts
        from jiqun.records.organisations.office_things import register_things
        from jiqun.records.triggers import put_up_after_migrations

        put_up_after_migrations(self, GUARD)
        register_things(APPLICATIONS)
        give_facts(FORMAL_CHECK, formal_check.facts_for_check)
        move_conditions.knows("formal_check_passes", formal_check.formal_check_passes)
        move_conditions.knows("formal_check_is_whole", formal_check.formal_check_is_whole)
