"""Who is here: a page that is open says so now and then, and learns who else is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from jiqun.records.filings.actions import note_presence
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.queries import people_present
from jiqun.screens.account.requests import person_of
from jiqun.screens.filling.seat import seat_of


@require_POST
def here(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note that the person is at a part; tells who else is where, and the filing's revision."""
    seat = seat_of(request, public_id)
    filing = seat.filing
    section = request.POST.get("section", "")
    note_presence(
        filing, person_of(request), section if section in form_of(filing).section_by_id else ""
    )
    people = [
        {"section": one.section, "name": one.name}
        for one in people_present(filing)
        if one.person_id != person_of(request).pk
    ]
    now = timezone.localtime().isoformat()
    return JsonResponse({"people": people, "revision": seat.revision, "now": now})
