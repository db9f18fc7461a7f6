"""Lists of applications 申报列表: searched and ordered by what stands in their rows."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from jiqun.records.applications.models import Application
from jiqun.records.applications.queries import applications_for
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.queries import offices_called
from jiqun.records.paged_rows import Rows

ORDERS: Mapping[str, str] = {
    "county": "county__division",
    "filled": "filing__filled",
    "missing": "filing__missing",
    "errors": "filing__errors",
    "confirms": "filing__confirms",
    "changed": "filing__changed_at",
}
"""By what a list may be ordered, and the column it is."""


def listed(person: Person, search: str = "", order: str = "") -> Rows[Application]:
    """The applications a person may see whose county, city or call has the words of a search in its
    name, or had, in an order of ORDERS, from the back where a minus stands before it; by county
    otherwise.
    """
    rows = applications_for(person)
    for word in search.split():
        rows = rows.filter(
            Q(county__in=offices_called(word))
            | Q(county__parent__in=offices_called(word))
            | Q(call__title__contains=word)
        )
    column = ORDERS.get(order.removeprefix("-"), "")
    minus = "-" if order.startswith("-") else ""
    ordered = rows.order_by(*([f"{minus}{column}"] if column else []), "county__division", "id")
    return Rows(ordered, lambda application: application)
