"""Triggers by which the database itself refuses what no action would write.

They stand against mistakes and holes in our own code, on both databases. They are put up after each
migration: altering a table on SQLite makes it anew, without them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate

_FUNCTION = (
    "CREATE OR REPLACE FUNCTION jiqun_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';"
    " END $$"
)


@dataclass(frozen=True, slots=True)
class RefusingTrigger:
    """Refuses to write a row of `table` `before` an UPDATE, DELETE or UPDATE OF columns, where the
    condition `when` holds of OLD and NEW, and says `words`. Both databases know the condition."""

    name: str
    table: str
    before: str
    words: str
    when: str = "true"

    def put_up(self, connection: BaseDatabaseWrapper) -> None:
        """Put it up, in place of one of its name."""
        self.take_down(connection)
        refuse = f"BEGIN SELECT RAISE(ABORT, '{self.words}'); END"
        each = "FOR EACH ROW"
        if connection.vendor == "postgresql":
            refuse = f"EXECUTE FUNCTION jiqun_refuse('{self.words}')"
        on = f"{self.name} BEFORE {self.before} ON {self.table}"
        _run(connection, f"CREATE TRIGGER {on} {each} WHEN ({self.when}) {refuse}")

    def take_down(self, connection: BaseDatabaseWrapper) -> None:
        """Take it down, if it is there."""
        on = f" ON {self.table}" if connection.vendor == "postgresql" else ""
        _run(connection, f"DROP TRIGGER IF EXISTS {self.name}{on}")


def put_up(connection: BaseDatabaseWrapper, triggers: Iterable[RefusingTrigger]) -> None:
    """Put up triggers whose tables are there."""
    if connection.vendor == "postgresql":
        _run(connection, _FUNCTION)
    for trigger in _of_tables_there(connection, triggers):
        trigger.put_up(connection)


def take_down(connection: BaseDatabaseWrapper, triggers: Iterable[RefusingTrigger]) -> None:
    """Take triggers down: for undoing migrations, and for tests that empty the tables."""
    for trigger in _of_tables_there(connection, triggers):
        trigger.take_down(connection)


def put_up_after_migrations(app: AppConfig, triggers: Iterable[RefusingTrigger]) -> None:
    """Have the triggers of an app put up whenever its tables were migrated."""

    def guard(using: str, **_: Any) -> None:
        put_up(connections[using], triggers)

    post_migrate.connect(guard, sender=app, weak=False, dispatch_uid=f"guard of {app.label}")


def _of_tables_there(
    connection: BaseDatabaseWrapper, triggers: Iterable[RefusingTrigger]
) -> list[RefusingTrigger]:
    tables = connection.introspection.table_names()
    return [trigger for trigger in triggers if trigger.table in tables]


def _run(connection: BaseDatabaseWrapper, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
