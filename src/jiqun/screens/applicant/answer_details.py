"""What is told of one answer on demand: its versions, and the formula of its computed value."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiqun.engine import derivation
from jiqun.records.filings import queries as filings
from jiqun.records.filings.keys import UnknownKeyError
from jiqun.screens.applicant.desk import application_of, desk_at


@require_GET
def answer_history(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """The versions of one answer, as a piece of a page; raises Http404 for an unknown one."""
    filing = application_of(request, public_id).filing
    try:
        label = filings.wording_of(filing, key, None).label
    except UnknownKeyError:
        raise Http404 from None
    context = {"label": label, "versions": filings.history(filing, key)}
    return render(request, "applicant/versions.html", context)


@require_GET
def formula(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """How the computed value of an answer came about, as a piece of a page."""
    desk = desk_at(request, public_id)
    name, _, period = key.partition(".")
    field = desk.form.fields.get(name)
    if field is None or (period or None) not in field.cells:
        raise Http404
    formula = derivation(desk.answers, name, period or None)
    return render(request, "applicant/formula.html", {"field": field, "said": formula})
