"""讨论: all threads of an application on a page, those at one answer beside it, and saying
something in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from jiqun.engine import NOWHERE, Address, UnknownAddress, labels_of
from jiqun.records.applications.talking import (
    ask_at,
    can_read_talk,
    can_talk,
    reopen_talk,
    reply_in,
    settle_talk,
)
from jiqun.records.short_texts import LONGEST
from jiqun.records.talks.places import talk_place
from jiqun.records.talks.queries import Talk, talks_at, talks_of
from jiqun.records.verdict import Verdict
from jiqun.screens.account.requests import asks_for_data, person_of
from jiqun.screens.applications.application_seat import application_at
from jiqun.screens.filling.answer_marks import marks_of
from jiqun.screens.filling.attempts import trouble_of, try_and_tell
from jiqun.screens.filling.desk import Desk, desk_at
from jiqun.screens.filling.navigation import render_page

PAGE_SIZE = 30
_DONE = {
    "ask": "已发起讨论，并通知了其他单位。",
    "reply": "已回复，并通知了其他单位。",
    "settle": "这条讨论已了结。",
    "reopen": "已重新打开这条讨论。",
}


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A thread with the words for where it hangs, and the page of that; empty for the whole."""

    talk: Talk
    label: str
    address: str


@require_GET
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """All threads, the open ones first."""
    desk = _desk(request, public_id)
    shown = Paginator(talks_of(desk.filing), PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(
        request,
        "applications/talks.html",
        desk,
        "talks",
        page=shown,
        lines=_lines(desk, shown),
        talking=_verdict(request, desk),
        longest=LONGEST,
    )


@require_GET
def at_answer(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """The threads at one answer or row, as a piece of a page."""
    desk = _desk(request, public_id)
    return _piece(request, desk, _asked(desk, key))


@require_POST
def say(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open a thread, say something in one, settle one, or open it again; told to a script as the
    piece at the answer, else by the page."""
    desk, person, posted = _desk(request, public_id), person_of(request), request.POST
    own, text = application_at(desk.seat).public_id, posted.get("text", "")
    target, talk = posted.get("target", ""), posted.get("talk", "")
    acts: Mapping[str, Callable[[], object]] = {
        "ask": partial(ask_at, own, target, text, person),
        "reply": partial(reply_in, own, talk, text, person),
        "settle": partial(settle_talk, own, talk, person),
        "reopen": partial(reopen_talk, own, talk, person),
    }
    do = posted.get("do", "")
    if do not in acts:
        raise Http404
    if not asks_for_data(request):
        try_and_tell(request, _DONE[do], acts[do])
        return redirect(f"{desk.address}talks/")
    at = _asked(desk, target)
    return _piece(request, desk, at, trouble_of(acts[do]))


def _desk(request: HttpRequest, public_id: str) -> Desk:
    """The desk of an application as it is now, for who reads its talk; raises Http404: a version
    tells nothing of it."""
    desk = desk_at(request, public_id)
    application = application_at(desk.seat)
    if desk.version is not None or not can_read_talk(person_of(request), application):
        raise Http404
    return desk


def _asked(desk: Desk, key: str) -> Address:
    try:
        return talk_place(desk.form, key)
    except UnknownAddress:
        raise Http404 from None


def _piece(request: HttpRequest, desk: Desk, at: Address, trouble: str = "") -> HttpResponse:
    talks = talks_at(desk.filing, at)
    context = {
        "desk": desk,
        "lines": _lines(desk, talks),
        "place": _label(desk, at),
        "key": str(at),
        "open": sum(talk.is_open for talk in talks),
        "counts": _counts(desk),
        "trouble": trouble,
        "talking": _verdict(request, desk),
        "longest": LONGEST,
    }
    return render(request, "applications/talks_at.html", context, status=422 if trouble else 200)


def _counts(desk: Desk) -> Mapping[str, int]:
    """How many threads are open in each part."""
    marks = marks_of(desk)
    return dict((marks.open_by_section(desk.form) if marks else None) or {})


def _verdict(request: HttpRequest, desk: Desk) -> Verdict:
    return can_talk(person_of(request), application_at(desk.seat))


def _lines(desk: Desk, talks: Iterable[Talk]) -> list[TalkLine]:
    return [
        TalkLine(talk, _label(desk, talk.at), desk.address_of(talk.at) if talk.at else "")
        for talk in talks
    ]


def _label(desk: Desk, at: Address) -> str:
    """The words for a place; a row of one's own in the plan by what it calls itself."""
    if at == NOWHERE:
        return "整份申报"
    row = desk.kept[0].get(at)
    own = str(row.get("label", "")) if isinstance(row, Mapping) else ""
    return labels_of(desk.form).full(at, own)
