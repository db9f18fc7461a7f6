"""佐证材料: bringing files, saying what each proves, and seeing where proof is still due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from jiqun.engine import Address, Form, UnknownAddress, UnusableInput, parse_address
from jiqun.records.evidence import actions, queries
from jiqun.records.evidence.file_checks import UnusableFileError
from jiqun.records.evidence.file_types import ACCEPTED, TYPES, check_announced
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.open_uploads import LARGEST_PART, OpenUpload, uploads_of
from jiqun.records.verdict import NotAllowedError
from jiqun.records.versions.queries import piece_in
from jiqun.screens.account.requests import asks_for_data, person_of
from jiqun.screens.filling.desk import Desk, desk_at
from jiqun.screens.filling.evidence_matrix import lists_of, matrix_of
from jiqun.screens.filling.navigation import render_page
from jiqun.screens.filling.seat import Seat, editing_at, seat_of
from jiqun.screens.filling.sent_data import SentObject
from jiqun.screens.filling.uploading import takes_at_most

if TYPE_CHECKING:
    from _typeshed import SupportsRead

_TOO_LARGE = "文件超过每个 {most} MB 的上限，没有保存。请压缩图片或拆成几个文件后再上传。"
FILES_SHOWN = 50
# Whatever a file holds, a browser that shows it after all runs nothing of it.
_LOCKED_UP = "sandbox; default-src 'none'; frame-ancestors 'none'"


@require_GET
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The matrix and a page of the files; `for` names the tick to be proven, `gaps` hides what is
    proven."""
    desk = desk_at(request, public_id)
    matrix = matrix_of(desk)
    place = request.GET.get("for", "")
    return render_page(
        request,
        "filling/evidence.html",
        desk,
        "evidence",
        matrix=matrix,
        files=Paginator(matrix.files, FILES_SHOWN).get_page(request.GET.get("page")),
        lists=lists_of(desk),
        wanted=next((row for row in matrix.rows if str(row.tick.at) == place), None),
        only_gaps="gaps" in request.GET,
        kinds=tuple(queries.KINDS.items()),
        accepted=ACCEPTED,
        extensions=",".join(f".{extension}" for extension in TYPES),
        unfinished=uploads_of(person_of(request).pk),
        largest=settings.EVIDENCE_LARGEST,
        largest_part=LARGEST_PART,
        largest_mb=settings.EVIDENCE_LARGEST // 1024 // 1024,
    )


@takes_at_most(lambda: settings.EVIDENCE_LARGEST, _TOO_LARGE)
@require_POST
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take files; a script sends one a request and is answered with data."""
    desk = desk_at(request, public_id)
    files = request.FILES.getlist("file")
    troubles = [] if files else ["没有选择文件。请先选择要上传的文件。"]
    taken = 0
    for file in files:
        kind, uses = request.POST.get("kind", ""), request.POST.getlist("for")
        if trouble := _take(request, public_id, desk, file.name or "", file, kind, uses):
            troubles.append(trouble)
        else:
            taken += 1
    return _answer(request, desk, f"已保存 {taken} 份文件。" if taken else "", troubles)


def announced(seat: Seat, name: str, size: int, sent: SentObject) -> Mapping[str, Any]:
    """What is said along with a file that comes in parts; raises UnusableFileError or UnusableInput
    (Chinese) where it would not be taken."""
    check_announced(name, size, settings.EVIDENCE_LARGEST)
    kind, uses = sent.text("kind", 100, ""), sorted(sent.texts("for", 500, 200))
    actions.check_kind(kind)
    for use in uses:
        _proven(form_of(seat.filing), use)
    return {"kind": kind, "for": uses}


def take_upload(
    request: HttpRequest, public_id: str, upload: OpenUpload, content: BinaryIO
) -> JsonResponse:
    """Take a file that came in parts; told as of one that came at once."""
    desk = desk_at(request, public_id)
    trouble = ""
    if not queries.was_brought(desk.filing, upload.id):
        kind, uses = upload.said["kind"], upload.said["for"]
        trouble = _take(request, public_id, desk, upload.name, content, kind, uses, upload.id)
    return _told(request, desk, "已保存 1 份文件。", [trouble] if trouble else [])


@require_POST
def change(request: HttpRequest, public_id: str, piece: str) -> HttpResponse:
    """Change whose proof a file is, or take it away."""
    desk = desk_at(request, public_id)
    person = person_of(request)
    command = request.POST.get("do", "")
    try:
        with editing_at(request, public_id) as held:
            held_piece = queries.piece_of(held.filing, piece)
            if command == "kind":
                actions.set_kind(held_piece, request.POST.get("kind", ""), person)
            elif command == "remove":
                actions.remove(held_piece, person)
            else:
                raise UnusableInput("无法识别要做什么，没有改动。请刷新页面后重试。")
    except ObjectDoesNotExist:
        raise Http404 from None
    except (UnusableInput, NotAllowedError) as error:
        return _answer(request, desk, "", [_said(error)])
    words = f"“{held_piece.name}”已删除。" if command == "remove" else "已保存。"
    return _answer(request, desk, words, [])


@require_GET
def give(request: HttpRequest, public_id: str, piece: str) -> FileResponse:
    """A file as it came, to be kept, never to be shown within the site."""
    seat = seat_of(request, public_id)
    try:
        held_piece = (
            piece_in(seat.version, piece) if seat.version else queries.piece_of(seat.filing, piece)
        )
        content = queries.open_piece(held_piece)
    except (ObjectDoesNotExist, FileNotFoundError):
        raise Http404 from None
    return locked_up(content, held_piece.media_type, held_piece.name)


def locked_up(content: BinaryIO, media_type: str, name: str) -> FileResponse:
    """A file that somebody brought: to be kept, and never to act within the site."""
    answer = FileResponse(content, content_type=media_type)
    answer["Content-Disposition"] = queries.disposition(name)
    answer["Content-Security-Policy"] = _LOCKED_UP
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _take(
    request: HttpRequest,
    public_id: str,
    desk: Desk,
    name: str,
    data: SupportsRead[bytes],
    kind: str,
    uses: Iterable[str],
    piece: str = "",
) -> str:
    """Take a file; why not, in Chinese, where it is not taken."""
    try:
        proven = [_proven(desk.form, use) for use in uses]
        # A file is looked at and laid down before the turn to write is taken.
        with (
            actions.arriving(name, data) as arrived,
            editing_at(request, public_id) as held,
        ):
            person = person_of(request)
            actions.add_arrived(held.filing, arrived, kind, proven, person, public_id=piece)
    except (UnusableFileError, UnusableInput, NotAllowedError) as error:
        return _said(error)
    return ""


def _proven(form: Form, target: str) -> Address:
    """The answer a file is to prove; raises UnusableInput (Chinese) for what is none."""
    try:
        return parse_address(form, target)
    except UnknownAddress:
        raise UnusableInput(actions.NO_SUCH_ANSWER) from None


def _said(error: UnusableFileError | UnusableInput | NotAllowedError) -> str:
    return error.verdict.reason if isinstance(error, NotAllowedError) else str(error)


def _answer(request: HttpRequest, desk: Desk, done: str, troubles: Iterable[str]) -> HttpResponse:
    """What was done and what was not: as data for a script, else on the page again."""
    troubles = list(troubles)
    if asks_for_data(request):
        return _told(request, desk, done, troubles)
    for trouble in troubles:
        messages.error(request, trouble)
    if done:
        messages.success(request, done, extra_tags="done")
    return redirect(f"{desk.address}evidence/")


def _told(request: HttpRequest, desk: Desk, done: str, troubles: list[str]) -> JsonResponse:
    if troubles:
        return JsonResponse({"error": " ".join(troubles)}, status=422)
    desk = desk_at(request, desk.id)  # the gaps as they are now
    return JsonResponse({"done": done, "gaps": matrix_of(desk).gaps})
