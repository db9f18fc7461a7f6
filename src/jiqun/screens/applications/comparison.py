"""Two versions compared answer by answer: those of a round of correction, in three classes (what
was asked for, what went along with it, what nobody asked for), and any two at will."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jiqun.engine import Address, labels_of
from jiqun.records.applications.opened_answers import fields_asked, lists_of, taken_along
from jiqun.records.applications.requests_made import requests_of, rounds_of
from jiqun.records.filings.wording import text_of
from jiqun.records.versions.content import content_of, differences
from jiqun.records.versions.queries import versions_of
from jiqun.screens.applications.application_seat import application_at
from jiqun.screens.filling.desk import Desk, desk_at
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
    return _shown(
        request,
        desk,
        f"第{sent_back.number}次退回的改动",
        (sent_back.before.number, sent_back.after.number),
        [(label, found[sort]) for sort, label in CLASSES.items()],
    )


@require_GET
def between(request: HttpRequest, public_id: str) -> HttpResponse:
    """Any two versions, as the address says: `from` and `to` are their numbers."""
    desk = desk_at(request, public_id)
    numbered = {str(one.number): one for one in versions_of(application_at(desk.seat).filing)}
    pair = [numbered.get(request.GET.get(name, "")) for name in ("from", "to")]
    before, after = pair
    if before is None or after is None:
        raise Http404
    labels = labels_of(desk.form)
    found = []
    for at, values in differences(content_of(before.content), content_of(after.content)).items():
        was, now = (text_of(desk.form, at, value) for value in values)
        found.append(ChangedAnswer(labels.full(at), desk.address_of(at), was, now, ""))
    numbers = (before.number, after.number)
    return _shown(request, desk, "版本对照", numbers, [("不同的项", found)])


def _shown(
    request: HttpRequest,
    desk: Desk,
    title: str,
    numbers: tuple[int, int],
    classes: list[tuple[str, list[ChangedAnswer]]],
) -> HttpResponse:
    return render_page(
        request,
        "applications/comparison.html",
        desk,
        "procedure",
        title=title,
        before=numbers[0],
        after=numbers[1],
        classes=classes,
    )
