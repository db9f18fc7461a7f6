"""The guard on the events: triggers by which the database itself refuses to change or delete them.

They stand against mistakes and against holes in our own code. Who owns the database can take them
away; then the chain still shows what was changed.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_TABLE = "journal_event"
_REFUSAL = "events of the journal are never changed"

_INSTALL = {
    "sqlite": (
        f"CREATE TRIGGER IF NOT EXISTS journal_no_update BEFORE UPDATE ON {_TABLE}"
        f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
        f"CREATE TRIGGER IF NOT EXISTS journal_no_delete BEFORE DELETE ON {_TABLE}"
        f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
        # INSERT OR REPLACE deletes without asking the trigger above.
        f"CREATE TRIGGER IF NOT EXISTS journal_no_replace BEFORE INSERT ON {_TABLE}"  # noqa: S608
        f" WHEN EXISTS (SELECT 1 FROM {_TABLE} WHERE id = NEW.id)"
        f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
        f"CREATE OR REPLACE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON {_TABLE}"
        " FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
        f"CREATE OR REPLACE TRIGGER journal_no_truncate BEFORE TRUNCATE ON {_TABLE}"
        " FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
    ),
}

_REMOVE = {
    "sqlite": tuple(
        f"DROP TRIGGER IF EXISTS journal_no_{what}" for what in ("update", "delete", "replace")
    ),
    "postgresql": (
        f"DROP TRIGGER IF EXISTS journal_no_change ON {_TABLE}",
        f"DROP TRIGGER IF EXISTS journal_no_truncate ON {_TABLE}",
        "DROP FUNCTION IF EXISTS journal_refuse()",
    ),
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the guard up; where it stands already, it stays."""
    _run(connection, _INSTALL[connection.vendor])


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the guard down: for undoing the migration, and for tests that play the intruder."""
    _run(connection, _REMOVE[connection.vendor])


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
