"""What is done from the board: counties are reminded, and one is given longer."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from jiqun.engine import UnusableInput
from jiqun.records.applications.calls import can_keep_calls, extend_office
from jiqun.records.applications.reminders import can_remind, remind
from jiqun.records.verdict import NotAllowedError, NotFound
from jiqun.screens.account.requests import person_of


@require_POST
def remind_counties(request: HttpRequest, call_id: str) -> HttpResponse:
    """Remind the counties that were ticked."""
    person = person_of(request)
    if not can_remind(person):
        raise Http404
    try:
        offices = {_number(one) for one in request.POST.getlist("office")}
        told = remind(call_id, offices, request.POST.get("words", ""), person)
    except NotFound:
        raise Http404 from None
    except UnusableInput as trouble:
        messages.error(request, str(trouble))
    else:
        words = f"已催办 {told} 个县（市、区），他们会在“提醒”里看到。"
        messages.success(request, words, extra_tags="done")
    return redirect("board", call_id)


@require_POST
def extend_county(request: HttpRequest, call_id: str) -> HttpResponse:
    """Give one county longer, with a reason."""
    person, posted = person_of(request), request.POST
    if not can_keep_calls(person):
        raise Http404
    try:
        office, close = _number(posted.get("office", "")), _moment(posted.get("county_close", ""))
        extend_office(call_id, office, close, posted.get("reason", ""), person)
    except NotFound:
        raise Http404 from None
    except NotAllowedError as refusal:
        messages.error(request, refusal.verdict.reason)
    except UnusableInput as trouble:
        messages.error(request, str(trouble))
    else:
        words = "已延期，并已通知这个单位、它的运营机构和地级市。"
        messages.success(request, words, extra_tags="done")
    return redirect("board", call_id)


def _number(text: str) -> int:
    """The primary key that a form sends; raises NotFound for what is none."""
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise NotFound
    return int(text)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UnusableInput("请填延期后的截止时间，精确到分钟。没有保存。") from None
    return timezone.make_aware(moment) if moment.tzinfo is None else moment
