"""The chains: the digest of an event over the one before of its subject, and the ends of the
chains, grown in plain SQL."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from django.db import connection

from jiqun.records.journal.models import Anchor, Event

# Each stands in every digest, so that another way of digesting can follow and be told apart.
METHOD = "jiqun-journal-2 sha256"
METHOD_OF_ONE_CHAIN = "jiqun-journal-1 sha256"
METHOD_OF_ANCHORS = "jiqun-anchor-1 sha256"
START = "0" * 64


def canonical(details: Mapping[str, object]) -> str:
    """The details as JSON text that is always the same for the same content."""
    return json.dumps(details, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(event: Event) -> str:
    """SHA-256, as 64 hexadecimal digits, over every column of the event but the digest itself; its
    place is its number among the events of its subject, or, where it has none, its id."""
    numbered = event.number is not None
    return _sha256(
        METHOD if numbered else METHOD_OF_ONE_CHAIN,
        event.number if numbered else event.id,
        _utc(event.at),
        event.person_id,
        event.person_name,
        event.office_name,
        event.source,
        event.kind,
        event.subject,
        event.topic,
        event.details,
        event.previous,
    )


def digest_of_anchor(anchor: Anchor) -> str:
    """The same over every column of an anchor but the digest."""
    return _sha256(METHOD_OF_ANCHORS, anchor.id, _utc(anchor.at), anchor.ends, anchor.previous)


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _sha256(*content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_FIELDS = [field for field in Event._meta.concrete_fields if not field.primary_key]
_EVENT = "INSERT INTO journal_event ({}) VALUES ({})".format(  # noqa: S608 - our own columns
    ", ".join(f'"{field.column}"' for field in _FIELDS), ", ".join(["%s"] * len(_FIELDS))
)
_END = "SELECT count, digest FROM journal_chain WHERE subject = %s"
_FIRST = (
    "INSERT INTO journal_chain (subject, count, digest, bound) VALUES (%s, 0, %s, 0)"
    " ON CONFLICT DO NOTHING"
)
_GROWN = "UPDATE journal_chain SET count = %s, digest = %s WHERE subject = %s"


def append(events: Sequence[Event]) -> None:
    """Write new events down, each at the end of its subject's chain.

    The ends are held from here to the end of the transaction, in the order of the subjects' names,
    so that writers who share some never wait for each other crosswise.
    """
    by_subject: dict[str, list[Event]] = {}
    for event in events:
        by_subject.setdefault(event.subject, []).append(event)
    with connection.cursor() as cursor:
        ends = []
        for subject in sorted(by_subject):
            count, digest = _hold_end(subject)
            for event in by_subject[subject]:
                count += 1
                event.number, event.previous = count, digest
                event.digest = digest = digest_of(event)
            ends.append((count, digest, subject))
        # In the order in which things happened, which is that of the ids.
        for event in events:
            cursor.execute(_EVENT, _row(event))
        for end in ends:
            cursor.execute(_GROWN, end)


def _hold_end(subject: str) -> tuple[int, str]:
    look = _END if connection.vendor == "sqlite" else f"{_END} FOR UPDATE"
    with connection.cursor() as cursor:
        cursor.execute(look, [subject])
        end = cursor.fetchone()
        if end is None:  # before the first event of the subject
            cursor.execute(_FIRST, [subject, START])
            cursor.execute(look, [subject])
            end = cursor.fetchone()
    return end[0], end[1]


def _row(event: Event) -> list[int | str | datetime | None]:
    return [field.get_db_prep_save(getattr(event, field.attname), connection) for field in _FIELDS]
