"""Writing filings: every change of answers, the Word files taken in and out, who is there."""

from jiqun.records.filings.actions.bringing import bring_word, sweep_brought
from jiqun.records.filings.actions.presence import seen
from jiqun.records.filings.actions.printing import keep_printed_copy
from jiqun.records.filings.actions.reading import give_up_reading, read_brought
from jiqun.records.filings.actions.saving import (
    Change,
    Saved,
    Stale,
    create_filing,
    mark_changed,
    save_answer,
    save_answers,
    save_held,
)
from jiqun.records.filings.actions.word import Accepted, accept_import, discard_import

__all__ = [
    "Accepted",
    "Change",
    "Saved",
    "Stale",
    "accept_import",
    "bring_word",
    "create_filing",
    "discard_import",
    "give_up_reading",
    "keep_printed_copy",
    "mark_changed",
    "read_brought",
    "save_answer",
    "save_answers",
    "save_held",
    "seen",
    "sweep_brought",
]
