"""The database is held by somebody else: a save is told so, and works again afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper

from jiqun.records.journal import write_lock

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def another() -> Iterator[CursorWrapper]:
    """Somebody else at PostgreSQL, in the middle of a transaction."""
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            yield cursor
    finally:
        other.rollback()
        other.close()


@contextmanager
def in_line() -> Iterator[None]:
    """Hold the turn to write, as a process does that hangs in the middle of it."""
    if connection.vendor == "sqlite":
        with write_lock.write_lock(connection):
            yield
        return
    with another() as other:
        other.execute("SELECT pg_advisory_xact_lock(749120)")
        yield


@contextmanager
def in_the_file() -> Iterator[None]:
    """Hold the database itself, as a program from outside does."""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        with closing(sqlite3.connect(name, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    with another() as other:
        other.execute("LOCK TABLE filings_answerrow, filings_filing IN EXCLUSIVE MODE")
        yield


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Waits that are short for a test."""
    monkeypatch.setattr(write_lock, "LONGEST_WAIT", 0.2)
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.connection.execute("PRAGMA busy_timeout=200")
    else:
        monkeypatch.setattr(type(connection.connection), "longest_wait", 0.5)
    yield
    connection.close()


@pytest.mark.parametrize("held", [in_line, in_the_file])
def test_save_while_somebody_holds_the_database_is_told_so_and_works_afterwards(
    desk: Any, impatient: None, held: Any
) -> None:
    client = desk.client()
    client.raise_request_exception = False
    desk.save("operator", "甲")
    with held():
        answer = desk.save("operator", "乙", 1)
        assert (answer.status_code, answer["Retry-After"]) == (503, "5")
        assert answer["Content-Type"] == "application/json"
        assert "数据库没有响应" in answer.json()["error"]
        repair = {"key": "operator", "value": '"乙"', "revision": "1"}
        page = client.post(desk.address + "checks/repair/", repair)
        assert (page.status_code, "暂时不能读写数据" in page.content.decode()) == (503, True)
        # Reading goes on meanwhile.
        assert client.get(desk.address + "part/1/").status_code == 200
    assert desk.save("operator", "乙", 1).status_code == 200
    assert desk.value("operator") == "乙"
