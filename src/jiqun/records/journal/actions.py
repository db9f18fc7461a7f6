"""Writing: the one way into the database, and the event that goes with every change."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Protocol

from django.db import connection, transaction
from django.utils import timezone

from jiqun.records.journal.chain import START, canonical, digest_of
from jiqun.records.journal.models import Event, Head
from jiqun.records.journal.turns import turn


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

_open = threading.local()


@contextmanager
def writing() -> Iterator[None]:
    """One transaction, in which alone `record` works; every write to the database stands in one.

    All of it is kept or, at an exception, nothing. Writers take turns; a `writing` inside another
    joins it as a part that can fail alone. Keep slow work (parsing, files, documents) outside.
    """
    depth = getattr(_open, "depth", 0)
    # Inside a transaction the turn is held already, or would be asked for in the wrong order.
    waiting = nullcontext() if connection.in_atomic_block else turn(connection)
    with waiting, transaction.atomic():
        if not depth:
            # Takes the row on PostgreSQL, so that the chain grows by one writer at a time.
            Head.objects.select_for_update().get_or_create(pk=1)
        _open.depth = depth + 1
        try:
            yield
        finally:
            _open.depth = depth


def record(
    kind: str,
    subject: str,
    by: Actor,
    topic: str = "",
    details: Mapping[str, object] | None = None,
    source: str = "web",
) -> Event:
    """Write down what happened, in the transaction of the change itself.

    `kind` is past tense (answer_changed); `subject` is noun:id (filing:12); `topic` is the part of
    it that is meant (total_output.2024); `source` is the way it came (web, word, command, system).
    Raises RuntimeError outside of `writing`.
    """
    if not getattr(_open, "depth", 0):
        raise RuntimeError(f"record({kind!r}) is called outside of writing()")
    head = Head.objects.get(pk=1)
    event = Event(
        id=head.count + 1,
        at=timezone.now(),
        person_id=by.pk,
        person_name=by.full_name,
        office_name=by.office_name,
        source=source,
        kind=kind,
        subject=subject,
        topic=topic,
        details=canonical(details or {}),
        previous=head.digest if head.count else START,
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    Head.objects.filter(pk=1).update(count=event.id, digest=event.digest)
    return event
