"""What a round of correction changed, answer by answer, in three classes: what was asked for, what
went along with it, and what nobody asked for."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jiqun.engine import Address, labels_of
from jiqun.records.applications.opened_answers import fields_asked, lists_of, taken_along
from jiqun.records.applications.requests_made import requests_of, rounds_of
from jiqun.records.filings.wording import text_of
from jiqun.records.versions.content import content_of, differences
from jiqun.screens.applications.application_seat import application_at
from jiqun.screens.filling.desk import desk_at
from jiqun.screens.filling.navigation import render_page

CLASSES = {"asked": "要求修改的", "along": "连带修改的", "other": "没有要求的"}


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """An answer that differs: its words, where it is, before and after, and why it was open."""

    label: str
    address: str
    before: str
    after: str
    why: str


@require_GET
def page(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """The page, for the screen and for the printer."""
    desk = desk_at(request, public_id)
    rounds = {one.number: one for one in rounds_of(application_at(desk.seat))}
    sent_back = rounds.get(number)
    if sent_back is None or sent_back.after is None:
        raise Http404
    before, after = (content_of(v.content) for v in (sent_back.before, sent_back.after))
    form, labels = desk.form, labels_of(desk.form)
    asked = fields_asked(form, requests_of(sent_back))
    along = taken_along(form, asked or set())
    asked_lists, along_lists = lists_of(form, asked or ()), lists_of(form, along)

    def sort_of(at: Address) -> tuple[str, str]:
        name = at.list or at.field
        if asked is None or name in asked or name in asked_lists:
            return "asked", ""
        if at.code or name in along or name in along_lists:
            return "along", along[name].why if name in along else ""
        return "other", ""

    found: dict[str, list[ChangedAnswer]] = {sort: [] for sort in CLASSES}
    for at, pair in differences(before, after).items():
        sort, why = sort_of(at)
        was, now = (text_of(form, at, value) for value in pair)
        found[sort].append(ChangedAnswer(labels.full(at), desk.address_of(at), was, now, why))
    return render_page(
        request,
        "applications/comparison.html",
        desk,
        "procedure",
        round=sent_back,
        classes=[(label, found[sort]) for sort, label in CLASSES.items()],
    )
