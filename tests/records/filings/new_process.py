"""What this process remembers of filings, let go of, as in a process that has just been started."""

from __future__ import annotations

from jiqun.records.evidence import answers_with_evidence
from jiqun.records.filings import current_answers
from jiqun.records.filings.queries import answers_and_outcome


def begin_anew() -> None:
    """Know as much of filings as a process that has just been started."""
    for states in (
        current_answers._kept,
        current_answers._committed,
        answers_and_outcome._memories,
        answers_with_evidence._outcomes,
        answers_with_evidence._evidence,
    ):
        states._results.clear()
