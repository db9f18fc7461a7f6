"""Word 导入: a filled Word file is brought, set beside what is here, counts as far as accepted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiqun.engine import UnknownAddress, UnusableInput, parse_address
from jiqun.records.evidence.file_names import cleaned, extension_of
from jiqun.records.filings.actions import accept_import, discard_import, upload_word_file
from jiqun.records.filings.open_uploads import LARGEST_PART, OpenUpload, uploads_of
from jiqun.records.filings.queries import open_previews, preview_of, report_of, wait_for
from jiqun.records.verdict import NotAllowedError
from jiqun.screens.account.requests import asks_for_data, person_of
from jiqun.screens.filling.desk import Desk, desk_at
from jiqun.screens.filling.navigation import render_page, without_paper
from jiqun.screens.filling.seat import Seat, editing_at
from jiqun.screens.filling.sent_data import SentObject
from jiqun.screens.filling.uploading import takes_at_most
from jiqun.screens.filling.word_preview import result_of, sides_of, undecided, waiting_words

if TYPE_CHECKING:
    from jiqun.records.filings.models import ImportPreview

LARGEST = 20 * 1024 * 1024  # bytes; a filled form without pictures has some 30,000
_TOO_LARGE = "文件超过 {most} MB，没有读取。表格本身很小，请删去文件里插入的图片后再上传。"
_OTHER_TYPE = "“{name}”不是 .docx 文件，没有上传。请用 Word 或 WPS 打开后另存为 .docx 再上传。"
_NOTHING_CHOSEN = "没有选中任何一项，没有采用。请先勾选要采用的项目。"


@takes_at_most(lambda: LARGEST, _TOO_LARGE)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where a file is brought; it leads to its preview, which waits for the reading."""
    desk = desk_at(request, public_id)
    if desk.form.layout is None:
        return without_paper(request, desk)
    trouble = ""
    if request.method == "POST":
        try:
            return redirect(f"{desk.address}word/{_bring(request, desk)}/")
        except UnusableInput as error:
            trouble = str(error)
    return render_page(
        request,
        "filling/word.html",
        desk,
        "word",
        422 if trouble else 200,
        trouble=trouble,
        waiting=open_previews(desk.filing),
        unfinished=uploads_of(person_of(request).pk),
        largest_part=LARGEST_PART,
        largest=LARGEST,
        largest_mb=LARGEST // 1024 // 1024,
    )


def announced(seat: Seat, name: str, size: int, sent: SentObject) -> Mapping[str, Any]:
    """Nothing is said along with a Word file that comes in parts; raises UnusableInput (Chinese)
    where it would not be taken."""
    if extension_of(name) != "docx":
        raise UnusableInput(_OTHER_TYPE.format(name=name))
    if not size:
        raise UnusableInput(f"“{name}”是空文件，没有上传。请重新选择文件。")
    if size > LARGEST:
        raise UnusableInput(_TOO_LARGE.format(most=LARGEST // 1024 // 1024))
    return {}


def take_upload(
    request: HttpRequest, public_id: str, upload: OpenUpload, content: BinaryIO
) -> JsonResponse:
    """Take a Word file that came in parts: where its preview is."""
    desk = desk_at(request, public_id)
    try:
        preview = _hand_over(request, desk, content.read(), upload.name, upload.id)
    except UnusableInput as error:
        return JsonResponse({"error": str(error)}, status=422)
    return JsonResponse({"location": f"{desk.address}word/{preview}/"})


@require_GET
def preview(request: HttpRequest, public_id: str, preview: str) -> HttpResponse:
    """A file beside what is here, answer by answer; before that, how far the reading is; once it
    is settled, what was taken of it. A script that waits is told whether the reading goes on."""
    desk = desk_at(request, public_id)
    upload = _preview(desk, preview)
    is_read = upload.state not in ("reading", "refused")
    wait = wait_for(upload) if upload.state == "reading" else None
    if asks_for_data(request):
        return JsonResponse({"reading": bool(wait), "words": waiting_words(wait) if wait else ""})
    if not is_read:
        words = waiting_words(wait) if wait else upload.trouble
        return render_page(
            request,
            "filling/word_reading.html",
            desk,
            "word",
            preview=upload,
            wait=wait,
            words=words,
        )
    sides = sides_of(upload)
    return render_page(
        request,
        "filling/word_preview.html",
        desk,
        "word",
        preview=upload,
        is_open=upload.state == "open",
        result=result_of(upload),
        sides=sides,
        everything="all" in request.GET,
        knows_base=bool(upload.base),
        report=report_of(upload),
        counts={
            nature: sum(side.row.nature == nature for side in sides)
            for nature in ("theirs", "conflict", "mine", "same")
        },
    )


@require_POST
def decide(request: HttpRequest, public_id: str, preview: str) -> HttpResponse:
    """Take the chosen answers over, or put the file aside."""
    desk = desk_at(request, public_id)
    upload = _preview(desk, preview)
    person = person_of(request)
    try:
        chosen = (
            undecided(upload)
            if request.POST.get("do") == "accept_all"
            else [parse_address(desk.form, key) for key in request.POST.getlist("key")]
        )
        with editing_at(request, public_id):
            if request.POST.get("do") == "discard":
                discard_import(upload, person)
                messages.info(request, "这次导入已放弃，没有改动任何填报内容。")
            elif not chosen:
                messages.error(request, _NOTHING_CHOSEN)
            else:
                accept_import(upload, chosen, person)
    except NotAllowedError as error:
        messages.error(request, error.verdict.reason)
    except UnusableInput as error:
        messages.error(request, str(error))
    except UnknownAddress:
        messages.error(request, "选中的项目不在这次导入里，没有采用。请刷新页面后重新勾选。")
    return redirect(f"{desk.address}word/{upload.public_id}/")


def _bring(request: HttpRequest, desk: Desk) -> str:
    """Hand the file that was brought to the worker; the id of its preview. Raises UnusableInput."""
    if not desk.may_edit:
        raise UnusableInput(desk.verdict.reason)
    file = request.FILES.get("file")
    if file is None:
        raise UnusableInput("没有选择文件。请先选择填好的 Word 文件（.docx）。")
    return _hand_over(request, desk, file.read(), cleaned(file.name or ""))


def _hand_over(
    request: HttpRequest, desk: Desk, data: bytes, name: str, public_id: str = ""
) -> str:
    person = person_of(request)
    preview = upload_word_file(desk.filing, data, person, name, public_id=public_id)
    return str(preview.public_id)


def _preview(desk: Desk, public_id: str) -> ImportPreview:
    try:
        return preview_of(desk.filing, public_id)
    except ObjectDoesNotExist:
        raise Http404 from None
