"""The answers of a filing as they are now, kept in this process for as long as they stay so.

An autosave changes one answer of some two hundred: what was read for the state before is taken
over, so that neither the other rows nor their values are read again. The states are known by the
filing's mark, which no two states share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from jiqun.engine import Answers, Form, read_answers
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.keeping import Kept
from jiqun.records.filings.keys import LISTS, put_together
from jiqun.records.filings.models import Filing
from jiqun.records.filings.standard_form import from_text

MOST_STATES = 128  # per process; one takes some 100 kB


@dataclass(frozen=True)
class State:
    """All answers of a filing at one time: values and revisions by key (a cleared answer has a
    revision and no value). Nobody may change what is in it."""

    form: Form
    values: Mapping[str, object]
    revisions: Mapping[str, int]
    lists_before: Answers | None = None  # where the lists are still those of the state before

    @cached_property
    def answers(self) -> Answers:
        """What the engine reads of the values; read when first asked for, after the saving."""
        rest = self._read({k: v for k, v in self.values.items() if not _is_list(k)})
        return replace(
            rest,
            lists=self.lists.lists,
            problems=rest.problems + self.lists.problems,
            leftovers=rest.leftovers + self.lists.leftovers,
        )

    @cached_property
    def lists(self) -> Answers:
        """The lists alone: hundreds of rows that an autosave leaves as they are."""
        if self.lists_before is not None:
            return self.lists_before
        return self._read({k: v for k, v in self.values.items() if _is_list(k)})

    def _read(self, values: Mapping[str, object]) -> Answers:
        return read_answers(self.form, put_together(self.form, values))


_kept: Kept[str, State] = Kept(MOST_STATES)


def state_of(filing: Filing) -> State:
    """The state of a filing, as far as this object of it knows (its mark)."""
    state = _kept.get(filing.mark)
    if state is None:
        values: dict[str, object] = {}
        revisions: dict[str, int] = {}
        for key, text, revision in filing.rows.values_list("key", "value", "revision"):
            revisions[key] = revision
            if text:
                values[key] = from_text(text)
        state = State(form_of(filing), values, revisions)
        _kept.put(filing.mark, state)
    return state


def carry_over(
    before: str, filing: Filing, changed: Mapping[str, object | None], revisions: Mapping[str, int]
) -> None:
    """Make the state of a filing out of the one it had at the mark `before` and what changed."""
    state = _kept.get(before)
    if state is None:
        return
    values = {k: v for k, v in {**state.values, **changed}.items() if v is not None}
    lists = None if any(_is_list(key) for key in changed) else state.lists
    after = State(state.form, values, {**state.revisions, **revisions}, lists)
    _kept.put(filing.mark, after)


def _is_list(key: str) -> bool:
    return key.startswith(f"{LISTS}.")
