"""Attempts that were refused: kept in the journal, of what, by whom, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Person
from jiqun.records.verdict import NotAllowedError


@contextmanager
def refusal_kept(kind: str, subject: str, by: Person, source: str = "web") -> Iterator[None]:
    """Keep an event of a kind where what is tried inside is refused; around `writing`, in which it
    would not stay. The refusal itself goes on to who asked."""
    try:
        yield
    except NotAllowedError as refusal:
        with writing():
            details = {"reason": refusal.verdict.reason}
            record(kind, subject, by, details=details, source=source)
        refusal.kept = True
        raise
