"""The frame of the desk: the line that says where I am, and the left column."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jiqun.records.applications.notices import NEAR
from jiqun.records.applications.rules import closes_at
from jiqun.records.filings.queries import Present, SectionState, people_present
from jiqun.screens.account.requests import person_of
from jiqun.screens.applicant.desk import Desk

# The pages beside the parts: the last piece of their address, and their name.
PAGES = (
    ("evidence", "佐证材料"),
    ("checks", "校验"),
    ("assessment", "自评"),
    ("paper", "纸面"),
    ("word", "Word 导入"),
    ("history", "历史"),
)
_SIGNS = {
    "ready": "done",
    "by_hand": "by-hand",
    "empty": "blank",
    "filling": "going",
    "to_mend": "error",
    "to_explain": "confirm",
}


@dataclass(frozen=True, slots=True)
class PartLink:
    """A part in the left column: its state in words and as a sign, and who is there."""

    id: str
    address: str
    heading: str
    label: str
    sign: str
    current: bool
    people: tuple[Present, ...]


def frame_of(desk: Desk, here: str, person_id: int | None = None) -> dict[str, object]:
    """What the desk's frame shows; `here` is a part's id or the last piece of a page's address.

    `person_id` is the person who looks, who is not shown to themselves.
    """
    call = desk.application.call
    closing = closes_at(call)
    left = max(timedelta(0), closing - timezone.now())
    people: dict[str, list[Present]] = defaultdict(list)
    for one in people_present(desk.application.filing):
        if one.person_id != person_id:
            people[one.section].append(one)
    return {
        "desk": desk,
        "call": call,
        "deadline": call.deadline,
        "closes_at": closing,
        "left": left,
        "counted_down": left < NEAR,
        "stage": desk.application.get_stage_display(),
        "ready": sum(s.state == "ready" for s in desk.states),
        "part_links": [
            part_link(desk.address, s, here, tuple(people[s.section])) for s in desk.states
        ],
        "page_links": [(f"{desk.address}{p}/", name, p == here) for p, name in PAGES],
    }


def render_page(
    request: HttpRequest,
    template: str,
    desk: Desk,
    here: str,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """A page of the application inside the desk's frame: `here` is which of the left column."""
    frame = frame_of(desk, here, person_of(request).pk)
    return render(request, template, {**frame, **context}, status=status)


def part_link(
    address: str, state: SectionState, here: str = "", people: tuple[Present, ...] = ()
) -> PartLink:
    """The link to a part of the application at an address (/a/…/)."""
    return PartLink(
        state.section,
        f"{address}part/{state.part}/",
        state.heading,
        state.label,
        sign_of(state),
        state.section == here,
        people,
    )


def sign_of(state: SectionState) -> str:
    """The sign of a part's state: error, confirm, done, or a plain word."""
    return _SIGNS[state.state]
