"""Saving answers one by one: each with the revision it was read at, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from jiqun.records.filings.editions import edition_named, form_of
from jiqun.records.filings.ids import new_id
from jiqun.records.filings.journalling import change_details
from jiqun.records.filings.models import AnswerRow, Filing
from jiqun.records.filings.standard_form import as_text, from_text, standard
from jiqun.records.filings.state import carry_over
from jiqun.records.journal.actions import SYSTEM, Actor, record, writing
from jiqun.records.organisations.models import Office


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody made of an answer: its key, the value as it came (None or "" clears it), and
    the revision it had when they began (0: there was none)."""

    key: str
    value: object
    revision: int


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer stands as wanted: its revision, since when, and its value in standard form (None
    where it is empty; as typed where it was not understood)."""

    key: str
    revision: int
    at: datetime
    value: object | None


@dataclass(frozen=True, slots=True)
class Stale:
    """Somebody else changed the answer meanwhile, and nothing was overwritten: what stands there
    now, by whom, since when, and the revision to name when it is to be replaced."""

    key: str
    theirs: object | None
    theirs_by: str
    theirs_at: datetime
    revision: int


def create_filing(edition: str, owner: Office, by: Actor, source: str = "web") -> Filing:
    """A new, empty filing of an edition; raises LookupError for an edition that does not exist."""
    edition_named(edition)
    now = timezone.now()
    with writing():
        filing = Filing.objects.create(edition=edition, owner=owner, created_at=now, changed_at=now)
        details = {"edition": edition, "owner": owner.pk}
        record("filing_created", filing.subject, by, details=details, source=source)
    return filing


def save_answer(
    filing: Filing,
    key: str,
    value: object,
    revision: int,
    by: Actor,
    origin: str = "typed",
    source: str = "web",
) -> Saved | Stale:
    """Save one answer; see `save_answers`."""
    return save_answers(filing, [Change(key, value, revision)], by, origin, source)[0]


def save_answers(
    filing: Filing,
    changes: Sequence[Change],
    by: Actor,
    origin: str = "typed",
    source: str = "web",
) -> list[Saved | Stale]:
    """Save answers in one transaction, each for itself: a stale one keeps none of the others back.

    A value that is not understood is kept as typed and becomes a finding. What equals the answer
    as it stands counts as saved, whatever revision it names, and changes nothing. `filing` knows
    its new revision afterwards. `origin` is one of Origin. Raises UnknownKeyError, and
    UnusableInput (Chinese) for what cannot be kept; nothing is saved then.
    """
    form = form_of(filing)
    wanted = [(change, as_text(standard(form, change.key, change.value))) for change in changes]
    with writing():
        fresh = Filing.objects.select_for_update().get(pk=filing.pk)
        keys = [change.key for change in changes]
        rows = {r.key: r for r in fresh.rows.filter(key__in=keys).select_related("changed_by")}
        now = timezone.now()
        results: list[Saved | Stale] = []
        changed: dict[str, object | None] = {}
        for change, text in wanted:
            row = rows.get(change.key)
            stands = row.value if row else ""
            if text != stands and change.revision != (row.revision if row else 0):
                results.append(_stale(change.key, row, fresh))
                continue
            if text != stands:
                row = rows[change.key] = _put(fresh, change.key, row, text, now, by, origin, source)
                changed[row.key] = from_text(text)
            results.append(_saved(change.key, row, fresh))
        if changed:
            _turn_over(fresh, changed, {key: rows[key].revision for key in changed}, now)
    _tell(filing, fresh)
    return results


def mark_changed(filing: Filing) -> None:
    """Note that something beside the answers changed that counts for the outcome: evidence.

    To be called inside `writing`, by the action that records what it was.
    """
    with writing():
        fresh = Filing.objects.select_for_update().get(pk=filing.pk)
        _turn_over(fresh, {}, {}, timezone.now())
    _tell(filing, fresh)


def _put(
    filing: Filing,
    key: str,
    row: AnswerRow | None,
    text: str,
    now: datetime,
    by: Actor,
    origin: str,
    source: str,
) -> AnswerRow:
    """Put a new value into an answer, with its event."""
    before = row.value if row else ""
    if row is None:
        row = AnswerRow(filing=filing, key=key, revision=0)
    row.value, row.revision = text, row.revision + 1
    row.changed_at, row.changed_by_id, row.origin = now, by.pk, origin
    if row.pk is None:
        row.save(force_insert=True)
    else:
        row.save(update_fields=["value", "revision", "changed_at", "changed_by", "origin"])
    details = change_details(key, from_text(before), from_text(text), origin, row.revision)
    record("answer_changed", filing.subject, by, topic=key, details=details, source=source)
    return row


def _turn_over(
    filing: Filing,
    changed: Mapping[str, object | None],
    revisions: Mapping[str, int],
    now: datetime,
) -> None:
    """Give the filing its next revision, a mark of its own, and the state that follows."""
    before = filing.mark
    filing.revision, filing.mark, filing.changed_at = filing.revision + 1, new_id(), now
    filing.save(update_fields=["revision", "mark", "changed_at"])
    carry_over(before, filing, changed, revisions)


def _tell(filing: Filing, fresh: Filing) -> None:
    filing.revision, filing.mark, filing.changed_at = fresh.revision, fresh.mark, fresh.changed_at


def _saved(key: str, row: AnswerRow | None, filing: Filing) -> Saved:
    if row is None:
        return Saved(key, 0, filing.changed_at, None)
    return Saved(key, row.revision, row.changed_at, from_text(row.value))


def _stale(key: str, row: AnswerRow | None, filing: Filing) -> Stale:
    if row is None:
        return Stale(key, None, "", filing.created_at, 0)
    by = row.changed_by or SYSTEM
    return Stale(key, from_text(row.value), by.full_name, row.changed_at, row.revision)
