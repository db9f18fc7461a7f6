"""历史: everything that happened to a filing, the latest first, page by page."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jiqun.records.journal.queries import happenings
from jiqun.screens.filling.activity import activity_line
from jiqun.screens.filling.desk import desk_at
from jiqun.screens.filling.navigation import has_page, render_page

PAGE_SIZE = 50
# Those of the files by the names of their pages, which not every form has.
_FILTERS = {"": "全部", "answer": "填报内容", "evidence": "佐证材料", "word": "Word"}


@require_GET
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The events of a page; `about` keeps only those of one sort."""
    desk = desk_at(request, public_id)
    about = request.GET.get("about", "")
    about = about if about in _FILTERS else ""
    filing = desk.filing
    events = happenings(filing.subject, about)
    shown = Paginator(events, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [activity_line(filing, event) for event in shown]
    return render_page(
        request,
        "filling/history.html",
        desk,
        "history",
        page=shown,
        lines=[(line, desk.address_of(line.address) if line.address else "") for line in lines],
        about=about,
        turning=f"about={about}&" if about else "",
        filters=[(id_, label) for id_, label in _FILTERS.items() if has_page(desk.form, id_)],
    )
