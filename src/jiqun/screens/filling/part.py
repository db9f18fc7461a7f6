"""The page of one part: the parts at the left, the answers in the middle, the findings right."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiqun.screens.account.requests import person_of
from jiqun.screens.filling.answer_marks import marks_of
from jiqun.screens.filling.desk import desk_at, next_part, page_state, part_of, section_numbered
from jiqun.screens.filling.findings import section_findings
from jiqun.screens.filling.findings_html import draw
from jiqun.screens.filling.navigation import frame_of
from jiqun.screens.filling.saving import LARGEST_CHANGES, MOST_CHANGES
from jiqun.screens.widgets import blocks_of


@require_GET
def first(request: HttpRequest, public_id: str) -> HttpResponse:
    """A filing itself has no page: it leads to the first part that is not ready."""
    desk = desk_at(request, public_id)
    part = next_part(desk.states) or desk.states[0]
    return HttpResponseRedirect(f"{desk.address}part/{part.part}/")


@require_GET
def part(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """The page of a part."""
    desk = desk_at(request, public_id)
    section = section_numbered(desk, number)
    state = page_state(desk)
    parts, layout = desk.form.sections, desk.form.layout
    place = parts.index(section)
    marks = marks_of(desk)
    context = {
        **frame_of(desk, section.id, person_of(request)),
        "beside": marks.to_page if marks else {},
        "section": section,
        "repeated": [
            (state.labels.label(name), desk.answers.shown(name)) for name in section.repeats
        ],
        "declared": layout.declared(section.id) if layout else frozenset(),
        "remarks": [
            (state.labels.full(at), desk.address_of(at), words)
            for at, words in desk.seat.remarks
            if part_of(desk.form, at) == section.part
        ],
        "blocks": blocks_of(section, state),
        "findings": draw(section_findings(desk, section), bool(desk.verdict)),
        "revision": desk.seat.revision,
        "largest": LARGEST_CHANGES,
        "most_changes": MOST_CHANGES,
        "before": parts[place - 1] if place else None,
        "after": parts[place + 1] if place + 1 < len(parts) else None,
        "chapters": sum(f.limit is None and f.kind.has_limit for f in section.fields) > 3
        and not section.one_page
        and place > 0,
    }
    return render(request, "filling/part.html", context)
