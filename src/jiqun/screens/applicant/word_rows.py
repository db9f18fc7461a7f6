"""The rows of a Word preview as the page shows them, and what became of a preview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from jiqun.records.filings.actions.word import ImportPreview
from jiqun.records.filings.queries import PreviewRow, preview_rows, wording_of
from jiqun.records.journal.queries import details_of, events_of

_COMPARED = 1200  # characters; longer texts are shown without marks
_THEIRS, _CONFLICT = "theirs", "conflict"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text, and whether it differs from the other text."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A row with the text of the file marked where it differs from what is here."""

    row: PreviewRow
    theirs: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What was taken of a file and what was refused, by label, with who decided and when."""

    taken: tuple[str, ...]
    refused: tuple[str, ...]
    by: str
    at: datetime


def sides_of(preview: ImportPreview) -> list[Side]:
    """Every answer of the paper three ways."""
    return [Side(row, _marked(row.mine, row.theirs)) for row in preview_rows(preview)]


def undecided(preview: ImportPreview) -> list[str]:
    """The keys of the answers the file has otherwise than they are here because of itself."""
    return [row.key for row in preview_rows(preview) if row.nature in (_THEIRS, _CONFLICT)]


def result_of(preview: ImportPreview) -> Result | None:
    """What the last decision on a preview was; None before the first."""
    events = events_of(preview.filing.subject).filter(kind="word_imported")
    event = events.filter(details__contains=preview.public_id).order_by("-id").first()
    if event is None:
        return None
    details = details_of(event)
    return Result(
        _labels(preview, details, "accepted"),
        _labels(preview, details, "refused"),
        event.person_name,
        event.at,
    )


def _labels(preview: ImportPreview, details: Mapping[str, object], what: str) -> tuple[str, ...]:
    keys = details[what]
    found = keys if isinstance(keys, list) else []
    return tuple(wording_of(preview.filing, str(key), None).label for key in found)


def _marked(mine: str, theirs: str) -> tuple[Stretch, ...]:
    if not mine or not theirs or max(len(mine), len(theirs)) > _COMPARED:
        return (Stretch(theirs, False),)
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    stretches = (
        Stretch(theirs[start:end], tag != "equal")
        for tag, _, _, start, end in matcher.get_opcodes()
    )
    return tuple(stretch for stretch in stretches if stretch.text)
