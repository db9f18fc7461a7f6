"""推荐函 and 推荐汇总表 as Word, PDF and Excel, as they are now or as they were sent."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from jiqun.engine import write_word
from jiqun.records.evidence.file_names import cleaned
from jiqun.records.recommendations.batch_scans import current_paper, sent_paper
from jiqun.records.recommendations.gathering import gathering
from jiqun.records.recommendations.papers import PAPERS, BatchPaper
from jiqun.records.verdict import NotFound
from jiqun.screens.account.requests import person_of
from jiqun.screens.calls.gathering_sheet import workbook
from jiqun.screens.filling.typesetting import typeset

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
_AGAIN_AFTER = "10"  # seconds


@require_GET
def give(request: HttpRequest, call_id: str, paper: str, ending: str) -> HttpResponse:
    """A paper of what the city recommends now."""
    person = person_of(request)
    try:
        if (paper, ending) == ("summary", "xlsx"):
            rows = [one for one in gathering(person, call_id).rows if not one.sent]
            return _file(workbook(PAPERS[paper], rows), paper, ending)
        return _given(request, current_paper(person, call_id, paper), ending)
    except NotFound:
        raise Http404 from None


@require_GET
def give_sent(request: HttpRequest, batch: str, paper: str, ending: str) -> HttpResponse:
    """A paper of a batch as it was sent."""
    try:
        return _given(request, sent_paper(person_of(request), batch, paper), ending)
    except NotFound:
        raise Http404 from None


def _given(request: HttpRequest, paper: BatchPaper, ending: str) -> HttpResponse:
    if ending == "docx":
        return _file(write_word(paper.laid_out()), paper.name, ending)
    if ending != "pdf":
        raise Http404
    data = typeset(request, paper.laid_out(), _UNDATED)
    if data is None:
        answer = HttpResponse("现在不能生成 PDF。请过一会儿再试。", status=503)
        answer["Retry-After"] = _AGAIN_AFTER
        return answer
    return _file(data, paper.name, ending)


def _file(data: bytes, paper: str, ending: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=_TYPES[ending])
    name = cleaned(f"{PAPERS[paper]}.{ending}")
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
