"""The frame of the desk: the line that says where I am, and the left column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jiqun.engine import Form
from jiqun.records.filings.queries import Present, SectionState, people_present
from jiqun.screens.account.requests import person_of
from jiqun.screens.filling.answer_marks import marks_of, unseen
from jiqun.screens.filling.desk import Desk

if TYPE_CHECKING:
    from jiqun.records.organisations.models import Person


def _always(form: Form) -> bool:
    return True


def _asks_for_proof(form: Form) -> bool:
    return bool(form.lists) or any(field.evidence for field in form.fields.values())


def _has_standards(form: Form) -> bool:
    return bool(form.standards)


def _has_paper(form: Form) -> bool:
    return form.layout is not None


# The pages beside the parts: the last piece of their address, their name, and which forms have it.
PAGES: tuple[tuple[str, str, Callable[[Form], bool]], ...] = (
    ("evidence", "佐证材料", _asks_for_proof),
    ("checks", "校验", _always),
    ("assessment", "自评", _has_standards),
    ("paper", "打印预览", _has_paper),
    ("word", "Word 导入", _has_paper),
    ("history", "操作记录", _always),
)
OF_VERSIONS = frozenset({"checks", "assessment", "paper"})
"""The pages that a version has too: those that show nothing but its answers."""

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
    """A part in the left column: its state in words and as a sign, who is there, and how many
    threads of talk are open there (None where there is none for this person)."""

    id: str
    address: str
    heading: str
    label: str
    sign: str
    current: bool
    people: tuple[Present, ...]
    talks: int | None = None


def frame_of(desk: Desk, here: str, person: Person) -> dict[str, object]:
    """What the desk's frame shows; `here` is a part's id or the last piece of a page's address.

    `person` looks, and is not shown to themselves.
    """
    people: dict[str, list[Present]] = defaultdict(list)
    for one in people_present(desk.filing):
        if one.person_id != person.pk:
            people[one.section].append(one)
    marks = marks_of(desk)
    talks = marks.open_by_section(desk.form) if marks else None
    return {
        "desk": desk,
        "marks": marks,
        "unseen": unseen(desk, marks.officer.left) if marks and marks.officer else None,
        "talks_open": sum(talks.values()) if talks else 0,
        **desk.stated,
        "ready": sum(s.state == "ready" for s in desk.states),
        "part_links": [
            replace(
                part_link(desk.address, s, here, tuple(people[s.section])),
                talks=None if talks is None else talks.get(s.section, 0),
            )
            for s in desk.states
        ],
        "page_links": [
            (f"{desk.address}{page}/", name, page == here)
            for page, name, _ in PAGES
            if has_page(desk.form, page) and (page in OF_VERSIONS or desk.version is None)
        ]
        + [(f"{desk.address}{page}/", name, page == here) for page, name in desk.seat.pages],
    }


def has_page(form: Form, page: str) -> bool:
    """Whether a form has what is on a page beside the parts."""
    return all(is_there(form) for name, _, is_there in PAGES if name == page)


def render_page(
    request: HttpRequest,
    template: str,
    desk: Desk,
    here: str,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """A page of the filing inside the desk's frame: `here` is which of the left column."""
    frame = frame_of(desk, here, person_of(request))
    return render(request, template, {**frame, **context}, status=status)


def without_paper(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page that says that a form has no paper, for all that would be on it."""
    return render_page(request, "filling/no_paper.html", desk, "", 404)


def part_link(
    address: str, state: SectionState, here: str = "", people: tuple[Present, ...] = ()
) -> PartLink:
    """The link to a part of what is filled in at an address (/a/…/, /f/…/)."""
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
