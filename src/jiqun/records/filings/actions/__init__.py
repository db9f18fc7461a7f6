"""Writing filings: every change of answers, the Word files taken in and out, who is there."""

from jiqun.records.filings.actions.accept_upload import Accepted, accept_import, discard_import
from jiqun.records.filings.actions.asking_explanations import ask_explanations
from jiqun.records.filings.actions.editing_filing import editing_filing
from jiqun.records.filings.actions.judging_anew import judge_anew
from jiqun.records.filings.actions.printed_copy import keep_printed_copy
from jiqun.records.filings.actions.read_upload import give_up_reading, read_uploaded_word
from jiqun.records.filings.actions.saving import (
    Change,
    NothingToExplain,
    Saved,
    Stale,
    create_filing,
    mark_changed,
    save_answer,
    save_answers,
    save_held,
)
from jiqun.records.filings.actions.upload_word import sweep_uploads, upload_word_file
from jiqun.records.filings.presence import note_presence

__all__ = [
    "Accepted",
    "Change",
    "NothingToExplain",
    "Saved",
    "Stale",
    "accept_import",
    "ask_explanations",
    "create_filing",
    "discard_import",
    "editing_filing",
    "give_up_reading",
    "judge_anew",
    "keep_printed_copy",
    "mark_changed",
    "note_presence",
    "read_uploaded_word",
    "save_answer",
    "save_answers",
    "save_held",
    "sweep_uploads",
    "upload_word_file",
]
