"""推荐汇总: what a city recommends for a call, in its order, with letter and summary, and sent in
one piece; the region sees what was sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from jiqun.engine import UnusableInput
from jiqun.records.applications.calls import call_shown, calls_shown
from jiqun.records.evidence.actions import arriving
from jiqun.records.evidence.file_checks import UnusableFileError
from jiqun.records.recommendations.actions import (
    LONGEST_NICHE,
    LONGEST_REMARK,
    Placed,
    place,
    send_batch,
    write_papers,
)
from jiqun.records.recommendations.batch_scans import (
    batch_scan,
    bring_batch_scan,
    bytes_of_batch_scan,
    can_look_over,
    drop_batch_scan,
)
from jiqun.records.recommendations.drafting import TYPED
from jiqun.records.recommendations.gathering import Gathering, batches_sent, gathering
from jiqun.records.recommendations.queries import city_of
from jiqun.records.verdict import NotFound
from jiqun.screens.account.fresh_login import fresh_login
from jiqun.screens.account.requests import person_of
from jiqun.screens.calls.gathering_sheet import placed_in
from jiqun.screens.filling.attempts import trouble_of, try_and_tell
from jiqun.screens.filling.evidence import locked_up
from jiqun.screens.filling.uploading import takes_at_most

_TOO_LARGE = "文件超过 {most} MB，没有上传。请降低扫描分辨率后再试。"
_LONG_FIELDS = frozenset({"letter_body", "letter_attachments"})
_DATES = frozenset({"letter_date", "filled_on"})
_PLACED = ("rank", "niche", "remark")
_SCANS = (".pdf", ".jpg", ".jpeg", ".png")


@require_GET
def latest(request: HttpRequest) -> HttpResponse:
    """The page of the call that opened last."""
    person = person_of(request)
    calls = calls_shown() if city_of(person) or can_look_over(person) else []
    if not calls:
        raise Http404
    return redirect("gathering", calls[0].id)


@require_GET
def page(request: HttpRequest, call_id: str) -> HttpResponse:
    """What the city recommends; for the region, what all cities sent."""
    return shown(request, call_id)


def shown(
    request: HttpRequest, call_id: str, preview: object = None, status: int = 200
) -> HttpResponse:
    """The page, with what a workbook that was brought would change, where one was."""
    person = person_of(request)
    try:
        context = {"call": call_shown(call_id), "calls": calls_shown()}
        if city_of(person) is None:
            if not can_look_over(person):
                raise NotFound
            context["sent"] = batches_sent(person, call_id)
        else:
            found = with_typed(gathering(person, call_id), request.POST)
            context |= {"all": found, "preview": preview}
    except NotFound:
        raise Http404 from None
    context |= {
        "long_fields": _LONG_FIELDS,
        "dates": _DATES,
        "longest_niche": LONGEST_NICHE,
        "longest_remark": LONGEST_REMARK,
    }
    return render(request, "calls/gathering.html", context, status=status)


def with_typed(found: Gathering, typed: QueryDict) -> Gathering:
    """The page with what was typed and is not saved: where it was refused, nothing is lost."""
    rows = (
        replace(
            one,
            row={
                **one.row,
                **{
                    name: str(typed[key])
                    for name in _PLACED
                    if (key := f"{name}-{one.id}") in typed
                },
            },
        )
        for one in found.rows
    )
    fields = ((name, label, typed.get(name, text)) for name, label, text in found.fields)
    return replace(found, rows=tuple(rows), fields=tuple(fields))


@takes_at_most(lambda: settings.EVIDENCE_LARGEST, _TOO_LARGE)
@require_POST
def act(request: HttpRequest, call_id: str) -> HttpResponse:
    """Put in order, write the papers, bring or take away a scan."""
    person, posted = person_of(request), request.POST
    if city_of(person) is None:
        raise Http404

    def order() -> None:
        ids = posted.getlist("application")
        placed = {
            one: Placed(*(posted.get(f"{name}-{one}", "") for name in _PLACED)) for one in ids
        }
        place(call_id, placed, person, posted.get("seen", ""))

    def write() -> None:
        names = [name for of_paper in TYPED.values() for name in of_paper if name in posted]
        write_papers(call_id, {name: posted[name] for name in names}, person)

    def bring() -> None:
        file = request.FILES.get("file")
        if file is None or not (file.name or "").lower().endswith(_SCANS):
            raise UnusableInput("请选择盖章的扫描件（PDF、JPG 或 PNG），没有上传。")
        try:
            with arriving(file.name or "", file) as arrived:
                bring_batch_scan(call_id, posted.get("paper", ""), arrived, person)
        except UnusableFileError as refusal:
            raise UnusableInput(str(refusal)) from None

    acts: dict[str, tuple[str, Callable[[], object]]] = {
        "order": ("已保存推荐排序。", order),
        "write": ("已保存推荐函和推荐汇总表的内容。", write),
        "bring": ("已保存扫描件。", bring),
        "drop": (
            "已删除扫描件。",
            lambda: drop_batch_scan(call_id, posted.get("scan", ""), person),
        ),
    }
    if posted.get("do", "") not in acts:
        raise Http404
    done, do = acts[posted["do"]]
    if trouble := trouble_of(do):
        messages.error(request, trouble)
        return shown(request, call_id, status=422)
    messages.success(request, done, extra_tags="done")
    return redirect("gathering", call_id)


@require_POST
@fresh_login(lambda request: True)
def send(request: HttpRequest, call_id: str) -> HttpResponse:
    """Send all that is recommended in one batch."""
    person = person_of(request)
    if city_of(person) is None:
        raise Http404
    try_and_tell(request, "已报送自治区。", lambda: send_batch(call_id, person))
    return redirect("gathering", call_id)


@takes_at_most(lambda: settings.EVIDENCE_LARGEST, _TOO_LARGE)
@require_POST
def read(request: HttpRequest, call_id: str) -> HttpResponse:
    """Show what a summary that was filled in with Excel would change; nothing is changed yet."""
    person, file = person_of(request), request.FILES.get("file")
    if city_of(person) is None:
        raise Http404
    try:
        if file is None:
            raise UnusableInput("没有选择文件。请选择从这里下载、改过排序的 Excel。")
        preview = placed_in(file.read(), gathering(person, call_id).rows)
    except NotFound:
        raise Http404 from None
    except UnusableInput as refusal:
        return shown(request, call_id, {"trouble": str(refusal)}, 422)
    return shown(request, call_id, {"changes": preview})


@require_GET
def give_scan(request: HttpRequest, scan: str) -> FileResponse:
    """A scan of a batch as it came, to be kept."""
    try:
        found = batch_scan(person_of(request), scan)
    except NotFound:
        raise Http404 from None
    return locked_up(bytes_of_batch_scan(found), found.media_type, found.name)
