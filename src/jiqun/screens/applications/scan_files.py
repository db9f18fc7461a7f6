"""The scans of sealed papers: brought whole or in parts, given, and taken away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from jiqun.engine import UnusableInput
from jiqun.records.applications.sealing import bring_scan, can_seal, drop_scan
from jiqun.records.evidence.actions import arriving
from jiqun.records.evidence.file_checks import UnusableFileError
from jiqun.records.evidence.file_names import extension_of
from jiqun.records.evidence.file_types import check_announced
from jiqun.records.filings.open_uploads import OpenUpload
from jiqun.records.verdict import NotAllowedError, NotFound, Verdict
from jiqun.records.versions.queries import version_in_force
from jiqun.records.versions.scans import bytes_of_scan, scan_of, was_bound
from jiqun.screens.account.requests import person_of
from jiqun.screens.applications.application_seat import application_address, application_at
from jiqun.screens.filling.evidence import locked_up
from jiqun.screens.filling.seat import Seat, seat_of
from jiqun.screens.filling.sent_data import SentObject
from jiqun.screens.filling.uploading import takes_at_most
from jiqun.screens.filling.uploads import UploadPurpose, give_purpose

if TYPE_CHECKING:
    from _typeshed import SupportsRead

PURPOSE = "procedure"
"""What files are brought for, which is the page they are brought on."""

ENDINGS = ("pdf", "jpg", "jpeg", "png")
TOO_LARGE = "扫描件超过 {most} MB，没有上传。请降低扫描分辨率，或只扫描盖章的那一页。"
_NO_SCAN = "“{name}”不是扫描件，没有上传。盖章页的扫描件请用 PDF、JPG 或 PNG。"


@takes_at_most(lambda: settings.EVIDENCE_LARGEST, TOO_LARGE)
@require_POST
def bring(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a scan that comes whole, or take one away."""
    application = application_at(seat_of(request, public_id))
    own, person = application.public_id, person_of(request)
    file, words = request.FILES.get("file"), "已删除扫描件。"
    try:
        if "remove" in request.POST:
            drop_scan(own, request.POST["remove"], person)
        elif file is None:
            raise UnusableInput("没有选择文件。请先选择要上传的扫描件。")
        else:
            _take(own, file.name or "", file, request)
            words = "已保存扫描件。"
    except NotFound:
        raise Http404 from None
    except NotAllowedError as refusal:
        messages.error(request, refusal.verdict.reason)
    except (UnusableInput, UnusableFileError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words, extra_tags="done")
    return redirect(f"{application_address(own)}{PURPOSE}/")


@require_GET
def give(request: HttpRequest, public_id: str, scan: str) -> FileResponse:
    """A scan as it came, to be kept."""
    seat = seat_of(request, public_id)
    found = scan_of(seat.filing, scan)
    if found is None:
        raise Http404
    return locked_up(bytes_of_scan(found), found.media_type, found.name)


def _may(request: HttpRequest, seat: Seat) -> Verdict:
    return can_seal(person_of(request), application_at(seat))


def _announced(seat: Seat, name: str, size: int, sent: SentObject) -> Mapping[str, Any]:
    """The version it is for; raises UnusableInput (Chinese) where it would not be taken."""
    check_name(name)
    check_announced(name, size, settings.EVIDENCE_LARGEST)
    version = version_in_force(seat.filing)
    return {"version": version.number if version else 0}


def _take_upload(
    request: HttpRequest, public_id: str, upload: OpenUpload, content: BinaryIO
) -> JsonResponse:
    """Take a scan that came in parts: where the page is; asked twice it is bound once."""
    application = application_at(seat_of(request, public_id))
    try:
        if not was_bound(application.filing, upload.id):
            _take(application.public_id, upload.name, content, request, upload.id)
    except NotAllowedError as refusal:
        return JsonResponse({"error": refusal.verdict.reason}, status=403)
    except (UnusableInput, UnusableFileError) as error:
        return JsonResponse({"error": str(error)}, status=422)
    return JsonResponse({"location": f"{application_address(application.public_id)}{PURPOSE}/"})


def _take(
    public_id: str,
    name: str,
    data: SupportsRead[bytes],
    request: HttpRequest,
    scan_id: str = "",
) -> None:
    check_name(name)
    with arriving(name, data) as arrived:
        bring_scan(public_id, arrived, person_of(request), scan_id=scan_id)


def check_name(name: str) -> None:
    """Raises UnusableInput (Chinese) for a file whose name is not that of a scan."""
    if extension_of(name) not in ENDINGS:
        raise UnusableInput(_NO_SCAN.format(name=name))


def give_scans() -> None:
    """Let scans be brought in parts."""
    give_purpose(PURPOSE, UploadPurpose(_announced, _take_upload, _may))
