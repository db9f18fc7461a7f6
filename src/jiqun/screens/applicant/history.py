"""历史: everything that happened to an application, the latest first, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jiqun.records.filings.keys import UnknownKeyError
from jiqun.records.filings.queries import ORIGINS, wording_of
from jiqun.records.journal.queries import details_of, events_of
from jiqun.screens.applicant.desk import Desk, desk_at
from jiqun.screens.applicant.navigation import render_page

if TYPE_CHECKING:
    from jiqun.records.journal.models import Event

PAGE_SIZE = 50
_ANSWERS = "answer_changed"
_FILTERS = {"": "全部", "answer": "填报内容", "evidence": "佐证材料", "word": "Word"}
_DEEDS = {
    "filing_created": "新建了申报",
    "evidence_added": "上传了佐证材料“{name}”",
    "evidence_attached": "把一份佐证材料用于“{use}”",
    "evidence_detached": "取消了一份佐证材料对“{use}”的证明",
    "evidence_kind_changed": "改了一份佐证材料的类别",
    "evidence_removed": "删除了佐证材料“{name}”",
    "word_printed": "下载了 Word",
    "word_uploaded": "上传了 Word 文件“{file}”",
    "word_previewed": "上传的 Word 文件“{file}”已读取，等待确认",
    "word_refused": "上传的 Word 文件“{file}”不能读取：{trouble}",
    "word_imported": "采用了 Word 文件里的 {accepted} 项内容",
    "word_import_discarded": "放弃了一次 Word 导入",
}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that happened: who, when, what; before and after where an answer changed."""

    at: datetime
    person: str
    office: str
    words: str
    address: str = ""
    change: tuple[str, str] | None = None
    origin: str = ""


@require_GET
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The events of a page; `about` keeps only those of one sort."""
    desk = desk_at(request, public_id)
    about = request.GET.get("about", "")
    about = about if about in _FILTERS else ""
    events = events_of(desk.application.filing.subject).filter(kind__startswith=about)
    found = Paginator(events.order_by("-id"), PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(
        request,
        "applicant/history.html",
        desk,
        "history",
        page=found,
        deeds=[_deed(desk, event) for event in found],
        about=about,
        filters=_FILTERS.items(),
    )


def _deed(desk: Desk, event: Event) -> Deed:
    details = details_of(event)
    who = (event.at, event.person_name, event.office_name)
    if event.kind != _ANSWERS:
        return Deed(*who, _words(desk, event.kind, dict(details)))
    origin = str(ORIGINS[str(details["origin"])])
    try:
        label = wording_of(desk.application.filing, event.topic, None).label
    except UnknownKeyError:
        return Deed(*who, event.topic, origin=origin)
    address = desk.address_of(event.topic)
    return Deed(*who, label, address, _change(desk, event.topic, details), origin)


def _change(desk: Desk, key: str, details: Mapping[str, object]) -> tuple[str, str]:
    """Before and after as people read them; of a list only how many rows it had."""
    rows = details.get("rows")
    if isinstance(rows, list):
        before, after = (f"{count}行" if count else "" for count in rows)
    else:
        filing = desk.application.filing
        before, after = (wording_of(filing, key, details[k]).text for k in ("before", "after"))
    return before, after


def _words(desk: Desk, kind: str, details: dict[str, object]) -> str:
    accepted = details.get("accepted")
    told = {
        "name": details.get("name", ""),
        "file": details.get("file", ""),
        "trouble": details.get("trouble", ""),
        "use": _place(desk, str(details.get("use", ""))),
        "accepted": len(accepted) if isinstance(accepted, list) else 0,
    }
    return _DEEDS.get(kind, "做了一处改动").format(**told)


def _place(desk: Desk, use: str) -> str:
    field_id, _, option_id = use.partition(".")
    field = desk.form.fields.get(field_id)
    if field is None:
        return use
    option = field.option(option_id)
    return f"{field.label}：{option.label}" if option else field.label
