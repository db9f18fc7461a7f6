"""Talking at an answer: opening a thread, saying something, settling it, opening it again.

Who may is a rule of the records above; they call these inside `writing`, with the filing held.
"""

from __future__ import annotations

from django.utils import timezone

from jiqun.engine import UnknownAddress, UnusableInput
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import kept
from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Person
from jiqun.records.short_texts import short_text
from jiqun.records.talks.models import TalkEntryRow, TalkRow
from jiqun.records.talks.places import is_added_row, row_text, talk_place
from jiqun.records.talks.queries import talk_row
from jiqun.records.verdict import NotAllowedError, refused

_LABEL = "要说的话"
_SETTLED = refused("这条讨论已经了结。要接着说，请先“重新打开”。")


def open_talk(
    filing: Filing, target: str, text: str, by: Person, source: str = "web"
) -> tuple[str, bool]:
    """Open a thread at a place (an address as text; empty: the whole) with what is said first; its
    id, and whether it is new: sent twice it is opened once.

    Raises UnusableInput (Chinese) for a text that cannot be kept and a place there is not.
    """
    said, form = short_text(_LABEL, text), form_of(filing)
    try:
        at = talk_place(form, target)
    except UnknownAddress:
        raise UnusableInput("表中没有这一项，没有保存。请刷新页面后再试。") from None
    words = ""
    if is_added_row(at):
        words = row_text(form, kept(filing)[0], at)
        if not words:
            raise UnusableInput("这一行还没有保存内容。请填好这一行，显示“已保存”以后再讨论。")
    with writing():
        earlier = filing.talks.filter(target=str(at), row_text=words, settled_at=None).last()
        if earlier is not None and _just_said(earlier, said, by) and earlier.entries.count() == 1:
            return earlier.public_id, False
        now = timezone.now()
        talk = TalkRow.objects.create(filing=filing, target=str(at), row_text=words, opened_at=now)
        _say(talk, said, by)
        details = {"filing": filing.pk, "text": said, "row": words}
        record("talk_opened", talk.subject, by, talk.target, details, source)
    return talk.public_id, True


def reply(filing: Filing, talk_id: str, text: str, by: Person, source: str = "web") -> bool:
    """Say something in a thread that is open; whether it is new: sent twice it is said once.
    Raises NotFound, NotAllowedError for a settled one, and UnusableInput (Chinese)."""
    said = short_text(_LABEL, text)
    with writing():
        talk = talk_row(filing, talk_id)
        if talk.settled_at is not None:
            raise NotAllowedError(_SETTLED)
        if _just_said(talk, said, by):
            return False
        _say(talk, said, by)
        record("talk_replied", talk.subject, by, talk.target, {"text": said}, source)
    return True


def settle(filing: Filing, talk_id: str, by: Person, source: str = "web") -> bool:
    """Say that nothing is open in a thread; whether something was. Raises NotFound."""
    with writing():
        talk = talk_row(filing, talk_id)
        if talk.settled_at is not None:
            return False
        talk.settled_at, talk.settled_by = timezone.now(), by
        talk.save(update_fields=["settled_at", "settled_by"])
        record("talk_settled", talk.subject, by, talk.target, source=source)
    return True


def open_again(filing: Filing, talk_id: str, by: Person, source: str = "web") -> bool:
    """Open a settled thread again; whether it was settled. Raises NotFound."""
    with writing():
        talk = talk_row(filing, talk_id)
        if talk.settled_at is None:
            return False
        talk.settled_at = talk.settled_by = None
        talk.save(update_fields=["settled_at", "settled_by"])
        record("talk_reopened", talk.subject, by, talk.target, source=source)
    return True


def _just_said(talk: TalkRow, said: str, by: Person) -> bool:
    last = talk.entries.last()
    return last is not None and last.by_id == by.pk and last.text == said


def _say(talk: TalkRow, said: str, by: Person) -> None:
    TalkEntryRow.objects.create(
        talk=talk, text=said, by=by, office=by.office_name, at=timezone.now()
    )
