"""The answers of a filing as they are now, kept in this process for as long as they stay so.

An autosave changes one answer of some two hundred: what was read for the state before is taken
over, so that neither the other rows nor their values are read again; nor are they when another
process changed an answer. The states are known by the filing's mark, which no two states share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from django.db import transaction

from jiqun.engine import (
    Address,
    Answers,
    Figures,
    Form,
    UnknownAddress,
    from_addresses,
    join_answers,
    parse_address,
    read_answers,
    reading_groups,
)
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.lru_cache import MOST_FILINGS, LruCache
from jiqun.records.filings.models import Filing
from jiqun.records.filings.normalise import from_text

Kept = TypeVar("Kept")

Row = tuple[Address, object | None, int, str]
"""A row of the table: where it stands, its value (None where it was cleared), its revision and, of
an explanation, the figures it was written for."""

_EXPLANATIONS = "explanations"


@dataclass(frozen=True)
class CurrentAnswers:
    """All answers of a filing at one time: values and revisions by address (a cleared answer has
    a revision and no value), and the figures that explanations were written for, as they are kept.
    Nobody may change what is in it."""

    form: Form
    revision: int
    values: Mapping[Address, object]
    revisions: Mapping[Address, int]
    groups: Mapping[str, str]
    """The group that each field is read in."""
    figures: Mapping[Address, str] = field(default_factory=dict)
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
        lists = (str(Address(list=name)) for name in form.lists)
        order = (*self.groups.values(), *lists, _EXPLANATIONS)
        anew: dict[str, dict[Address, object]] = {
            group: {} for group in order if group not in self.parts_before
        }
        for at, value in self.values.items():
            group = self._group(at)
            if group in anew:
                anew[group][at] = value
        parts = {
            group: read_answers(form, from_addresses(form, anew[group]))
            if group in anew
            else self.parts_before[group]
            for group in dict.fromkeys(order)
        }
        if _EXPLANATIONS in anew:
            seen = {str(at): figures_from(text) for at, text in self.figures.items() if text}
            parts[_EXPLANATIONS] = replace(parts[_EXPLANATIONS], seen=seen)
        return parts

    def after(self, revision: int, rows: Iterable[Row]) -> CurrentAnswers:
        """The state at a later revision of the filing: the same but for these rows."""
        values, revisions, figures = dict(self.values), dict(self.revisions), dict(self.figures)
        parts = dict(self.__dict__.get("parts", self.parts_before))
        for at, value, number, seen in rows:
            revisions[at] = number
            if at.code:
                figures[at] = seen
            values.pop(at, None)
            if value is not None:
                values[at] = value
            parts.pop(self._group(at), None)
        return CurrentAnswers(self.form, revision, values, revisions, self.groups, figures, parts)

    def _group(self, at: Address) -> str:
        if at.code:
            return _EXPLANATIONS
        return str(Address(list=at.list)) if at.list else self.groups[at.field]


_kept: LruCache[str, CurrentAnswers] = LruCache(MOST_FILINGS)
_committed: LruCache[tuple[int, datetime], CurrentAnswers] = LruCache(MOST_FILINGS)
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
    columns = rows.values_list("key", "value", "revision", "figures")
    kept = placed(state.form, ((key, (text, n, seen)) for key, text, n, seen in columns))
    anew = ((at, from_text(text), number, seen) for at, (text, number, seen) in kept)
    return state.after(filing.revision, anew)


def figures_from(text: str) -> Figures:
    """The figures an explanation was written for, out of how they are kept."""
    pairs = from_text(text)
    known = pairs if isinstance(pairs, list) else []
    return tuple((str(name), str(figure)) for name, figure in known)


def placed(form: Form, kept: Iterable[tuple[str, Kept]]) -> Iterator[tuple[Address, Kept]]:
    """What is kept under keys, by where it stands in the form.

    What the form has no place for is left where it is kept: a later revision may have it again.
    """
    for key, value in kept:
        try:
            yield parse_address(form, key), value
        except UnknownAddress:
            continue


def _keep(filing: Filing, state: CurrentAnswers) -> None:
    _kept.put(filing.mark, state)
    # A state of a transaction that is undone must not be one that others start from.
    name = (filing.pk, filing.created_at)
    transaction.on_commit(lambda: _committed.put(name, state))
