"""打印预览: the official paper on the screen, every answer a link, and the PDF to be printed."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET
from lxml import html

from jiqun.engine import Paper, labels_of, page_css, parse_address, write_page
from jiqun.screens.filling.desk import Desk, desk_at
from jiqun.screens.filling.navigation import render_page, without_paper
from jiqun.screens.filling.paper_fit import fits_of, is_too_long, longest_of, paper_of
from jiqun.screens.filling.seat import seat_of

VIEWS = {"": "网页预览", "pdf": "PDF 预览"}


@require_GET
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The paper with its meter; `view=pdf` shows the PDF in its place."""
    desk = desk_at(request, public_id)
    if desk.form.layout is None:
        return without_paper(request, desk)
    if is_too_long(desk.answers):
        longest = longest_of(desk)
        return render_page(request, "filling/overlong.html", desk, "paper", longest=longest)
    view = request.GET.get("view", "")
    paper = paper_of(desk)
    fits = fits_of(desk, paper)
    fragment = ""
    if view != "pdf":
        fragment = linked_page(paper, desk)
    return render_page(
        request,
        "filling/paper.html",
        desk,
        "paper",
        view=view if view in VIEWS else "",
        views=VIEWS.items(),
        fits=fits,
        crowded=[fit for fit in fits if not fit.fits],
        fragment=fragment,
    )


@require_GET
def style(request: HttpRequest, public_id: str) -> HttpResponse:
    """The style sheet of the paper, written by the engine that draws it."""
    seat_of(request, public_id)
    return HttpResponse(_style(), content_type="text/css; charset=utf-8")


@cache
def _style() -> str:
    return page_css()


def linked_page(paper: Paper, desk: Desk) -> SafeString:
    """The fragment of the paper, every answer a link to where it is filled in.

    The engine escapes every answer; here elements are only renamed and given attributes.
    """
    page = html.fragment_fromstring(write_page(paper))
    for place in page.iterfind(".//span[@data-answer]"):
        at = parse_address(desk.form, place.attrib.pop("data-answer"))
        label = labels_of(desk.form).full(at)
        place.tag = "a"
        place.set("href", desk.address_of(at))
        place.attrib.pop("role", None)  # a box stays named by its aria-label
        if "aria-label" in place.attrib:
            continue
        place.set("title", f"修改：{label}")
        if not place.text_content().strip():
            place.set("aria-label", f"填写：{label}")
    return mark_safe(html.tostring(page, encoding="unicode"))  # noqa: S308
