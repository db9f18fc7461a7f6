"""Writing: the one way into the database, and the event that goes with every change."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Protocol

from django.db import connection, transaction
from django.utils import timezone

from jiqun.records.journal.chain import append, canonical
from jiqun.records.journal.models import Event
from jiqun.records.journal.write_lock import hold_turn, write_lock


class Actor(Protocol):
    """Who does something: a person, or the system itself."""

    @property
    def pk(self) -> int | None: ...
    @property
    def full_name(self) -> str: ...
    @property
    def office_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class System:
    """The actor of what no person does: setting up, background work."""

    pk: None = None
    full_name: str = "系统"
    office_name: str = ""


SYSTEM = System()


class _Open(threading.local):
    """The events of what this thread is writing; None while it writes nothing."""

    events: list[Event] | None = None


_open = _Open()


@contextmanager
def writing(*, beside_others: bool = False) -> Iterator[None]:
    """One transaction, in which alone `record` works; every write to the database stands in one.

    All of it is kept or, at an exception, nothing. Nobody else writes meanwhile, so what was read
    stays true; a `writing` inside another joins it, and an exception that leaves the inner one
    undoes the whole, also where it is caught on the way. Keep slow work (parsing, files, documents)
    outside.

    `beside_others`: others who write so may write meanwhile, where the database can do that. Then
    hold the row that all who change the same thing hold (`select_for_update`), before reading what
    counts.
    """
    if _open.events is not None:
        with transaction.atomic(savepoint=False):
            yield
        return
    # Inside a transaction the write_lock is held already, or would be asked for in the wrong order.
    waiting = nullcontext() if connection.in_atomic_block else write_lock(connection)
    with waiting, transaction.atomic():
        hold_turn(connection, shared=beside_others)
        _open.events = []
        try:
            yield
            if _open.events:
                append(_open.events)
        finally:
            _open.events = None


def record(
    kind: str,
    subject: str,
    by: Actor,
    topic: str = "",
    details: Mapping[str, object] | None = None,
    source: str = "web",
) -> Event:
    """Write down what happened, in the transaction of the change itself and at its end.

    `kind` is past tense (answer_changed); `subject` is noun:id (filing:12); `topic` is the part of
    it that is meant (total_output:2024); `source` is the way it came (web, word, command, system).
    The event has its number and digest once `writing` has ended. Raises RuntimeError outside of
    `writing`.
    """
    if _open.events is None:
        raise RuntimeError(f"record({kind!r}) is called outside of writing()")
    event = Event(
        at=timezone.now(),
        person_id=by.pk,
        person_name=by.full_name,
        office_name=by.office_name,
        source=source,
        kind=kind,
        subject=subject,
        topic=topic,
        details=canonical(details or {}),
    )
    _open.events.append(event)
    return event
