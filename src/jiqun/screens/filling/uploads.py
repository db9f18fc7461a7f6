"""Uploads in parts: a file is announced, comes part by part, and is handed on when it is whole.

The names of the headers are those of tus (https://tus.io/protocols/resumable-upload); what differs
is that answers are data, and that the last part is answered as the whole file would be.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods, require_POST

from jiqun.engine import UnusableInput
from jiqun.records.evidence.file_checks import UnusableFileError
from jiqun.records.evidence.file_names import cleaned
from jiqun.records.filings.open_uploads import (
    LARGEST_PART,
    HeldUpload,
    OpenUpload,
    OverlongPartError,
    TooManyUploadsError,
    WrongOffsetError,
    begin_upload,
    drop_upload,
    find_upload,
    held,
)
from jiqun.records.verdict import NotFound, Verdict
from jiqun.screens.account.requests import person_of
from jiqun.screens.filling import evidence, word
from jiqun.screens.filling.seat import Seat, seat_of
from jiqun.screens.filling.sent_data import RefusedRequestError, SentObject, sent_object

_NUMBER = re.compile("[0-9]{1,15}")
_SHA256 = re.compile("[0-9a-f]{64}")
_LONGEST_NAME = 1000  # characters, before it is made harmless
_TOO_MANY = "您已有多份文件未传完，本次文件未接收。请先传完或放弃不需要的文件，再上传。"
_OTHER_CONTENT = "收到的内容与所选文件不一致，没有保存。请重新选择文件后再上传。"
_OTHER_PLACE = "这一段与已收到的部分接不上，没有收下。"


@dataclass(frozen=True, slots=True)
class UploadPurpose:
    """What files are brought for: `announced` refuses one by its name and size, and gives what is
    to be said along with it; `take` is what is done with it, as if it had come at once; `may` says
    whether this person brings such files to a seat now."""

    announced: Callable[[Seat, str, int, SentObject], Mapping[str, Any]]
    take: Callable[[HttpRequest, str, OpenUpload, BinaryIO], JsonResponse]
    may: Callable[[HttpRequest, Seat], Verdict] = lambda request, seat: seat.verdict


_PURPOSES: dict[str, UploadPurpose] = {
    "evidence": UploadPurpose(evidence.announced, evidence.take_upload),
    "word": UploadPurpose(word.announced, word.take_upload),
}


def give_purpose(name: str, purpose: UploadPurpose) -> None:
    """Say what else files are brought for, by the last piece of the address of its page."""
    _PURPOSES[name] = purpose


@require_POST
def begin(request: HttpRequest, public_id: str) -> HttpResponse:
    """Announce a file: where its parts go, and how much of it is there already."""
    seat = seat_of(request, public_id)
    sent = sent_object(request)
    purpose = sent.one_of("purpose", frozenset(_PURPOSES), "")
    name, size = cleaned(sent.text("file_name", _LONGEST_NAME)), sent.whole_number("size")
    sha256 = sent.text("sha256", 64)
    if not _SHA256.fullmatch(sha256):
        raise RefusedRequestError
    if not (verdict := _PURPOSES[purpose].may(request, seat)):
        return _refused(verdict.reason, 403)
    try:
        said = _PURPOSES[purpose].announced(seat, name, size, sent)
        upload = begin_upload(
            OpenUpload("", person_of(request).pk, seat.address, purpose, name, size, sha256, said)
        )
    except (UnusableFileError, UnusableInput) as error:
        return _refused(str(error), 422)
    except TooManyUploadsError:
        return _refused(_TOO_MANY, 422)
    return _state(upload)


@require_http_methods(["GET", "HEAD", "PATCH", "DELETE"])
def one(request: HttpRequest, public_id: str, upload: str) -> HttpResponse:
    """How far an upload is; its next part; or it is given up. It is there only for who began it."""
    seat = seat_of(request, public_id)
    found = _found(request, seat, upload)
    if request.method == "DELETE":
        drop_upload(found)
        return HttpResponse(status=204)
    if request.method != "PATCH":
        return _state(found)
    if not (verdict := _PURPOSES[found.purpose].may(request, seat)):
        return _refused(verdict.reason, 403)
    if found.outcome:
        return _state(found)
    try:
        return _take_part(request, public_id, found)
    except NotFound:  # another page of the same person was quicker
        return _state(_found(request, seat, upload))


def _take_part(request: HttpRequest, public_id: str, upload: OpenUpload) -> HttpResponse:
    offset = request.headers.get("Upload-Offset", "")
    if not _NUMBER.fullmatch(offset):
        raise RefusedRequestError
    part = request.body
    if len(part) > LARGEST_PART:
        raise RequestDataTooBig
    with held(upload) as now:
        try:
            now.append(int(offset), part)
        except WrongOffsetError:
            answer = _state(now.upload, 409)
        except OverlongPartError:
            answer = _refused(_OTHER_PLACE, 422)
        else:
            if now.offset == upload.size:
                return _hand_on(request, public_id, now)
            answer = _state(now.upload)
        return answer


def _hand_on(request: HttpRequest, public_id: str, whole: HeldUpload) -> HttpResponse:
    content = whole.content()
    if content is None:
        answer = _refused(_OTHER_CONTENT, 422)
    else:
        take = _PURPOSES[whole.upload.purpose].take
        answer = take(request, public_id, whole.upload, content)
    whole.settle(answer.status_code, json.loads(answer.content))
    return _state(whole.upload)


def _found(request: HttpRequest, seat: Seat, id_: str) -> OpenUpload:
    try:
        upload = find_upload(person_of(request).pk, id_)
    except NotFound:
        raise Http404 from None
    if upload.place != seat.address:
        raise Http404
    return upload


def _state(upload: OpenUpload, status: int = 200) -> JsonResponse:
    """How far it is; once it was handed on, what came of that, in the status too."""
    told: dict[str, Any] = {"address": upload.address, "offset": upload.offset}
    if upload.outcome:
        status, outcome = upload.outcome
        told |= {"ended": True, **outcome}
    elif status == 409:
        told["error"] = _OTHER_PLACE
    answer = JsonResponse(told, status=status)
    answer["Upload-Offset"], answer["Upload-Length"] = str(told["offset"]), str(upload.size)
    return answer


def _refused(words: str, status: int) -> JsonResponse:
    return JsonResponse({"error": words}, status=status)
