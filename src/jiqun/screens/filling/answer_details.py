"""What is told of one answer on demand: its versions, and the formula of its computed value."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiqun.engine import (
    Address,
    Form,
    UnknownAddress,
    derivation,
    is_kept,
    labels_of,
)
from jiqun.records.filings import queries as filings
from jiqun.records.filings.editions import address_in, form_of
from jiqun.screens.filling.desk import desk_at
from jiqun.screens.filling.seat import seat_of

VERSIONS_SHOWN = 20


@require_GET
def answer_history(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """The versions of one answer, the latest first, as a piece of a page; raises Http404 for an
    unknown one."""
    filing = seat_of(request, public_id).filing
    form = form_of(filing)
    at = _asked(form, key)
    changes = Paginator(filings.changes_of(filing, at), VERSIONS_SHOWN)
    page = changes.get_page(request.GET.get("page"))
    context = {
        "label": labels_of(form).full(at),
        "page": page,
        "versions": filings.versions(filing, page),
    }
    return render(request, "filling/versions.html", context)


@require_GET
def formula(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """How the computed value of an answer came about, as a piece of a page."""
    desk = desk_at(request, public_id)
    at = _asked(desk.form, key)
    field = desk.form.fields.get(at.field)
    if field is None:
        raise Http404
    formula = derivation(desk.answers, at)
    return render(request, "filling/formula.html", {"field": field, "said": formula})


def _asked(form: Form, key: str) -> Address:
    """The answer of an address bar; raises Http404 for what is none."""
    try:
        at = address_in(form, key)
    except UnknownAddress:
        raise Http404 from None
    if not is_kept(form, at):
        raise Http404
    return at
