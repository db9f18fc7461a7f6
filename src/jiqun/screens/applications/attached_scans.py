"""The sealed papers of further forms 现场核查符合性说明、推荐意见: frozen, scanned, given."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from jiqun.engine import UnusableInput
from jiqun.records.applications.attached_forms import ATTACHED
from jiqun.records.applications.attached_sealing import (
    attached_scan,
    bring_attached_scan,
    drop_attached_scan,
    freeze_attached,
    thaw_attached,
)
from jiqun.records.evidence.actions import arriving
from jiqun.records.evidence.file_checks import UnusableFileError
from jiqun.records.verdict import NotFound
from jiqun.records.versions.scans import bytes_of_scan
from jiqun.screens.account.requests import person_of
from jiqun.screens.applications.application_seat import application_address, application_at
from jiqun.screens.applications.scan_files import TOO_LARGE, check_name
from jiqun.screens.filling.attempts import try_and_tell
from jiqun.screens.filling.evidence import locked_up
from jiqun.screens.filling.seat import seat_of
from jiqun.screens.filling.uploading import takes_at_most


@takes_at_most(lambda: settings.EVIDENCE_LARGEST, TOO_LARGE)
@require_POST
def act(request: HttpRequest, public_id: str, form: str) -> HttpResponse:
    """Freeze a further form, take that back, bring a scan of it, or take one away."""
    application = application_at(seat_of(request, public_id))
    own, person, known = application.public_id, person_of(request), ATTACHED.get(form)
    if known is None:
        raise Http404

    def bring() -> None:
        file = request.FILES.get("file")
        if file is None:
            raise UnusableInput("没有选择文件。请先选择要上传的扫描件。")
        check_name(file.name or "")
        try:
            with arriving(file.name or "", file) as arrived:
                bring_attached_scan(own, form, arrived, person)
        except UnusableFileError as refusal:
            raise UnusableInput(str(refusal)) from None

    label = known.label
    acts: dict[str, tuple[str, Callable[[], object]]] = {
        "freeze": (
            f"{label}已定稿，请打印盖章后上传扫描件。",
            lambda: freeze_attached(own, form, person),
        ),
        "thaw": (f"已取消{label}的定稿。", lambda: thaw_attached(own, form, person)),
        "bring": ("已保存扫描件。", bring),
        "drop": (
            "已删除扫描件。",
            lambda: drop_attached_scan(own, form, request.POST.get("scan", ""), person),
        ),
    }
    if request.POST.get("do", "") not in acts:
        raise Http404
    try_and_tell(request, *acts[request.POST["do"]])
    return redirect(f"{application_address(own)}procedure/#attached-{form}")


@require_GET
def give(request: HttpRequest, public_id: str, form: str, scan: str) -> FileResponse:
    """A scan as it came, to be kept."""
    application = application_at(seat_of(request, public_id))
    try:
        found = attached_scan(application.public_id, form, scan, person_of(request))
    except NotFound:
        raise Http404 from None
    return locked_up(bytes_of_scan(found), found.media_type, found.name)
