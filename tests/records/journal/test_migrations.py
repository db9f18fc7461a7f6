"""A journal of the version before, in which all subjects had one chain, goes on and is verified."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from jiqun.records.journal.actions import SYSTEM, record, writing
from jiqun.records.journal.binding import bind
from jiqun.records.journal.chain import START, digest_of
from jiqun.records.journal.models import Event, Head
from jiqun.records.journal.verifying import verify

pytestmark = pytest.mark.django_db(transaction=True)
Intruder = Callable[..., None]

BEFORE = [("journal", "0002_guard")]
COUNT = 5


@pytest.fixture
def former(db: None) -> Iterator[str]:
    """A journal as it was written before, after the migrations; count and digest as they were
    given to be kept."""
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    kept = _lay_chain(executor.migrate(BEFORE).apps)
    MigrationExecutor(connection).migrate(newest)
    yield kept
    if connection.needs_rollback:
        connection.set_rollback(False)


def _lay_chain(apps: Any) -> str:
    events, heads = (apps.get_model("journal", name).objects for name in ("Event", "Head"))
    previous = START
    for number in range(1, COUNT + 1):
        columns = {
            "id": number,
            "at": timezone.now(),
            "person_id": None,
            "person_name": SYSTEM.full_name,
            "office_name": "",
            "source": "web",
            "kind": "said",
            "subject": f"filing:{number % 2}",
            "topic": "",
            "details": "{}",
            "previous": previous,
        }
        previous = digest_of(SimpleNamespace(**columns, number=None))  # type: ignore[arg-type]
        events.create(**columns, digest=previous)
    heads.update_or_create(pk=1, defaults={"count": COUNT, "digest": previous})
    return f"{COUNT}:{previous}"


def say() -> None:
    with writing():
        record("said", "filing:1", SYSTEM)


def test_former_chain_is_verified_to_its_end_and_by_what_was_kept(former: str) -> None:
    assert verify() == verify(kept=former) == []
    say()
    assert verify() == verify(kept=former) == []


def test_new_events_begin_a_chain_of_their_subject_behind_the_former(former: str) -> None:
    say()
    newest = Event.objects.last()
    assert newest
    assert newest.id > COUNT
    assert (newest.number, newest.previous) == (1, START)
    assert Head.objects.get().count == COUNT


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE journal_event SET kind = 'x' WHERE id = 2", "第 2 条（x，filing:0）"),
        ("DELETE FROM journal_event WHERE id = 3", "缺少第 3 条"),
        ("DELETE FROM journal_event WHERE id = 5", "末尾的记录被删除"),
        ("UPDATE journal_event SET id = id + 90 WHERE id = 2", "缺少第 2 条"),
    ],
)
def test_tampering_with_the_former_chain_is_found(
    former: str, intruder: Intruder, change: str, said: str
) -> None:
    say()
    intruder(change)
    assert any(said in trouble for trouble in verify()), verify()


def test_former_chain_cut_off_with_its_end_set_back_is_found_by_the_anchor(
    former: str, intruder: Intruder
) -> None:
    say()
    bind()
    intruder("DELETE FROM journal_event WHERE id = 5")
    Head.objects.update(count=4, digest=Event.objects.get(id=4).digest)
    assert any("至少有 5 条" in trouble for trouble in verify())
    assert any("至少有 5 条" in trouble for trouble in verify(kept=former))
