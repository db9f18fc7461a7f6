"""Reading the talk of a filing: what was said at which of its answers, and what is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils import timezone

from jiqun.engine import NOWHERE, Address, Form, UnknownAddress, parse_place
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import Filing
from jiqun.records.filings.public_ids import is_id
from jiqun.records.filings.queries import kept
from jiqun.records.talks.models import OF_A_TALK, TalkEntryRow, TalkRow
from jiqun.records.talks.places import is_added_row, place_now
from jiqun.records.verdict import NotFound


@dataclass(frozen=True, slots=True)
class TalkEntry:
    """What was said: by whom, of which office, and when."""

    person: str
    office: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TalkPlace:
    """Where a thread hangs now (NOWHERE: the whole), and whether it is open."""

    at: Address
    is_open: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """A thread: where it hangs now, what was said in it, and who settled it when. Of a row `row`
    says what stood in it; where that row is no more, `at` is its table."""

    id: str
    at: Address
    row: str
    entries: tuple[TalkEntry, ...]
    settled_by: str
    settled_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.settled_at is None


def talks_of(filing: Filing) -> list[Talk]:
    """All threads of a filing: the open ones first, where something was said last leading."""
    entries = Prefetch("entries", TalkEntryRow.objects.select_related("by"))
    rows = filing.talks.select_related("settled_by").prefetch_related(entries)
    places = _places(filing, rows)
    talks = [_talk(row, at) for row, at in zip(rows, places, strict=True)]
    talks.sort(key=lambda talk: talk.entries[-1].at, reverse=True)
    return sorted(talks, key=lambda talk: not talk.is_open)


def talks_at(filing: Filing, at: Address) -> list[Talk]:
    """The threads at one place, in the same order."""
    return [talk for talk in talks_of(filing) if talk.at == at]


def talk_places(filing: Filing) -> list[TalkPlace]:
    """Where the threads of a filing hang."""
    rows = list(filing.talks.only("filing", "target", "row_text", "settled_at"))
    places = _places(filing, rows)
    return [TalkPlace(at, row.settled_at is None) for row, at in zip(rows, places, strict=True)]


def talk_row(filing: Filing, talk_id: str) -> TalkRow:
    """A thread of a filing by its id. Raises NotFound."""
    found = filing.talks.filter(public_id=talk_id).first() if is_id(talk_id) else None
    if found is None:
        raise NotFound
    return found


def place_of_talk(filing: Filing, talk_id: str) -> Address:
    """Where a thread hangs now. Raises NotFound."""
    return _places(filing, [talk_row(filing, talk_id)])[0]


def filings_talked_of(subjects: Iterable[str]) -> Mapping[str, int]:
    """Of the subjects of the journal that are threads, each with the primary key of its filing."""
    threads = {one for one in subjects if one.startswith(OF_A_TALK)}
    numbers = {int(one.removeprefix(OF_A_TALK)) for one in threads}
    rows = TalkRow.objects.filter(pk__in=numbers).values_list("pk", "filing") if numbers else ()
    return {f"{OF_A_TALK}{number}": filing for number, filing in rows}


def _places(filing: Filing, rows: Iterable[TalkRow]) -> list[Address]:
    form = form_of(filing)
    found = [(_written(form, row.target), row.row_text) for row in rows]
    if not any(is_added_row(at) for at, _ in found):
        return [at for at, _ in found]
    values = kept(filing)[0]
    return [place_now(form, values, at, text) if is_added_row(at) else at for at, text in found]


def _written(form: Form, target: str) -> Address:
    """The place as it was noted; the whole where the form has it no longer."""
    try:
        return parse_place(form, target) if target else NOWHERE
    except UnknownAddress:
        return NOWHERE


def _talk(row: TalkRow, at: Address) -> Talk:
    local = timezone.localtime
    return Talk(
        row.public_id,
        at,
        row.row_text,
        tuple(TalkEntry(e.by.full_name, e.office, e.text, local(e.at)) for e in row.entries.all()),
        row.settled_by.full_name if row.settled_by else "",
        local(row.settled_at) if row.settled_at else None,
    )
