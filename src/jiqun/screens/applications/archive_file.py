"""归档包: the archive of an application, made while the person waits.

It is laid down in a file without a name and sent from there: where a file is lost or damaged that
is said instead of half an archive, and nothing stays behind that somebody else could read.
"""

from __future__ import annotations

import tempfile
from typing import BinaryIO, cast

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jiqun.records.applications.archiving import (
    papers_wanted,
    require_archive,
    size_of_archive,
    write_archive,
)
from jiqun.records.applications.attached_forms import attached_seen
from jiqun.records.evidence.queries import disposition
from jiqun.records.file_store import check_room
from jiqun.screens.account.requests import person_of
from jiqun.screens.applications.application_seat import application_address, application_at
from jiqun.screens.applications.attached_seat import attached_seat
from jiqun.screens.filling.attempts import trouble_of
from jiqun.screens.filling.desk import Desk, desk_at, desk_of
from jiqun.screens.filling.downloads import pdf_of
from jiqun.screens.filling.seat import seat_of

_NO_PDF = "现在不能生成申报表的 PDF，没有生成归档包。请过一会儿再试。"


class _NotDrawnError(Exception):
    """A paper could not be drawn in time."""


@require_POST
def take(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Take the archive."""
    application = application_at(seat_of(request, public_id))
    own, person = application.public_id, person_of(request)
    trouble = trouble_of(lambda: require_archive(person, application))
    papers: dict[int, bytes] = {}
    beside: dict[str, bytes] = {}
    if not trouble:
        try:
            for number in papers_wanted(application):
                papers[number] = _paper(request, desk_at(request, f"{own}-v{number}"))
            for form, filing in attached_seen(person, application):
                desk = desk_of(attached_seat(person, filing.public_id))
                if desk.form.layout is not None:
                    beside[form.form] = _paper(request, desk)
        except _NotDrawnError:
            trouble = _NO_PDF
    if not trouble:
        check_room(settings.FILE_UPLOAD_TEMP_DIR, size_of_archive(application, person))
        file = cast("BinaryIO", tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR))  # noqa: SIM115 - closed by the response
        trouble = trouble_of(lambda: write_archive(application, papers, person, file, beside))
        if not trouble:
            file.seek(0)
            answer = FileResponse(file, content_type="application/zip")
            answer["Content-Disposition"] = disposition(f"{application.number}-归档包.zip")
            return answer
        file.close()
    messages.error(request, trouble)
    return redirect(f"{application_address(own)}procedure/")


def _paper(request: HttpRequest, desk: Desk) -> bytes:
    paper = pdf_of(request, desk)
    if paper is None:
        raise _NotDrawnError
    return paper
