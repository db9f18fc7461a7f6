"""The answers of a filing, for the engine and for a page, and the outcome that follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jiqun.engine import (
    Answers,
    Facts,
    Outcome,
    assess,
    check,
    read_answers,
    write_answers,
)
from jiqun.records.filings.editions import edition_of
from jiqun.records.filings.models import Filing
from jiqun.records.filings.state import state_of

Entry = Mapping[str, str]
"""An entry of evidence as the interchange form has it: for, file, kind."""


@dataclass(frozen=True, slots=True)
class AnswerNow:
    """An answer as it stands: its value (None where it is empty) and the revision to save it at."""

    value: object | None
    revision: int


def answers_now(filing: Filing) -> dict[str, AnswerNow]:
    """Every answer that was ever given, by key; one that is missing is empty at revision 0."""
    state = state_of(filing)
    return {k: AnswerNow(state.values.get(k), r) for k, r in state.revisions.items()}


def answers(filing: Filing, evidence: Sequence[Entry] = ()) -> Answers:
    """The answers as the engine has them. `evidence` is what the records above know of it."""
    return with_evidence(state_of(filing).answers, evidence)


def with_evidence(found: Answers, evidence: Sequence[Entry]) -> Answers:
    """Answers together with entries of evidence, which go through the engine's door too."""
    if not evidence:
        return found
    read = read_answers(found.form, {"evidence": [dict(entry) for entry in evidence]})
    return replace(
        found,
        evidence=read.evidence,
        problems=found.problems + read.problems,
        leftovers=found.leftovers + read.leftovers,
    )


def interchange(filing: Filing, evidence: Sequence[Entry] = ()) -> dict[str, object]:
    """The filing in the interchange form (application.json)."""
    return write_answers(answers(filing, evidence))


def outcome(
    filing: Filing,
    evidence: Sequence[Entry] = (),
    facts: Facts | None = None,
    pages: bool = True,
) -> Outcome:
    """What follows from the answers; with `pages` also whether each part keeps to its page, which
    takes several times as long."""
    edition = edition_of(filing)
    judge = check if pages else assess
    return judge(edition, answers(filing, evidence), facts or Facts())
