"""Asking for more to be opened 申请开放: what a county corrects beside what was asked for, once the
office that sent it back agrees. What it agrees to counts as asked for from then on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from jiqun.engine import Address, UnusableInput, labels_of, parse_place
from jiqun.records.applications.correcting import place_of_request
from jiqun.records.applications.models import Application, OpeningAsk, Request
from jiqun.records.applications.opened_answers import names_opened
from jiqun.records.applications.queries import application_held
from jiqun.records.applications.requests_made import open_round, requests_of
from jiqun.records.applications.rules import can_edit, offices_told, roles_in
from jiqun.records.applications.stages import CITY_LEVEL, REGION_LEVEL, RETURNED
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.openings import is_open_at, open_only
from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.roles import CITY, COUNTY, Role, in_group
from jiqun.records.outbox.actions import tell
from jiqun.records.short_texts import short_text
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound, Verdict, refused

_DECIDERS = {
    CITY_LEVEL: in_group(CITY),
    REGION_LEVEL: frozenset({Role.REGION_OFFICER.value, Role.REGION_HEAD.value}),
}
_AGREED = "同意开放，按申请修改。"


@dataclass(frozen=True, slots=True)
class OpeningAsked:
    """What a county asked to be opened: the answer and its words, why, by whom and when, and what
    was decided (None: nothing yet) with which words."""

    id: str
    at: Address
    label: str
    reason: str
    asked_by: str
    asked_at: datetime
    granted: bool | None
    reply: str


def can_ask_more(person: Person, application: Application) -> Verdict:
    """Whether a person asks for more to be opened: the county, while it corrects."""
    if application.stage != RETURNED or application.filing.open_only is None:
        return refused("现在没有只开放一部分的退回修改，不用申请开放。")
    if not roles_in(person, application) & in_group(COUNTY):
        return refused("申请开放由县（市、区）提出。")
    return can_edit(person, application)


def can_decide_more(person: Person, application: Application) -> Verdict:
    """Whether a person decides on what was asked: an officer of the level that sent it back."""
    if application.stage != RETURNED:
        return refused("申报不在退回修改中，不能再答复。")
    if not roles_in(person, application) & _DECIDERS[application.level]:
        return refused("申请开放由退回的单位答复。")
    return ALLOWED


def asks_of(application: Application) -> list[OpeningAsked]:
    """What was asked to be opened in the round that is open, the first leading."""
    sent_back = open_round(application)
    if sent_back is None:
        return []
    form = form_of(application.filing)
    labels = labels_of(form)
    rows = sent_back.opening_asks.select_related("asked_by")
    places = [(one, parse_place(form, one.target)) for one in rows]
    return [
        OpeningAsked(
            one.public_id,
            at,
            labels.full(at),
            one.reason,
            one.asked_by.full_name,
            timezone.localtime(one.asked_at),
            one.granted,
            one.reply,
        )
        for one, at in places
    ]


def ask_more(public_id: str, target: str, reason: str, by: Person, source: str = "web") -> None:
    """Ask for an answer to be opened, and say why; asked twice it is asked once.

    Raises NotFound, NotAllowedError, and UnusableInput (Chinese) for a reason that is missing or
    too long, an answer that the form does not have, and one that is open already.
    """
    text = short_text("申请开放的理由", reason)
    with writing():
        held = application_held(by, public_id)
        _require(can_ask_more(by, held))
        sent_back = open_round(held)
        place = place_of_request(held, target)
        if sent_back is None or not place:
            raise UnusableInput("请选择要开放的填报项，没有保存。")
        if is_open_at(held.filing, parse_place(form_of(held.filing), place)):
            raise UnusableInput("这一项已经开放，可以直接修改。")
        made, new = OpeningAsk.objects.get_or_create(
            round=sent_back,
            target=place,
            granted=None,
            defaults={"reason": text, "asked_by": by, "asked_at": timezone.now()},
        )
        if new:
            details = {"ask": made.pk, "reason": text}
            record("opening_asked", held.subject, by, place, details, source)
            words = f"{held.call.title} · {held.county.name}：申请开放一个填报项"
            tell(offices_told(held, (held.level,)), held.subject, "opening_asked", words)


def decide_more(
    public_id: str, ask_id: str, grant: bool, reply: str, by: Person, source: str = "web"
) -> None:
    """Open what was asked for, with what goes along, or say why not. Raises NotFound,
    NotAllowedError, and UnusableInput (Chinese) where it is refused without words."""
    text = _AGREED if grant and not reply.strip() else short_text("答复", reply)
    with writing():
        held = application_held(by, public_id)
        _require(can_decide_more(by, held))
        sent_back = open_round(held)
        ask = sent_back and sent_back.opening_asks.filter(public_id=ask_id, granted=None).first()
        if not sent_back or not ask:
            raise NotFound
        now = timezone.now()
        ask.granted, ask.reply, ask.decided_by, ask.decided_at = grant, text, by, now
        ask.save(update_fields=["granted", "reply", "decided_by", "decided_at"])
        if grant:
            Request.objects.create(
                application=held,
                round=sent_back,
                level=held.level,
                target=ask.target,
                wrong=ask.reason,
                wanted=text,
                made_by=by,
                made_at=now,
                reply=ask.reason,
                replied_by=ask.asked_by,
                replied_at=now,
            )
            opened = names_opened(form_of(held.filing), requests_of(sent_back))
            before = held.filing.open_only or ()
            open_only(held.filing, None if opened is None else {*before, *opened})
        kind = "opening_granted" if grant else "opening_refused"
        record(kind, held.subject, by, ask.target, {"ask": ask.pk, "reply": text}, source)
        words = f"{held.call.title} · {held.county.name}：申请开放的填报项已有答复"
        tell(offices_told(held, (COUNTY,)), held.subject, kind, words)


def _require(verdict: Verdict) -> None:
    if not verdict:
        raise NotAllowedError(verdict)
