"""Nothing is written without the lock: each writer waits while somebody else has it."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.contrib.auth import authenticate
from django.core.cache import cache
from django.db import connection, connections
from django.test import RequestFactory
from django_tasks_db.models import DBTaskResult

from jiqun.records.journal.write_lock import write_lock
from jiqun.site.serving.worker import do_next
from jiqun.site.write_locked_backends import SessionStore

pytestmark = pytest.mark.django_db(transaction=True)
WRITES: dict[str, Callable[[], object]] = {
    "cache set": lambda: cache.set("key", 1),
    "cache add": lambda: cache.add("key", 1),
    "cache delete": lambda: cache.delete("key"),
    "cache clear": lambda: cache.clear(),
    "session": lambda: SessionStore().save(must_create=True),
    "failed login": lambda: authenticate(
        RequestFactory().post("/account/login/"), username="zhongning", password="wrong"
    ),
}


def waits(write: Callable[[], object]) -> bool:
    """Whether a write by somebody else waits for our turn to end; afterwards it is done."""

    def write_and_leave() -> None:
        write()
        connections.close_all()

    thread = threading.Thread(target=write_and_leave)
    with write_lock(connection):
        thread.start()
        thread.join(0.5)
        waiting = thread.is_alive()
    thread.join(20)
    assert not thread.is_alive()
    return waiting


@pytest.mark.parametrize("what", WRITES)
def test_write_waits_for_its_turn(what: str) -> None:
    # Other databases keep the queue themselves.
    assert waits(WRITES[what]) == (connection.vendor == "sqlite")


def test_reading_does_not_wait() -> None:
    assert not waits(lambda: cache.get("key"))


def test_worker_that_finds_nothing_does_not_wait() -> None:
    assert not DBTaskResult.objects.exists()
    assert not waits(lambda: do_next("w"))


def test_cache_keeps_adds_and_deletes(db: None) -> None:
    cache.set("a", 1, 60)
    assert cache.get("a") == 1
    assert not cache.add("a", 2)
    assert cache.delete("a") and not cache.delete("a")
    assert cache.add("a", 3) and cache.get("a") == 3
    cache.set("b", 1, -1)
    assert cache.get("b") is None
    cache.clear()
    assert cache.get("a") is None
