"""单位变更: an office gets another name, is merged into another or split; first it is shown what
will happen, then it is confirmed, and what is to come may be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jiqun.records.organisations.change_previews import ChangePreview
from jiqun.records.organisations.managed_acts import (
    changes_at,
    make_change_at,
    preview_change_at,
    take_back_change_at,
)
from jiqun.records.organisations.planned_changes import MERGE, RENAME, SPLIT, ChangeAsked
from jiqun.records.verdict import NotAllowedError, NotFound
from jiqun.screens.account.requests import person_of
from jiqun.screens.organisations.posted import day_in, number_in, numbers_in, placed_in

if TYPE_CHECKING:
    from django.http import QueryDict

_DEEDS = ("preview", "confirm", "take_back")
_WORDS = {RENAME: "改名", MERGE: "并入另一个单位", SPLIT: "拆分"}


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, office: int) -> HttpResponse:
    """The page; with POST a change is looked at, made or kept, or taken back."""
    by, posted = person_of(request), request.POST
    try:
        name = changes_at(by, office).name  # for others it is not there, whatever is asked
        if request.method != "POST":
            return _page(request, office)
        if posted.get("do") not in _DEEDS:
            raise Http404
        if posted["do"] == "take_back":
            take_back_change_at(by, office, posted.get("reason", ""))
            messages.success(request, "已撤回，单位不变。", extra_tags="done")
            return redirect("people_office_change", office=office)
        asked = _asked(posted)
        if posted["do"] == "preview":
            return _page(request, office, preview_change_at(by, office, asked))
        made = make_change_at(by, office, asked)
    except NotFound:
        raise Http404 from None
    except NotAllowedError as refusal:
        messages.error(request, refusal.verdict.reason)
        return _page(request, office)
    messages.success(request, _done(name, asked, made), extra_tags="done")
    if made and asked.kind != RENAME:
        return redirect("people")  # the office is no more
    return redirect("people_office_change", office=office)


def _done(name: str, asked: ChangeAsked, made: bool) -> str:
    words = _WORDS.get(asked.kind, "")
    return f"{name}已{words}。" if made else f"已登记：{name}到期{words}。生效以前可以撤回。"


def _asked(posted: QueryDict) -> ChangeAsked:
    kind = posted.get("kind", "")
    if kind not in _WORDS:
        raise Http404
    return ChangeAsked(
        kind,
        day_in(posted, "on"),
        posted.get("reason", ""),
        posted.get("name", ""),
        numbers_in(posted, "into"),
        number_in(posted, "acts"),
        placed_in(posted, "below-"),
        placed_in(posted, "person-"),
    )


def _page(request: HttpRequest, number: int, preview: ChangePreview | None = None) -> HttpResponse:
    posted = request.POST
    details = changes_at(person_of(request), number)
    sent = [
        (name, value)
        for name, values in posted.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "do")
    ]
    context = {
        "details": details,
        "choice": details.choice,
        "preview": preview,
        "sent": sent,
        "kind": posted.get("kind", ""),
        "typed": posted,
        "typed_into": numbers_in(posted, "into"),
        "places": [
            (legend, begin, [(at, words, placed.get(at)) for at, words in things])
            for legend, begin, things in (
                ("人员转入", "person-", details.choice.people),
                ("下级单位归到", "below-", details.choice.below),
            )
            for placed in (placed_in(posted, begin),)
            if things
        ],
        "acts": number_in(posted, "acts"),
        "today_text": timezone.localdate().isoformat(),
    }
    return render(request, "organisations/change.html", context)
