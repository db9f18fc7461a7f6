"""The guard on events and anchors: triggers by which the database itself refuses to change or
delete them.

They stand against mistakes and against holes in our own code. Who owns the database can take them
away; then the chains still show what was changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper

_REFUSAL = "events of the journal are never changed"
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
)


class _Trigger(NamedTuple):
    """A trigger that refuses; on SQLite only `where` a row is there already, if that is given."""

    name: str
    before: str
    table: str
    where: str = ""

    def put_up(self, vendor: str) -> str:
        on = f"{self.name} BEFORE {self.before} ON {self.table}"
        if vendor == "postgresql":
            each = "STATEMENT" if self.before == "TRUNCATE" else "ROW"
            return (
                f"CREATE OR REPLACE TRIGGER {on} FOR EACH {each} EXECUTE FUNCTION journal_refuse()"
            )
        there = f"SELECT 1 FROM {self.table} WHERE {self.where}"  # noqa: S608 - our own names
        when = f" WHEN EXISTS ({there})" if self.where else ""
        return (
            f"CREATE TRIGGER IF NOT EXISTS {on}{when} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )

    def take_down(self, vendor: str) -> str:
        on = f" ON {self.table}" if vendor == "postgresql" else ""
        return f"DROP TRIGGER IF EXISTS {self.name}{on}"


_SAME_NUMBER = "subject = NEW.subject AND number = NEW.number"
# INSERT OR REPLACE deletes what is there without asking the triggers on deleting.
_ON_EVENTS: Mapping[str, tuple[_Trigger, ...]] = {
    "sqlite": (
        _Trigger("journal_no_update", "UPDATE", "journal_event"),
        _Trigger("journal_no_delete", "DELETE", "journal_event"),
        _Trigger("journal_no_replace", "INSERT", "journal_event", "id = NEW.id"),
    ),
    "postgresql": (
        _Trigger("journal_no_change", "UPDATE OR DELETE", "journal_event"),
        _Trigger("journal_no_truncate", "TRUNCATE", "journal_event"),
    ),
}
_ON_CHAINS: Mapping[str, tuple[_Trigger, ...]] = {
    "sqlite": (
        _Trigger("journal_no_renumber", "INSERT", "journal_event", _SAME_NUMBER),
        _Trigger("anchor_no_update", "UPDATE", "journal_anchor"),
        _Trigger("anchor_no_delete", "DELETE", "journal_anchor"),
        _Trigger("anchor_no_replace", "INSERT", "journal_anchor", "id = NEW.id"),
    ),
    "postgresql": (
        _Trigger("anchor_no_change", "UPDATE OR DELETE", "journal_anchor"),
        _Trigger("anchor_no_truncate", "TRUNCATE", "journal_anchor"),
    ),
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put up the guard on the events; where it stands already, it stays."""
    if connection.vendor == "postgresql":
        _run(connection, [_FUNCTION])
    _put_up(connection, _ON_EVENTS)


def install_on_chains(connection: BaseDatabaseWrapper) -> None:
    """Put up the guard on the numbers of events and on the anchors."""
    _put_up(connection, _ON_CHAINS)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the guard down: for undoing the migrations, and for tests that play the intruder."""
    remove_from_chains(connection)
    _take_down(connection, _ON_EVENTS)
    if connection.vendor == "postgresql":
        _run(connection, ["DROP FUNCTION IF EXISTS journal_refuse()"])


def remove_from_chains(connection: BaseDatabaseWrapper) -> None:
    """Take the guard on numbers and anchors down."""
    _take_down(connection, _ON_CHAINS)


def _put_up(connection: BaseDatabaseWrapper, guard: Mapping[str, tuple[_Trigger, ...]]) -> None:
    vendor = connection.vendor
    _run(connection, (trigger.put_up(vendor) for trigger in guard[vendor]))


def _take_down(connection: BaseDatabaseWrapper, guard: Mapping[str, tuple[_Trigger, ...]]) -> None:
    vendor = connection.vendor
    _run(connection, (trigger.take_down(vendor) for trigger in guard[vendor]))


def _run(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
