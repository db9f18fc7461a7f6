"""Saving answers one by one: each with the revision it was read at, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from jiqun.engine import Address, UnusableInput, finding_figures
from jiqun.records.filings.change_details import change_details
from jiqun.records.filings.current_answers import (
    CurrentAnswers,
    Row,
    carry_over,
    current_answers_of,
)
from jiqun.records.filings.editions import form_named, form_of
from jiqun.records.filings.models import AnswerRow, Filing, FilingSource, Origin
from jiqun.records.filings.normalise import as_text, from_text, normalise
from jiqun.records.filings.openings import check_open
from jiqun.records.filings.progress import JUDGED, judge
from jiqun.records.filings.public_ids import new_id
from jiqun.records.filings.source_answers import facts_of
from jiqun.records.journal.actions import SYSTEM, Actor, record, writing
from jiqun.records.organisations.models import Office
from jiqun.records.prepared_writes import PreparedUpdate, PreparedUpsert

_NOTHING_TO_EXPLAIN = "这条校验结果已不存在，情况说明没有保存。请刷新页面后再看。"
_NOTHING: Mapping[Address, AnswerRow] = {}
_TURNED_OVER = ("revision", "mark", "beside", "changed_at", "edition_revision", *JUDGED)
_CHANGING = ("value", "revision", "changed_at", "changed_by", "changed_in", "origin", "figures")

_answer_rows = PreparedUpsert(AnswerRow, ("filing", "key"), _CHANGING)
_turned_over = PreparedUpdate(Filing, _TURNED_OVER, unless="revision")


class NothingToExplain(UnusableInput):
    """An explanation of a finding that does not stand; words nobody asks for are not kept."""


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody made of an answer: where it stands, the value as it came (None or "" clears
    it), and the revision it had when they began (0: there was none)."""

    address: Address
    value: object
    revision: int


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer stands as wanted: its revision, since when, and its value in standard form (None
    where it is empty; as typed where it was not understood)."""

    address: Address
    revision: int
    at: datetime
    value: object | None


@dataclass(frozen=True, slots=True)
class Stale:
    """Somebody else changed the answer meanwhile, and nothing was overwritten: what stands there
    now, by whom, since when, and the revision to name when it is to be replaced."""

    address: Address
    theirs: object | None
    theirs_by: str
    theirs_at: datetime
    revision: int


def create_filing(
    edition: str, owner: Office, by: Actor, form: str = "", source: str = "web"
) -> Filing:
    """A new, empty filing of a form of an edition, of its main form where none is named; raises
    LookupError where there is no such edition or form."""
    filled, now = form_named(edition, form), timezone.now()
    with writing():
        filing = Filing.objects.create(
            edition=edition,
            form=filled.id,
            edition_revision=filled.edition_revision,
            owner=owner,
            created_at=now,
            changed_at=now,
        )
        judge(filing)
        filing.save(update_fields=JUDGED)
        details = {"edition": edition, "form": filled.id, "owner": owner.pk}
        record("filing_created", filing.subject, by, details=details, source=source)
    return filing


def save_answer(
    filing: Filing,
    address: Address,
    value: object,
    revision: int,
    by: Actor,
    origin: str = "typed",
    source: str = "web",
) -> Saved | Stale:
    """Save one answer; see `save_answers`."""
    return save_answers(filing, [Change(address, value, revision)], by, origin, source)[0]


def save_answers(
    filing: Filing,
    changes: Sequence[Change],
    by: Actor,
    origin: str = "typed",
    source: str = "web",
) -> list[Saved | Stale]:
    """Save answers in one transaction, each for itself: a stale one keeps none of the others back.

    A value that is not understood is kept as typed and becomes a finding. What equals the answer
    as it stands counts as saved, whatever revision it names, and changes nothing; an explanation
    that is "confirmed" at its revision counts for the figures of now. `filing` knows its new
    revision afterwards. `origin` is one of Origin. Raises UnknownAddress, NothingToExplain for an
    explanation written anew where nothing is to be explained, and UnusableInput (Chinese) for what
    cannot be kept; nothing is saved then.
    """
    with writing(beside_others=True):
        held = Filing.objects.select_for_update(no_key=True).get(pk=filing.pk)
        results = save_held(held, changes, by, origin, source)
    _tell(filing, held)
    return results


def save_held(
    held: Filing,
    changes: Sequence[Change],
    by: Actor,
    origin: str = "typed",
    source: str = "web",
) -> list[Saved | Stale]:
    """Save answers of a filing that was read inside this `writing`; see `save_answers`."""
    form, state, now = form_of(held), current_answers_of(held), timezone.now()
    confirms = origin == Origin.CONFIRMED
    results: list[Saved | Stale] = []
    changed: dict[Address, AnswerRow] = {}
    written: list[tuple[Address, str, AnswerRow]] = []
    for change in changes:
        address = change.address
        text = as_text(normalise(form, address, change.value))
        row = changed.get(address)
        before = row.value if row else as_text(state.values.get(address))
        revision = row.revision if row else state.revisions.get(address, 0)
        confirmed = confirms and bool(address.code and text) and change.revision == revision
        if text == before and not confirmed:
            results.append(_saved(held, address, row))
        elif change.revision != revision:
            results.append(_stale(held, address, row))
        else:
            check_open(held, (address,))
            made = changed[address] = AnswerRow(
                filing=held,
                key=str(address),
                value=text,
                revision=revision + 1,
                changed_at=now,
                changed_by_id=by.pk,
                changed_in=held.revision + 1,
                origin=origin,
            )
            written.append((address, before, made))
            results.append(Saved(address, revision + 1, now, from_text(text)))
    if changed:
        _name_figures(held, state, changed)
        for address, former, row in written:
            values = from_text(former), from_text(row.value)
            details = change_details(address, *values, origin, row.revision, row.figures)
            record("answer_changed", held.subject, by, str(address), details, source)
        _answer_rows.write(changed.values())
        _turn_over(held, now, changed)
    return results


def mark_changed(filing: Filing) -> None:
    """Note that something beside the answers changed that counts for the outcome: evidence.

    To be called inside `writing`, by the action that records what it was.
    """
    with writing():
        held = Filing.objects.get(pk=filing.pk)
        held.beside = new_id()
        _turn_over(held, timezone.now())
    _tell(filing, held)


def _turn_over(
    held: Filing, now: datetime, changed: Mapping[Address, AnswerRow] = _NOTHING
) -> None:
    """Give the filing its next revision, a mark of its own, and the state that follows, which is
    judged by the revision of the edition that is in force; and judge those that read it."""
    before, was = held.mark, held.revision
    held.revision, held.mark, held.changed_at = was + 1, new_id(), now
    held.edition_revision = form_of(held).edition_revision
    carry_over(before, held, _rows(changed))
    judge(held)
    if not _turned_over.write(held, before=was):
        raise RuntimeError(f"{held.subject} was not read inside of this writing()")
    if held.is_source:
        readers = FilingSource.objects.filter(of=held).values("filing")
        for reader in Filing.objects.select_for_update(no_key=True).filter(pk__in=readers):
            judge(reader)
            reader.save(update_fields=JUDGED)


def _rows(changed: Mapping[Address, AnswerRow]) -> list[Row]:
    return [(at, from_text(row.value), row.revision, row.figures) for at, row in changed.items()]


def _name_figures(
    held: Filing, state: CurrentAnswers, changed: Mapping[Address, AnswerRow]
) -> None:
    """Note with each explanation that is written or confirmed the figures its finding then rests
    on: none where that has gone meanwhile."""
    explained = {at: row for at, row in changed.items() if at.code and row.value}
    if not explained:
        return
    after = state.after(held.revision + 1, _rows(changed)).answers
    seen = finding_figures(after, facts_of(held))
    for at, row in explained.items():
        if str(at) not in seen and at not in state.values:
            raise NothingToExplain(_NOTHING_TO_EXPLAIN)
        row.figures = as_text(seen.get(str(at), ()))


def _tell(filing: Filing, held: Filing) -> None:
    for name in _TURNED_OVER:
        setattr(filing, name, getattr(held, name))


def _saved(filing: Filing, address: Address, row: AnswerRow | None) -> Saved:
    """An answer that stands as wanted already: in the table, or in `row` by this request."""
    row = row or filing.rows.filter(key=str(address)).first()
    if row is None:
        return Saved(address, 0, filing.changed_at, None)
    return Saved(address, row.revision, row.changed_at, from_text(row.value))


def _stale(filing: Filing, address: Address, row: AnswerRow | None) -> Stale:
    row = row or filing.rows.filter(key=str(address)).select_related("changed_by").first()
    if row is None:
        return Stale(address, None, "", filing.created_at, 0)
    by = row.changed_by or SYSTEM
    return Stale(address, from_text(row.value), by.full_name, row.changed_at, row.revision)
