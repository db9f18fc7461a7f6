"""签收: city and region note the copies and discs they received on the page 办理, compare the codes
of a disc, and take back what they noted wrongly; 校验码.txt, which the county puts on it."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from jiqun.engine import UnusableInput
from jiqun.records.applications import deliveries
from jiqun.records.applications.deliveries import DeliveryNote, receive, submitted_codes
from jiqun.records.evidence.queries import disposition
from jiqun.records.verdict import NotFound
from jiqun.records.versions.version_files import CODES_NAME, LONGEST_CODES
from jiqun.screens.account.requests import person_of
from jiqun.screens.applications.application_seat import application_address, application_at
from jiqun.screens.filling.attempts import try_and_tell
from jiqun.screens.filling.seat import seat_of
from jiqun.screens.filling.uploading import takes_at_most

_TOO_LARGE = "校验码文件超过 {most} MB，没有保存。请选择光盘上的校验码.txt。"


@takes_at_most(lambda: 2 * LONGEST_CODES, _TOO_LARGE)
@require_POST
def note(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note what was received."""
    application = application_at(seat_of(request, public_id))
    own, person = application.public_id, person_of(request)
    try_and_tell(request, "已签收。", lambda: receive(own, _noted(request), person))
    return redirect(f"{application_address(own)}procedure/#deliveries")


@require_POST
def take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back what was noted wrongly."""
    application = application_at(seat_of(request, public_id))
    own, person, posted = application.public_id, person_of(request), request.POST
    named, reason = posted.get("delivery", ""), posted.get("reason", "")
    if not (named.isascii() and named.isdigit() and len(named) <= 18):
        raise Http404
    try_and_tell(
        request,
        "已撤销这次签收，并已通知县（市、区）。",
        lambda: deliveries.take_back(own, int(named), reason, person),
    )
    return redirect(f"{application_address(own)}procedure/#deliveries")


@require_GET
def codes(request: HttpRequest, public_id: str) -> HttpResponse:
    """校验码.txt of the version that was submitted."""
    application = application_at(seat_of(request, public_id))
    try:
        text = submitted_codes(application)
    except NotFound:
        raise Http404 from None
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = disposition(CODES_NAME)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _noted(request: HttpRequest) -> DeliveryNote:
    """Raises UnusableInput (Chinese)."""
    posted = request.POST
    try:
        received_on = date.fromisoformat(posted.get("received_on", ""))
    except ValueError:
        raise UnusableInput("请填写收到的日期，没有保存。") from None
    return DeliveryNote(
        _count(posted.get("copies", "")),
        _count(posted.get("discs", "")),
        received_on,
        posted.get("remark", ""),
        _brought(request) or posted.get("codes", "").strip(),
    )


def _count(text: str) -> int:
    """A number of copies; nothing is none, and what is no number is more than can be."""
    text = text.strip() or "0"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 10_000


def _brought(request: HttpRequest) -> str:
    """The text of the file that was chosen, as computers here write it; empty where none was."""
    file = request.FILES.get("codes_file")
    data = file.read(LONGEST_CODES) if file else b""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding).strip()
        except UnicodeDecodeError:
            continue
    raise UnusableInput("选择的文件不是文本，没有保存。请选择光盘上的校验码.txt。")
