"""纸面: the official paper on the screen, every answer a link, and the PDF to be printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET
from lxml import html

from jiqun.engine import Paper, page_css, write_page
from jiqun.records.filings.labels import label_of_place
from jiqun.screens.applicant.desk import application_of, desk_at
from jiqun.screens.applicant.navigation import render_page
from jiqun.screens.applicant.paper_fit import fits_of, is_too_long, longest_of, paper_of

VIEWS = {"": "纸面", "pdf": "PDF 预览"}


@require_GET
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The paper with its meter; `view=pdf` shows the PDF in its place."""
    desk = desk_at(request, public_id)
    if is_too_long(desk.answers):
        known = {"longest": longest_of(desk)}
        return render_page(request, "applicant/overlong.html", desk, "paper", **known)
    view = request.GET.get("view", "")
    paper = paper_of(desk)
    fits = fits_of(desk, paper)
    fragment = ""
    if view != "pdf":
        fragment = linked_page(paper, desk.address_of, lambda tag: label_of_place(desk.form, tag))
    return render_page(
        request,
        "applicant/paper.html",
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
    application_of(request, public_id)
    return HttpResponse(_style(), content_type="text/css; charset=utf-8")


@cache
def _style() -> str:
    return page_css()


def linked_page(
    paper: Paper, address_of: Callable[[str], str], label_of: Callable[[str], str]
) -> SafeString:
    """The fragment of the paper; the functions give the address and the label of an answer's tag.

    The engine escapes every answer; here elements are only renamed and given attributes.
    """
    page = html.fragment_fromstring(write_page(paper))
    for place in page.iterfind(".//span[@data-answer]"):
        tag = place.attrib.pop("data-answer")
        place.tag = "a"
        place.set("href", address_of(tag))
        place.attrib.pop("role", None)  # a box stays named by its aria-label
        if "aria-label" in place.attrib:
            continue
        place.set("title", f"修改：{label_of(tag)}")
        if not place.text_content().strip():
            place.set("aria-label", f"填写：{label_of(tag)}")
    return mark_safe(html.tostring(page, encoding="unicode"))  # noqa: S308
