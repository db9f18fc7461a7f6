"""校验: all that the checks say of the form, mended or explained on the spot, and printed."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from jiqun.engine import (
    FINDING_LEVELS,
    NOWHERE,
    Address,
    UnknownAddress,
    UnusableInput,
    digest,
)
from jiqun.records.filings import queries as filings
from jiqun.records.filings.actions import Stale, save_answer
from jiqun.records.filings.editions import address_in
from jiqun.records.filings.wording import wording_of
from jiqun.records.verdict import NotAllowedError
from jiqun.screens.account.requests import person_of
from jiqun.screens.filling.desk import Desk, desk_at
from jiqun.screens.filling.findings import counts_of, form_findings
from jiqun.screens.filling.navigation import render_page
from jiqun.screens.filling.seat import editing_at
from jiqun.screens.filling.sent_data import sent_number, sent_value
from jiqun.screens.filling.shown_findings import EXPLAINED, UNFILLED

_STALE = "“{label}”已被{by}改为“{text}”，没有覆盖。请看过后再决定。"
_UNREAD = "无法识别要改哪一处，没有保存。请刷新页面后重试。"
_TONES = {messages.ERROR: "", messages.WARNING: "confirm", messages.SUCCESS: "done"}
_UNDO = "undo_repair"  # of the session: the last repair, until the page after it was shown
_LONGEST = 80  # characters of an answer within a message
_LEVELS = {id_: level.label for id_, level in FINDING_LEVELS.items()}
_FILTERS = {"": "全部", UNFILLED: "未填", **_LEVELS, EXPLAINED: "已说明"}


@require_GET
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The findings, all or of one level."""
    desk = desk_at(request, public_id)
    undo = request.session.pop(_UNDO, None)
    level = request.GET.get("level", "")
    level = level if level in _FILTERS else ""
    counts = counts_of(desk)
    everything = {"": sum(counts.values()), **counts}
    parts = form_findings(desk, level)
    return render_page(
        request,
        "filling/checks.html",
        desk,
        "checks",
        parts=parts,
        counts=counts,
        level=level,
        filters=[(id_, label, everything[id_]) for id_, label in _FILTERS.items()],
        skipped=desk.outcome.skipped,
        undo=undo if undo and undo["desk"] == desk.id else None,
    )


@require_GET
def printed(request: HttpRequest, public_id: str) -> HttpResponse:
    """The report of the checks, on white paper."""
    desk = desk_at(request, public_id)
    context = {
        "desk": desk,
        "parts": form_findings(desk),
        "counts": counts_of(desk),
        "skipped": desk.outcome.skipped,
        "digest": digest(desk.answers),
    }
    return render(request, "filling/checks_print.html", context)


@require_POST
def repair(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put the value of a repair into its answer, or (`undo`) the former answer back."""
    desk = desk_at(request, public_id)
    value = sent_value(request, "value")
    if not isinstance(value, str | dict):
        return _back(request, desk, messages.ERROR, _UNREAD)
    if request.POST.get("undo"):
        return _save(request, desk, value, "typed", "“{label}”已恢复为“{text}”。")
    before = filings.kept(desk.filing)[0].get(_address(request, desk))
    return _save(request, desk, value, "computed", "“{label}”已改为“{text}”。", before or "")


@require_POST
def explain(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write, change, (by an empty text) take back or (`confirm`) confirm an explanation."""
    desk = desk_at(request, public_id)
    if not _address(request, desk).code:
        return _back(request, desk, messages.ERROR, _UNREAD)
    text = request.POST.get("value", "").strip()
    if request.POST.get("confirm"):
        return _save(request, desk, text, "confirmed", "已确认情况说明仍然适用。")
    words = "情况说明已保存。" if text else "情况说明已收回。"
    return _save(request, desk, text, "typed", words)


def _save(
    request: HttpRequest,
    desk: Desk,
    value: object,
    origin: str,
    words: str,
    before: object = None,
) -> HttpResponse:
    """Save one answer at the revision the page was read at; `words` may name its label and text.
    The next page offers to put `before` back, where it is given."""
    address, number = _address(request, desk), sent_number(request, "revision")
    try:
        with editing_at(request, desk.id) as held:
            result = save_answer(held.filing, address, value, number, person_of(request), origin)
    except NotAllowedError as error:
        return _back(request, desk, messages.ERROR, error.verdict.reason)
    except UnusableInput as error:
        return _back(request, desk, messages.ERROR, str(error))
    except UnknownAddress:
        return _back(request, desk, messages.ERROR, _UNREAD)
    if isinstance(result, Stale):
        now = wording_of(desk.form, address, result.theirs)
        words = _STALE.format(label=now.label, by=result.theirs_by, text=_short(now.text))
        return _back(request, desk, messages.WARNING, words)
    now = wording_of(desk.form, address, result.value)
    words = words.format(label=now.label, text=_short(now.text))
    if before is not None:
        request.session[_UNDO] = {
            "desk": desk.id,
            "key": str(address),
            "value": json.dumps(before),
            "revision": result.revision,
            "label": now.label,
        }
    return _back(request, desk, messages.SUCCESS, words)


def _address(request: HttpRequest, desk: Desk) -> Address:
    """The answer that is named; NOWHERE for what the form does not have."""
    try:
        return address_in(desk.form, request.POST.get("key", ""))
    except UnknownAddress:
        return NOWHERE


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _back(request: HttpRequest, desk: Desk, level: int, words: str) -> HttpResponse:
    """To the page again, with what happened, at the filter it was left at."""
    messages.add_message(request, level, words, extra_tags=_TONES[level])
    level_id = request.POST.get("level", "")
    address = f"{desk.address}checks/"
    return redirect(f"{address}?level={level_id}" if level_id in _LEVELS else address)
