"""The chain: the digest of an event over the one before, and its end, grown in plain SQL."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection

from jiqun.records.journal.models import Event

# Stands in every digest, so that another way of digesting can follow and be told apart.
METHOD = "jiqun-journal-1 sha256"
START = "0" * 64


def canonical(details: Mapping[str, object]) -> str:
    """The details as JSON text that is always the same for the same content."""
    return json.dumps(details, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(event: Event) -> str:
    """SHA-256, as 64 hexadecimal digits, over every column of the event but the digest itself."""
    content = [
        METHOD,
        event.id,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.person_id,
        event.person_name,
        event.office_name,
        event.source,
        event.kind,
        event.subject,
        event.topic,
        event.details,
        event.previous,
    ]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_COLUMNS = tuple(field.column for field in Event._meta.concrete_fields)
_HEAD = "SELECT count, digest FROM journal_head WHERE id = 1"
_FIRST = "INSERT INTO journal_head (id, count, digest) VALUES (1, 0, %s) ON CONFLICT DO NOTHING"
_GROWN = "UPDATE journal_head SET count = %s, digest = %s WHERE id = 1"
_EVENT = "INSERT INTO journal_event ({}) VALUES ({})".format(  # noqa: S608 - our own columns
    ", ".join(f'"{column}"' for column in _COLUMNS), ", ".join(["%s"] * len(_COLUMNS))
)


@dataclass(slots=True)
class ChainEnd:
    """How many events there are, and the digest of the last."""

    count: int
    digest: str


def hold_end() -> ChainEnd:
    """The end of the chain, held until the end of the transaction."""
    look = _HEAD if connection.vendor == "sqlite" else f"{_HEAD} FOR UPDATE"
    with connection.cursor() as cursor:
        cursor.execute(look)
        head = cursor.fetchone()
        if head is None:  # before the first event of all
            cursor.execute(_FIRST, [START])
            cursor.execute(look)
            head = cursor.fetchone()
    return ChainEnd(*head)


def append(events: Sequence[Event], end: ChainEnd) -> None:
    """Write new events down, after which the chain ends here."""
    with connection.cursor() as cursor:
        cursor.executemany(_EVENT, [_row(event) for event in events])
        cursor.execute(_GROWN, [end.count, end.digest])


def _row(event: Event) -> list[int | str | datetime | None]:
    fields = Event._meta.concrete_fields
    return [field.get_db_prep_save(getattr(event, field.attname), connection) for field in fields]
