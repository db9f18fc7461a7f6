"""自评: a recognition standard 认定标准 set against the figures; it tells and never blocks."""

from __future__ import annotations

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jiqun.engine import assess
from jiqun.screens.filling.desk import desk_at
from jiqun.screens.filling.navigation import render_page

RESULTS = {
    "meets": ("符合", "done"),
    "fails": ("不符合", "error"),
    "not_verified": ("未核实", "note"),
    "not_applicable": ("不适用", "apart"),
}


@require_GET
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The requirements of a standard with their figures; `standard` chooses it."""
    desk = desk_at(request, public_id)
    standards = {standard.id: standard for standard in desk.form.standards}
    standard_id = request.GET.get("standard", "") or desk.seat.standard
    chosen = standards.get(standard_id) or next(iter(standards.values()), None)
    if chosen is None:
        raise Http404
    requirements = assess(desk.answers, standard=chosen.id).assessment
    counts = Counter(requirement.result for requirement in requirements)
    return render_page(
        request,
        "filling/assessment.html",
        desk,
        "assessment",
        standards=standards.values(),
        chosen=chosen,
        explains=desk.filing.explained_standard == chosen.id,
        rows=[(requirement, *RESULTS[requirement.result]) for requirement in requirements],
        counts=[(label, tone, counts[id_]) for id_, (label, tone) in RESULTS.items()],
    )
