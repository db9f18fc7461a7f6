"""对照: the scan of a sealed paper beside the version that was printed for it, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jiqun.engine import UnusableInput
from jiqun.records.versions.scan_pages import page_of_scan
from jiqun.records.versions.scans import scan_of
from jiqun.screens.applications.application_seat import application_address, application_at
from jiqun.screens.filling.desk import desk_at
from jiqun.screens.filling.navigation import render_page
from jiqun.screens.filling.seat import Seat, seat_of

if TYPE_CHECKING:
    from jiqun.records.versions.models import SealedScan


@require_GET
def page(request: HttpRequest, public_id: str, scan: str) -> HttpResponse:
    """The two beside one another; `page` of the scan chooses."""
    desk = desk_at(request, public_id)
    application, found = application_at(desk.seat), _scan(desk.seat, scan)
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
    try:
        shown, trouble = page_of_scan(found, number), ""
    except UnusableInput as refusal:
        shown, trouble = None, str(refusal)
    return render_page(
        request,
        "applications/scan_beside.html",
        desk,
        "procedure",
        scan=found,
        version=found.version,
        version_address=application_address(application.public_id, found.version.number),
        shown=shown,
        trouble=trouble,
        before=shown.number - 1 if shown else 0,
        after=shown.number + 1 if shown and shown.number < shown.count else 0,
    )


@require_GET
def picture(request: HttpRequest, public_id: str, scan: str, number: int) -> HttpResponse:
    """A page of a scan as a picture."""
    seat = seat_of(request, public_id)
    application_at(seat)
    try:
        shown = page_of_scan(_scan(seat, scan), number)
    except UnusableInput:
        raise Http404 from None
    answer = HttpResponse(shown.picture, content_type="image/png")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _scan(seat: Seat, public_id: str) -> SealedScan:
    found = scan_of(seat.filing, public_id)
    if found is None:
        raise Http404
    return found
