"""The lists of the home page: applications, and filings that belong to none. A page of rows is
read and shown by what stands in them: nothing is worked out, however many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from jiqun.records.applications.deadlines import due_of
from jiqun.records.applications.listing import ORDERS, listed
from jiqun.records.applications.rules import can_edit, stage_shown
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.queries import filings_for, texts_at
from jiqun.records.filings.rules import can_edit_filing
from jiqun.screens.account.requests import person_of
from jiqun.screens.applications.application_seat import application_address
from jiqun.screens.filling.seat import filing_address
from jiqun.screens.widgets.sort_heads import sort_head

if TYPE_CHECKING:
    from jiqun.records.applications.models import Application
    from jiqun.records.filings.models import Filing

PAGE_SIZE = 50
_CHECK_AND_PRINT = "检查并打印"
# The heads by which the list of applications can be ordered, and whether from the back at first.
_HEADS = {
    "county": ("县（市、区）", False),
    "filled": ("已填", False),
    "missing": ("未填", True),
    "errors": ("需改", True),
    "confirms": ("需核实", True),
    "changed": ("最近修改", True),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """Where to go on with a filing, in words and as an address; `writes` is false for who
    may only look."""

    words: str
    address: str
    writes: bool


@dataclass(frozen=True, slots=True)
class FilingLine:
    """A filing in a list: its application or, where it has none, the title of its form, its
    address, where to go on, what its stage is called, the name of the cluster, and until when the
    county is to do something (None: nothing is due)."""

    filing: Filing
    application: Application | None
    title: str
    address: str
    next_step: NextStep
    stage: str = ""
    cluster: str = ""
    due: datetime | None = None


def applications_shown(request: HttpRequest) -> Mapping[str, object]:
    """A page of the applications, as the address orders and searches them."""
    search = request.GET.get("q", "").strip()[:100]
    order = request.GET.get("order", "")
    order = order if order.removeprefix("-") in ORDERS else "county"
    rows = listed(person_of(request), search, order)
    page: Page[Application] = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return {
        "lines": lines_of(request, list(page)),
        "many": page,
        "many_query": _besides(request, "page"),
        "search": search,
        "order": order,
        "heads": {
            name: sort_head(words, name, order, from_back)
            for name, (words, from_back) in _HEADS.items()
        },
    }


def lines_of(request: HttpRequest, applications: Sequence[Application]) -> list[FilingLine]:
    """Applications as lines of a list."""
    names = texts_at([application.filing for application in applications], "cluster_name")
    return [
        _application_line(request, application, names.get(application.filing_id, ""))
        for application in applications
    ]


def filings_shown(request: HttpRequest) -> Mapping[str, object]:
    """A page of the filings that belong to no application."""
    rows = filings_for(person_of(request))
    page: Page[Filing] = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("forms"))
    return {
        "filing_lines": [_filing_line(request, filing) for filing in page],
        "filings": page,
        "filings_query": _besides(request, "forms"),
    }


def _besides(request: HttpRequest, parameter: str) -> str:
    """What the address says besides the number of a page, for another number to follow."""
    asked = request.GET.copy()
    asked.pop(parameter, None)
    return f"{asked.urlencode()}&" if asked else ""


def _application_line(request: HttpRequest, application: Application, cluster: str) -> FilingLine:
    address = application_address(application.public_id)
    writes = bool(can_edit(person_of(request), application))
    stage = stage_shown(person_of(request), application)
    step = next_step(application.filing.next_part, address, writes)
    title = application.call.title
    due = due_of(application)
    until = due.until if due else None
    return FilingLine(application.filing, application, title, address, step, stage, cluster, until)


def _filing_line(request: HttpRequest, filing: Filing) -> FilingLine:
    address = filing_address(filing.public_id)
    writes = bool(can_edit_filing(person_of(request), filing))
    form = form_of(filing)
    step = next_step(filing.next_part, address, writes, _CHECK_AND_PRINT if form.layout else "核对")
    return FilingLine(filing, None, form.title, address, step)


def next_step(
    part: int | None, address: str, writes: bool, last: str = _CHECK_AND_PRINT
) -> NextStep:
    """A part, or where all parts are done (None) the checks: there `last` is what is left to do."""
    done = part is None
    words = (last if done else "继续填写") if writes else "查看"
    return NextStep(words, f"{address}checks/" if done else f"{address}part/{part}/", writes)
