"""Asking for corrections 修改要求, and answering what was asked."""

from __future__ import annotations

from django.utils import timezone

from jiqun.engine import UnknownAddress, UnusableInput, parse_place
from jiqun.records.applications.models import Application, Request
from jiqun.records.applications.moves import PROCEDURE, SEND_BACK
from jiqun.records.applications.queries import application_held
from jiqun.records.applications.requests_made import open_round
from jiqun.records.applications.rules import can_edit, roles_in
from jiqun.records.filings.editions import form_of
from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Person
from jiqun.records.short_texts import short_text
from jiqun.records.verdict import NotAllowedError, NotFound, Verdict


def can_ask(person: Person, application: Application) -> Verdict:
    """Whether a person may write down what is to be corrected: who may send it back."""
    return PROCEDURE.may(SEND_BACK, application.place, roles_in(person, application))


def ask_correction(
    public_id: str, target: str, wrong: str, wanted: str, by: Person, source: str = "web"
) -> Request:
    """Write down what is wrong at an answer (an address as text; empty: the whole) and what is
    wanted; it is sent with the next return.

    Raises NotFound and NotAllowedError, UnusableInput (Chinese) for texts that are missing or too
    long, and for an answer that the form does not have.
    """
    texts = short_text("哪里不对", wrong), short_text("要怎么改", wanted)
    with writing():
        held = application_held(by, public_id)
        _require(can_ask(by, held))
        made = Request.objects.create(
            application=held,
            level=held.level,
            target=place_of_request(held, target),
            wrong=texts[0],
            wanted=texts[1],
            made_by=by,
            made_at=timezone.now(),
        )
        details = {"request": made.pk, "wrong": made.wrong, "wanted": made.wanted}
        record("request_made", held.subject, by, made.target, details, source)
    return made


def drop_request(public_id: str, request_id: str, by: Person, source: str = "web") -> None:
    """Take back a request that was not sent yet. Raises NotFound and NotAllowedError."""
    with writing():
        held = application_held(by, public_id)
        _require(can_ask(by, held))
        found = Request.objects.filter(
            application=held, public_id=request_id, round=None, level=held.level
        ).first()
        if found is None:
            raise NotFound
        details = {"request": found.pk, "wrong": found.wrong, "wanted": found.wanted}
        record("request_dropped", held.subject, by, found.target, details, source)
        found.delete()


def answer_request(
    public_id: str, request_id: str, reply: str, by: Person, source: str = "web"
) -> Request:
    """Say what was done about a request of the round that is open. Raises NotFound,
    NotAllowedError, and UnusableInput (Chinese) for a reply that is missing or too long."""
    text = short_text("修改情况", reply)
    with writing():
        held = application_held(by, public_id)
        _require(can_edit(by, held))
        sent_back = open_round(held)
        found = sent_back and sent_back.requests.filter(public_id=request_id).first()
        if not found:
            raise NotFound
        found.reply, found.replied_by, found.replied_at = text, by, timezone.now()
        found.save(update_fields=["reply", "replied_by", "replied_at"])
        details = {"request": found.pk, "reply": text}
        record("request_answered", held.subject, by, found.target, details, source)
    return found


def place_of_request(application: Application, target: str) -> str:
    """The address of what a request is about, as it is kept; empty for the whole. Raises
    UnusableInput (Chinese) for an answer that the form does not have."""
    if not target:
        return ""
    try:
        return str(parse_place(form_of(application.filing), target))
    except UnknownAddress:
        raise UnusableInput("表中没有这一项，没有保存。请刷新页面后再试。") from None


def _require(verdict: Verdict) -> None:
    if not verdict:
        raise NotAllowedError(verdict)
