"""The guard: the database itself refuses to change what was written down."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from jiqun.records.journal import guard
from jiqun.records.journal.actions import SYSTEM, record, writing
from jiqun.records.journal.binding import bind
from jiqun.records.journal.models import Anchor, Event

pytestmark = pytest.mark.django_db

_COLUMNS = (
    "id, at, person_name, office_name, source, kind, subject, topic, details, previous, digest"
)
CHANGES = {
    "update": "UPDATE journal_event SET kind = 'other'",
    "delete": "DELETE FROM journal_event",
}
if connection.vendor == "sqlite":
    CHANGES["replace"] = (
        f"INSERT OR REPLACE INTO journal_event ({_COLUMNS})"
        " SELECT id, at, person_name, office_name, source, 'other', subject, topic, details,"
        " previous, digest FROM journal_event"
    )
    CHANGES["replace by number"] = (
        f"INSERT OR REPLACE INTO journal_event (number, {_COLUMNS.replace('id, ', '', 1)})"
        " SELECT number, at, person_name, office_name, source, 'other', subject, topic, details,"
        " previous, digest FROM journal_event"
    )
else:
    CHANGES["truncate"] = "TRUNCATE journal_event"


@pytest.fixture
def one_event(db: None) -> None:
    with writing():
        record("said", "filing:1", SYSTEM)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_change_by_sql_is_refused_while_the_guard_stands(one_event: None, change: str) -> None:
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
    assert Event.objects.get().kind == "said"


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_change_by_sql_goes_through_once_the_guard_is_down(one_event: None, change: str) -> None:
    guard.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert not Event.objects.filter(kind="said").exists()


@pytest.mark.parametrize(
    "change", ["UPDATE journal_anchor SET ends = ''", "DELETE FROM journal_anchor"]
)
def test_change_of_an_anchor_by_sql_is_refused(one_event: None, change: str) -> None:
    bind()
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
    assert Anchor.objects.get().ends
