"""The answers of a filing, for the engine and for a page, and the outcome that follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jiqun.engine import (
    Address,
    Answers,
    Facts,
    Memory,
    Outcome,
    check,
    read_answers,
    write_answers,
)
from jiqun.records.filings.current_answers import current_answers_of
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.lru_cache import MOST_FILINGS, LruCache
from jiqun.records.filings.models import Filing

_memories: LruCache[int, Memory] = LruCache(MOST_FILINGS)

Entry = Mapping[str, str]
"""An entry of evidence as the interchange form has it: for, file, kind."""


@dataclass(frozen=True, slots=True)
class AnswerNow:
    """An answer as it stands: its value (None where it is empty) and the revision to save it at."""

    value: object | None
    revision: int


def answers_now(filing: Filing) -> dict[Address, AnswerNow]:
    """Every answer that was ever given, by address; one that is missing is empty at revision 0."""
    values, revisions = kept(filing)
    return {at: AnswerNow(values.get(at), revision) for at, revision in revisions.items()}


def kept(filing: Filing) -> tuple[Mapping[Address, object], Mapping[Address, int]]:
    """The values as they are kept, and the revisions of all answers ever given, by address."""
    state = current_answers_of(filing)
    return state.values, state.revisions


def answers(filing: Filing, evidence: Answers | None = None) -> Answers:
    """The answers as the engine has them. `evidence` is what the records above know of it, as
    `read_evidence` gives it."""
    filed_answers = current_answers_of(filing).answers
    if evidence is None:
        return filed_answers
    return replace(
        filed_answers,
        evidence=evidence.evidence,
        problems=filed_answers.problems + evidence.problems,
        leftovers=filed_answers.leftovers + evidence.leftovers,
    )


def read_evidence(filing: Filing, entries: Sequence[Entry]) -> Answers:
    """Entries of evidence read through the engine's door, to go with the answers of a filing."""
    return read_answers(form_of(filing), {"evidence": [dict(entry) for entry in entries]})


def interchange(filing: Filing, evidence: Answers | None = None) -> dict[str, object]:
    """The filing in the interchange form (application.json)."""
    return write_answers(answers(filing, evidence))


def outcome(
    filing: Filing,
    evidence: Answers | None = None,
    facts: Facts | None = None,
) -> Outcome:
    """What follows from the answers, and whether each part keeps to its page."""
    memory = _memories.get(filing.pk)
    if memory is None:
        memory = Memory()
        _memories.put(filing.pk, memory)
    return check(answers(filing, evidence), facts or Facts(), memory=memory)
