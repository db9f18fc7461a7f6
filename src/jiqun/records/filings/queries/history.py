"""What became of an answer: every version of it, from the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from jiqun.engine import Address, Form, labels_of, spellings
from jiqun.records.filings.change_details import is_rows_change
from jiqun.records.filings.current_answers import placed
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import Filing, Origin
from jiqun.records.filings.wording import row_texts, text_of
from jiqun.records.journal.event_kinds import ANSWER_CHANGED
from jiqun.records.journal.queries import Happened, events_of, happened
from jiqun.records.paged_rows import Rows

ORIGINS = dict(Origin.choices)  # id → what it is called


@dataclass(frozen=True, slots=True)
class Version:
    """A change of an answer: who, when, from what to what as people read it, and how it came."""

    address: Address
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


def history(filing: Filing, address: Address | None = None) -> list[Version]:
    """The changes of an answer, or of all answers, the latest first.

    The journal is never rewritten: what it noted under an older spelling counts as well.
    """
    return versions(filing, changes_of(filing, address))


def changes_of(filing: Filing, address: Address | None = None) -> Rows[Happened]:
    """The events of these changes, to be counted and read a page at a time."""
    events = events_of(filing.subject).filter(kind=ANSWER_CHANGED).order_by("-id")
    found = events if address is None else events.filter(topic__in=spellings(address))
    return Rows(found, happened)


def versions(filing: Filing, events: Iterable[Happened]) -> list[Version]:
    """Events of changes as versions of the answers they changed."""
    form = form_of(filing)
    topics = placed(form, ((event.topic, event) for event in events))
    return [_version(form, at, event) for at, event in topics]


def _version(form: Form, at: Address, event: Happened) -> Version:
    details = event.details
    before, after = _texts(form, at, details)
    origin = str(details["origin"])
    return Version(
        at,
        labels_of(form).full(at),
        int(str(details["revision"])),
        event.at,
        event.person,
        event.office,
        before,
        after,
        origin,
        str(Origin(origin).label),
        event.source,
    )


def _texts(form: Form, at: Address, details: Mapping[str, object]) -> tuple[str, str]:
    if not is_rows_change(details):
        return text_of(form, at, details["before"]), text_of(form, at, details["after"])
    counts, removed, added = details["rows"], details["removed"], details["added"]
    if not (isinstance(counts, list) and isinstance(removed, list) and isinstance(added, list)):
        raise TypeError("the details of a changed list are not as they were written")
    old, new = counts
    gone, come = ("；".join(row_texts(form, at, rows)) for rows in (removed, added))
    return _rows_text(int(old), gone, "修改前"), _rows_text(int(new), come, "修改后")


def _rows_text(count: int, words: str, verb: str) -> str:
    if not count:
        return ""
    return f"{count}行" + (f"，{verb}：{words}" if words else "")
