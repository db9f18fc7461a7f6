"""What happened to an application, event by event, in the words of the register of events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from jiqun.engine import NOWHERE, Address, Form, UnknownAddress, labels_of, parse_address
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.queries import ORIGINS
from jiqun.records.filings.wording import text_of
from jiqun.records.journal.event_kinds import ANSWER_CHANGED, EVENT_KINDS
from jiqun.records.journal.queries import Happened

if TYPE_CHECKING:
    from jiqun.records.filings.models import Filing

_SOMETHING = "做了一处改动"


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An event: when, who, in words. Where an answer changed, also its address and label, the text
    before and after, and how it came."""

    at: datetime
    person: str
    office: str
    words: str
    address: Address = NOWHERE
    label: str = ""
    change: tuple[str, str] | None = None
    origin: str = ""


def activity_line(filing: Filing, event: Happened) -> ActivityLine:
    """An event of a filing as people read it."""
    details = event.details
    who = (timezone.localtime(event.at), event.person, event.office)
    if event.kind != ANSWER_CHANGED:
        return ActivityLine(*who, _words(form_of(filing), event.kind, details))
    origin = str(ORIGINS[str(details["origin"])])
    form = form_of(filing)
    try:
        at = parse_address(form, event.topic)
    except UnknownAddress:
        return ActivityLine(*who, event.topic, origin=origin)
    label = labels_of(form).full(at)
    words = EVENT_KINDS[ANSWER_CHANGED].format(label=label)
    return ActivityLine(*who, words, at, label, _change(form, at, details), origin)


def _change(form: Form, at: Address, details: Mapping[str, object]) -> tuple[str, str]:
    """Before and after as people read them; of a list only how many rows it had."""
    rows = details.get("rows")
    if isinstance(rows, list):
        before, after = (f"{count}行" if count else "" for count in rows)
    else:
        before, after = (text_of(form, at, details[k]) for k in ("before", "after"))
    return before, after


def _place(form: Form, target: str) -> str:
    """What evidence was for, in words; as it was noted where the form has it no longer."""
    try:
        return labels_of(form).full(parse_address(form, target)) if target else ""
    except UnknownAddress:
        return target


def _words(form: Form, kind: str, details: Mapping[str, object]) -> str:
    accepted = details.get("accepted")
    return EVENT_KINDS.get(kind, _SOMETHING).format(
        name=details.get("name", ""),
        file=details.get("file", ""),
        trouble=details.get("trouble", ""),
        use=_place(form, str(details.get("use", ""))),
        accepted=len(accepted) if isinstance(accepted, list) else 0,
    )
