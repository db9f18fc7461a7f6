"""Turns and threads: writers at the same time neither fail nor fork the chain."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import OperationalError, connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from jiqun.records.journal import write_lock as journal_lock
from jiqun.records.journal.actions import SYSTEM, record, writing
from jiqun.records.journal.models import Event
from jiqun.records.journal.verifying import verify
from jiqun.records.journal.write_lock import nobody_writes, write_lock

WRITERS, EACH = 8, 15


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_make_one_chain() -> None:
    start = threading.Barrier(WRITERS)

    def write(number: int) -> None:
        start.wait()
        for turn_number in range(EACH):
            with writing():
                record("said", f"writer:{number}", SYSTEM, str(turn_number))
        connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(write, number) for number in range(WRITERS)]:
            done.result()
    assert Event.objects.count() == WRITERS * EACH
    assert verify() == []


def sqlite_file(place: Path) -> DatabaseWrapper:
    return DatabaseWrapper({"NAME": place, "OPTIONS": {}})


def test_second_writer_waits_until_the_first_has_ended(tmp_path: Path) -> None:
    order = []

    def second() -> None:
        with write_lock(sqlite_file(tmp_path / "one.sqlite3")):
            order.append("second")

    with write_lock(sqlite_file(tmp_path / "one.sqlite3")):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_who_may_write_later_is_told_whether_somebody_writes(tmp_path: Path) -> None:
    database = sqlite_file(tmp_path / "one.sqlite3")
    assert nobody_writes(database)
    with write_lock(sqlite_file(tmp_path / "one.sqlite3")):
        assert not nobody_writes(database)
        assert nobody_writes(sqlite_file(tmp_path / "two.sqlite3"))
    assert nobody_writes(database)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("shared", [True, False])
def test_who_writes_beside_others_waits_for_those_alone_who_write_alone(shared: bool) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("of PostgreSQL alone")
    ended = threading.Event()
    thread = begun(shared, ended)
    try:
        assert nobody_writes(connection) == shared
    finally:
        ended.set()
        thread.join()
    assert nobody_writes(connection)


def test_writers_to_different_databases_do_not_wait(tmp_path: Path) -> None:
    with (
        write_lock(sqlite_file(tmp_path / "one.sqlite3")),
        write_lock(sqlite_file(tmp_path / "two.sqlite3")),
    ):
        assert sorted(path.name for path in tmp_path.iterdir()) == [
            "one.sqlite3.turn",
            "two.sqlite3.turn",
        ]


@pytest.mark.parametrize("name", [":memory:", "file:tests?mode=memory&cache=shared"])
def test_database_in_memory_needs_no_turn(tmp_path: Path, name: str) -> None:
    with write_lock(sqlite_file(Path(name))), write_lock(sqlite_file(Path(name))):
        assert not list(Path.cwd().glob("*.turn"))


def begun(shared: bool, ended: threading.Event) -> threading.Thread:
    """A writer in another thread, at work until `ended`; it has begun once this returns."""
    at_work = threading.Event()

    def write() -> None:
        with writing(beside_others=shared):
            at_work.set()
            ended.wait(10)
        connections.close_all()

    thread = threading.Thread(target=write)
    thread.start()
    assert at_work.wait(10)
    return thread


def says(shared: bool) -> threading.Thread:
    """A writer in another thread that writes one event and ends."""

    def write() -> None:
        with writing(beside_others=shared):
            record("said", f"writer:{shared}", SYSTEM)
        connections.close_all()

    thread = threading.Thread(target=write)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("first", "second", "waits"),
    [
        (True, True, not connection.features.has_select_for_update),  # SQLite has one at a time
        (True, False, True),
        (False, True, True),
        (False, False, True),
    ],
)
def test_writers_wait_only_where_one_of_them_writes_alone(
    first: bool, second: bool, waits: bool
) -> None:
    ended = threading.Event()
    one = begun(first, ended)
    other = says(second)
    other.join(0.5 if waits else 10)
    assert other.is_alive() is waits
    ended.set()
    one.join()
    other.join()
    assert Event.objects.count() == 1
    assert verify() == []


def test_writer_waits_for_no_longer_than_the_longest_and_leaves_the_line_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_lock, "LONGEST_WAIT", 0.2)
    place = tmp_path / "one.sqlite3"
    threads = threading.active_count()
    with write_lock(sqlite_file(place)):
        for _ in range(2):
            with (
                pytest.raises(OperationalError, match="more than"),
                write_lock(sqlite_file(place)),
            ):
                raise AssertionError("two write at once")
    # Those who went away hold nothing up, and nothing of them is left.
    for _ in range(3):
        with write_lock(sqlite_file(place)):
            pass
    until = time.monotonic() + 10
    while threading.active_count() > threads and time.monotonic() < until:
        time.sleep(0.01)
    assert threading.active_count() == threads
