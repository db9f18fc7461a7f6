"""Reading filings: answers and what follows from them, histories, states of the parts, previews."""

from jiqun.records.filings.presence import Present, people_present
from jiqun.records.filings.progress import Progress
from jiqun.records.filings.queries.answers_and_outcome import (
    AnswerNow,
    answers,
    answers_now,
    interchange,
    kept,
    outcome,
    read_evidence,
)
from jiqun.records.filings.queries.history import (
    ORIGINS,
    Version,
    changes_of,
    history,
    versions,
)
from jiqun.records.filings.queries.listed_texts import texts_at
from jiqun.records.filings.queries.previews import (
    PreviewRow,
    Wait,
    decision_on,
    open_previews,
    preview_of,
    preview_rows,
    report_of,
    wait_for,
)
from jiqun.records.filings.queries.sections import (
    SectionState,
    progress,
    section_states,
)
from jiqun.records.filings.queries.visible_filings import filing_for, filing_held, filings_for

__all__ = [
    "ORIGINS",
    "AnswerNow",
    "Present",
    "PreviewRow",
    "Progress",
    "SectionState",
    "Version",
    "Wait",
    "answers",
    "answers_now",
    "changes_of",
    "decision_on",
    "filing_for",
    "filing_held",
    "filings_for",
    "history",
    "interchange",
    "kept",
    "open_previews",
    "outcome",
    "people_present",
    "preview_of",
    "preview_rows",
    "progress",
    "read_evidence",
    "report_of",
    "section_states",
    "texts_at",
    "versions",
    "wait_for",
]
