"""批量新建: a sheet is looked at row by row before anything is made, then all of it is made at
once, and the one-time secrets are printed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiqun.records.organisations.managing import manages_anything
from jiqun.records.organisations.people_sheet import COLUMNS, plan_sheet, take_sheet
from jiqun.records.verdict import NotAllowedError
from jiqun.screens.account.requests import person_of
from jiqun.screens.organisations.secret_strips import show_secrets
from jiqun.screens.organisations.sheet_files import (
    LARGEST,
    blank_text,
    blank_workbook,
    read_sheet,
    rows_of,
    text_of,
)

_NO_FILE = "请先选择填好的表格，再上传。"
_BLANKS = {
    "xlsx": (blank_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (blank_text, "text/csv; charset=utf-8"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The page; with a file, what it would make."""
    _require_manager(request)
    context: dict[str, object] = {"columns": COLUMNS}
    if request.method == "POST":
        sent = request.FILES.get("file")
        try:
            if sent is None:
                messages.error(request, _NO_FILE)
            else:
                table = read_sheet(sent.read(LARGEST + 1))
                plan = plan_sheet(table, person_of(request))
                context |= {"plan": plan, "text": text_of(table), "file": sent.name}
        except NotAllowedError as refusal:
            messages.error(request, refusal.verdict.reason)
    return render(request, "organisations/sheet.html", context)


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make all that was looked at; the sheet is read and judged anew."""
    _require_manager(request)
    try:
        table = rows_of(request.POST.get("text", ""))
        return show_secrets(request, take_sheet(table, person_of(request)))
    except NotAllowedError as refusal:
        messages.error(request, f"{refusal.verdict.reason}没有新建任何单位和人员。")
        return redirect("people_sheet")


@require_GET
def blank(request: HttpRequest, kind: str) -> HttpResponse:
    """The blank sheet, as a workbook or as text."""
    _require_manager(request)
    if kind not in _BLANKS:
        raise Http404
    made, content_type = _BLANKS[kind]
    answer = HttpResponse(made(), content_type=content_type)
    name = content_disposition_header(True, f"单位和人员.{kind}")
    answer["Content-Disposition"] = name or "attachment"
    return answer


def _require_manager(request: HttpRequest) -> None:
    if not manages_anything(person_of(request)):
        raise Http404
