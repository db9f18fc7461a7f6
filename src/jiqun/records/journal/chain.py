"""The chain: the digest of an event over its whole content and the digest of the event before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC

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
