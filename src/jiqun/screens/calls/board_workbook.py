"""The board as an Excel workbook: what is shown, numbers as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from jiqun.records.applications.board import STATES, BoardRow
from jiqun.records.evidence.file_names import cleaned
from jiqun.screens.calls.board_choice import BoardChoice
from jiqun.screens.calls.board_page import board_of
from jiqun.screens.widgets.workbooks import workbook_in

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEADS = (
    ("地级市", 24),
    ("县（市、区）", 28),
    ("集群名称", 28),
    ("申报编号", 18),
    ("状态", 14),
    ("阶段", 20),
    ("已填", 8),
    ("未填", 8),
    ("需改", 8),
    ("需核实", 8),
    ("未保存天数", 12),
    ("剩余天数", 10),
    ("最近办理", 18),
    ("办理时间", 18),
)


@require_GET
def give(request: HttpRequest, call_id: str) -> HttpResponse:
    """What the page of the same address shows."""
    call, rows = board_of(request, call_id)
    title = f"{call.terms.title}-全部县区"
    data = workbook(title, BoardChoice.of(request.GET).shown(rows))
    answer = HttpResponse(data, content_type=_TYPE)
    name = cleaned(f"{title}-{timezone.localdate():%Y%m%d}.xlsx")
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def workbook(title: str, rows: Sequence[BoardRow]) -> bytes:
    """The rows of a board under their heads, as .xlsx."""
    file = BytesIO()
    with workbook_in(file, title) as book:
        sheet = book.add_worksheet("全部县区")
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for column, (words, width) in enumerate(_HEADS):
            sheet.write_string(0, column, words, head)
            sheet.set_column(column, column, width)
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(_cells(row)):
                if value is not None:
                    sheet.write(line, column, value)
            if row.moved_at is not None:
                local = row.moved_at.replace(tzinfo=None)
                sheet.write_datetime(line, len(_HEADS) - 1, local, moment)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(1, len(rows)), len(_HEADS) - 1)
    return file.getvalue()


def _cells(row: BoardRow) -> tuple[str | int | None, ...]:
    begun = bool(row.application)
    figures = (row.filled, row.missing, row.errors, row.confirms)
    return (
        row.city,
        row.county,
        row.cluster,
        row.number,
        STATES[row.state],
        row.stage,
        *(figures if begun else (None,) * len(figures)),
        row.days_since_save,
        row.days_left,
        row.last_move,
    )
