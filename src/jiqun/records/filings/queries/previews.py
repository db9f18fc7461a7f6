"""A Word file beside what is here, answer by answer: what it was, what is here, what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from jiqun.engine import Address, Form, in_order, labels_of
from jiqun.records.filings.current_answers import placed
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import Filing, ImportPreview, PreviewState
from jiqun.records.filings.normalise import as_text, from_text
from jiqun.records.filings.public_ids import is_id
from jiqun.records.filings.wording import text_of
from jiqun.records.journal.queries import Happened, details_of, events_of, happened

_BEGUN_WITHIN = timedelta(seconds=30)
_READ_WITHIN = timedelta(seconds=60)  # the reader itself gives up after 30

SAME, THEIRS, MINE, CONFLICT = "same", "theirs", "mine", "conflict"
NATURES = {
    SAME: "相同",
    THEIRS: "只有文件改过",
    MINE: "只有这里改过",
    CONFLICT: "两边都改过",
}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One answer three ways, as people read it; `base` is None where it is not known what the file
    was printed from. `nature` is same, theirs, mine or conflict; `nature_label` says it."""

    address: Address
    label: str
    base: str | None
    mine: str
    theirs: str
    nature: str
    nature_label: str
    revision: int


@dataclass(frozen=True, slots=True)
class Wait:
    """A file that is not read yet: whether the reading has begun, since how many seconds it has
    (or has not), whether that is longer than it should be, and whether others are being read."""

    begun: bool
    seconds: int
    late: bool
    others: bool


def decision_on(preview: ImportPreview) -> Happened | None:
    """The last decision on what a file says; None before the first."""
    events = events_of(preview.filing.subject).filter(kind="word_imported").order_by("-id")
    decisions = (event for event in events if details_of(event)["preview"] == preview.public_id)
    last = next(decisions, None)
    return happened(last) if last else None


def preview_of(filing: Filing, public_id: str) -> ImportPreview:
    """A preview of a filing; raises ImportPreview.DoesNotExist, also for one of another filing."""
    if not is_id(public_id):
        raise ImportPreview.DoesNotExist
    return ImportPreview.objects.select_related("filing", "created_by", "waits_for").get(
        filing=filing, public_id=public_id
    )


def open_previews(filing: Filing) -> list[ImportPreview]:
    """The previews nobody has decided on, those still being read among them; the latest first."""
    undecided = (PreviewState.READING, PreviewState.OPEN)
    return list(filing.previews.filter(state__in=undecided).order_by("-created_at"))


def wait_for(preview: ImportPreview, at: datetime | None = None) -> Wait:
    """How the reading of a file stands that is not read yet."""
    now = at or timezone.now()
    begun = preview.begun_at is not None
    waited = now - (preview.begun_at or preview.created_at)
    late = waited > (_READ_WITHIN if begun else _BEGUN_WITHIN)
    reading = ImportPreview.objects.filter(state=PreviewState.READING)
    return Wait(
        begun,
        max(0, int(waited.total_seconds())),
        late,
        # Where others are being read, somebody does read.
        late and not begun and reading.filter(begun_at__gt=now - _READ_WITHIN).exists(),
    )


def preview_rows(preview: ImportPreview) -> list[PreviewRow]:
    """Every answer of the paper three ways, in the order of the form, as it was when the file was
    read. Those of the nature same need no decision."""
    form = form_of(preview.filing)
    base = _mapping(preview.base) if preview.base else None
    mine, theirs = _mapping(preview.mine), _mapping(preview.theirs)
    places = in_order(form, dict(placed(form, theirs.items())))
    return [_row(form, at, base, mine[str(at)], theirs[str(at)]) for at in places]


def report_of(preview: ImportPreview) -> Mapping[str, object]:
    """The reader's report: conflicts, differences (skeleton), unclear, notices, each entry with a
    Chinese `message`; `notices` are sentences themselves."""
    return _mapping(preview.report)


def _row(
    form: Form, at: Address, base: Mapping[str, object] | None, mine: object, theirs: object
) -> PreviewRow:
    value, revision = mine if isinstance(mine, list) else (None, 0)
    before = base.get(str(at)) if base is not None else None
    nature = _nature(before, value, theirs)
    return PreviewRow(
        at,
        labels_of(form).full(at),
        None if base is None else text_of(form, at, before),
        text_of(form, at, value),
        text_of(form, at, theirs),
        nature,
        NATURES[nature],
        int(revision),
    )


def _nature(base: object, mine: object, theirs: object) -> str:
    """Where no base is known it counts as empty: then what only one side has is that side's."""
    base_text, my_text, their_text = as_text(base), as_text(mine), as_text(theirs)
    if my_text == their_text:
        return SAME
    if my_text == base_text:
        return THEIRS
    return MINE if their_text == base_text else CONFLICT


def _mapping(text: str) -> dict[str, object]:
    value = from_text(text)
    return value if isinstance(value, dict) else {}
