"""What became of an answer: every version of it, from the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from jiqun.engine import Form
from jiqun.records.filings.change_details import is_rows_change
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.keys import UnknownKeyError, place_of
from jiqun.records.filings.labels import label_of, text_of
from jiqun.records.filings.models import Filing, Origin
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import details_of, events_of


@dataclass(frozen=True, slots=True)
class Version:
    """A change of an answer: who, when, from what to what as people read it, and how it came."""

    key: str
    label: str
    revision: int
    at: datetime
    person: str
    office: str
    before: str
    after: str
    origin: str
    origin_label: str
    source: str


@dataclass(frozen=True, slots=True)
class Wording:
    """An answer as people read it: its label and its text."""

    label: str
    text: str


def history(filing: Filing, key: str | None = None) -> list[Version]:
    """The changes of an answer, or of all answers, the latest first; none for an unknown key."""
    form = form_of(filing)
    if key is not None and not _is_known(form, key):
        return []
    events = events_of(filing.subject, key).filter(kind="answer_changed").order_by("-id")
    return [_version(form, event) for event in events]


def wording_of(filing: Filing, key: str, value: object | None) -> Wording:
    """How an answer reads; raises UnknownKeyError."""
    form = form_of(filing)
    return Wording(label_of(form, key), text_of(form, key, value))


def _version(form: Form, event: Event) -> Version:
    details = details_of(event)
    before, after = _texts(form, event.topic, details)
    origin = str(details["origin"])
    return Version(
        event.topic,
        label_of(form, event.topic),
        int(str(details["revision"])),
        event.at,
        event.person_name,
        event.office_name,
        before,
        after,
        origin,
        str(Origin(origin).label),
        event.source,
    )


def _texts(form: Form, key: str, details: Mapping[str, object]) -> tuple[str, str]:
    if not is_rows_change(details):
        return text_of(form, key, details["before"]), text_of(form, key, details["after"])
    counts, removed, added = details["rows"], details["removed"], details["added"]
    if not (isinstance(counts, list) and isinstance(removed, list) and isinstance(added, list)):
        raise TypeError("the details of a changed list are not as they were written")
    old, new = counts
    return _rows_text(int(old), removed, "改去"), _rows_text(int(new), added, "改为")


def _rows_text(count: int, rows: list[object], verb: str) -> str:
    if not count:
        return ""
    words = "；".join(
        "，".join(str(cell) for cell in row.values() if cell)
        for row in rows
        if isinstance(row, Mapping)
    )
    return f"{count}行" + (f"，{verb}：{words}" if words else "")


def _is_known(form: Form, key: str) -> bool:
    try:
        place_of(form, key)
    except UnknownKeyError:
        return False
    return True
