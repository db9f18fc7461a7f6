"""Writing filings: every change of answers, the Word files taken in and out, who is there."""

from jiqun.records.filings.actions.presence import seen
from jiqun.records.filings.actions.printing import keep_printed_copy
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
from jiqun.records.filings.actions.word import (
    Accepted,
    accept_import,
    discard_import,
    preview_word,
)

__all__ = [
    "Accepted",
    "Change",
    "Saved",
    "Stale",
    "accept_import",
    "create_filing",
    "discard_import",
    "keep_printed_copy",
    "mark_changed",
    "preview_word",
    "save_answer",
    "save_answers",
    "save_held",
    "seen",
]
