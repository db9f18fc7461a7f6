"""Downloads: the filing as Word, PDF and JSON, and the blank form as Word.

All are made while the person waits, a PDF by a process of its own (typesetting.py), and no copy
stays behind that could be read by somebody else.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
)
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from jiqun.engine import write_answers, write_word
from jiqun.records.evidence.file_names import cleaned
from jiqun.records.filings.actions import keep_printed_copy
from jiqun.screens.account.requests import person_of
from jiqun.screens.filling.desk import Desk, desk_at
from jiqun.screens.filling.navigation import render_page, without_paper
from jiqun.screens.filling.paper_fit import (
    blank_paper,
    fits_of,
    is_too_long,
    longest_of,
    paper_of,
)
from jiqun.screens.filling.typesetting import typeset

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_AGAIN_AFTER = "10"  # seconds
# The viewer of the browser draws the file; the page around it is ours alone.
_IN_A_FRAME = (
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
)


@dataclass(frozen=True, slots=True)
class DownloadKind:
    """A kind of download: the end of its name with a hole for the form's, its media type, how it is
    made (None: it could not be), whether that takes a paper and the paper must fit its pages."""

    ending: str
    media_type: str
    make: Callable[[HttpRequest, Desk], bytes | None]
    needs_paper: bool = True
    needs_fit: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """A file of the filing. Word is asked for by POST: what it was written from is kept."""
    desk = desk_at(request, public_id)
    if kind not in KINDS:
        raise Http404
    writes = kind == "word"
    if writes != (request.method == "POST"):
        return HttpResponseNotAllowed(["POST"] if writes else ["GET", "HEAD"])
    download = KINDS[kind]
    if download.needs_paper and desk.form.layout is None:
        return without_paper(request, desk)
    if download.needs_fit and (trouble := _unfit(request, desk)):
        return trouble
    file = download.make(request, desk)
    if file is None:
        answer = render_page(request, "filling/not_typeset.html", desk, "paper", 503)
        answer["Retry-After"] = _AGAIN_AFTER
        return answer
    answer = HttpResponse(file, content_type=download.media_type)
    name = cleaned(f"{desk.name}-{download.ending.format(form=desk.form_name)}")
    inline = kind == "pdf" and "inline" in request.GET
    answer["Content-Disposition"] = content_disposition_header(not inline, name) or "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    if inline:
        answer["Content-Security-Policy"] = _IN_A_FRAME
        answer["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def _unfit(request: HttpRequest, desk: Desk) -> HttpResponse | None:
    """The page that says what to shorten, where the paper cannot be printed."""
    if is_too_long(desk.answers):
        known = {"longest": longest_of(desk)}
        return render_page(request, "filling/overlong.html", desk, "paper", 409, **known)
    crowded = [fit for fit in fits_of(desk, paper_of(desk)) if not fit.fits]
    if not crowded:
        return None
    return render_page(request, "filling/overfull.html", desk, "paper", 409, crowded=crowded)


def _word(request: HttpRequest, desk: Desk) -> bytes:
    if desk.version is None:  # what a version was written from is the version itself
        keep_printed_copy(desk.filing, person_of(request))
    return write_word(paper_of(desk))


def pdf_of(request: HttpRequest, desk: Desk, duplex: bool = False) -> bytes | None:
    """The paper as PDF; None where it could not be drawn in time."""
    # Dated by its content, so that the same answers give the same file.
    version = desk.version
    changed = timezone.localtime(version.frozen_at if version else desk.filing.changed_at)
    fixed = timezone.get_fixed_timezone(changed.utcoffset() or 0)
    made = changed.replace(tzinfo=fixed, microsecond=0)
    return typeset(request, paper_of(desk), made, duplex)


def _duplex(request: HttpRequest, desk: Desk) -> bytes | None:
    return pdf_of(request, desk, duplex=True)


def _json(request: HttpRequest, desk: Desk) -> bytes:
    text = json.dumps(write_answers(desk.answers), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _blank(request: HttpRequest, desk: Desk) -> bytes:
    return write_word(blank_paper(desk))


KINDS = {
    "word": DownloadKind("{form}.docx", _WORD, _word, needs_fit=True),
    "pdf": DownloadKind("{form}.pdf", "application/pdf", pdf_of, needs_fit=True),
    "duplex": DownloadKind("{form}-印刷版.pdf", "application/pdf", _duplex, needs_fit=True),
    "json": DownloadKind("{form}.json", "application/json", _json, needs_paper=False),
    "blank": DownloadKind("空白{form}.docx", _WORD, _blank),
}
