"""The answers of a filing as they are now, kept in this process for as long as they stay so.

An autosave changes one answer of some two hundred: what was read for the state before is taken
over, so that neither the other rows nor their values are read again; nor are they when another
process changed an answer. The states are known by the filing's mark, which no two states share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db import transaction

from jiqun.engine import Answers, Form, join_answers, read_answers, reading_groups
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.keys import EXPLANATIONS, LISTS, key_of, put_together
from jiqun.records.filings.lru_cache import LruCache
from jiqun.records.filings.models import Filing
from jiqun.records.filings.normalise import from_text

MOST_STATES = 128  # per process; one takes some 100 kB, less where it shares with the one before

Row = tuple[str, object | None, int]
"""A row of the table: its key, value (None where it was cleared) and revision."""


@dataclass(frozen=True)
class CurrentAnswers:
    """All answers of a filing at one time: values and revisions by key (a cleared answer has a
    revision and no value). Nobody may change what is in it."""

    form: Form
    revision: int
    values: Mapping[str, object]
    revisions: Mapping[str, int]
    groups: Mapping[str, str]
    """The group that each field is read in."""
    parts_before: Mapping[str, Answers] = field(default_factory=dict)
    """By group: what was read for a state before and is the same in this one."""

    @cached_property
    def answers(self) -> Answers:
        """What the engine reads of the values; read when first asked for, after the saving."""
        return join_answers(self.form, self.parts.values())

    @cached_property
    def parts(self) -> Mapping[str, Answers]:
        """The answers by the group they are read in, in the order of the form."""
        form = self.form
        order = (*self.groups.values(), *(key_of(LISTS, id_) for id_ in form.lists), EXPLANATIONS)
        anew: dict[str, dict[str, object]] = {
            group: {} for group in order if group not in self.parts_before
        }
        for key, value in self.values.items():
            group = self._group(key)
            if group in anew:
                anew[group][key] = value
        return {
            group: read_answers(form, put_together(form, anew[group]))
            if group in anew
            else self.parts_before[group]
            for group in dict.fromkeys(order)
        }

    def after(self, revision: int, rows: Iterable[Row]) -> CurrentAnswers:
        """The state at a later revision of the filing: the same but for these rows."""
        values, revisions = dict(self.values), dict(self.revisions)
        parts = dict(self.__dict__.get("parts", self.parts_before))
        for key, value, number in rows:
            revisions[key] = number
            values.pop(key, None)
            if value is not None:
                values[key] = value
            parts.pop(self._group(key), None)
        return CurrentAnswers(self.form, revision, values, revisions, self.groups, parts)

    def _group(self, key: str) -> str:
        head = key.partition(".")[0]
        return key if head == LISTS else self.groups.get(head, head)


_kept: LruCache[str, CurrentAnswers] = LruCache(MOST_STATES)
_committed: LruCache[tuple[int, datetime], CurrentAnswers] = LruCache(MOST_STATES)
"""By filing (its number alone may be that of one in a database that was emptied): a state that it
was certainly in, for others to start from."""


def current_answers_of(filing: Filing) -> CurrentAnswers:
    """The state of a filing, as far as this object of it knows (its mark)."""
    state = _kept.get(filing.mark)
    if state is None:
        state = _read(filing)
        _keep(filing, state)
    return state


def carry_over(before: str, filing: Filing, rows: Iterable[Row]) -> None:
    """Make the state of a filing out of the one it had at the mark `before` and what changed."""
    state = _kept.get(before)
    if state is not None:
        _keep(filing, state.after(filing.revision, rows))


def _read(filing: Filing) -> CurrentAnswers:
    """From the table: all rows, or those that changed since a state that is known."""
    state = _committed.get((filing.pk, filing.created_at))
    if state is None or state.revision > filing.revision:
        form = form_of(filing)
        state = CurrentAnswers(form, 0, {}, {}, reading_groups(form))
    rows = filing.rows.filter(changed_in__gt=state.revision) if state.revisions else filing.rows
    columns = rows.values_list("key", "value", "revision")
    return state.after(filing.revision, ((key, from_text(text), n) for key, text, n in columns))


def _keep(filing: Filing, state: CurrentAnswers) -> None:
    _kept.put(filing.mark, state)
    # A state of a transaction that is undone must not be one that others start from.
    name = (filing.pk, filing.created_at)
    transaction.on_commit(lambda: _committed.put(name, state))
