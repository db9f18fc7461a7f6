"""单位与人员: the tree of the offices one manages, with their people and their accounts."""

from __future__ import annotations

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiqun.records.organisations.account_states import AccountState
from jiqun.records.organisations.managed_people import ManagedOffice, offices_managed
from jiqun.records.organisations.managing import manages_anything
from jiqun.screens.account.requests import person_of

SIGNS = {
    AccountState.IN_USE: "done",
    AccountState.GIVEN: "blank",
    AccountState.EXPIRED: "confirm",
    AccountState.LOCKED: "error",
}
"""The sign that stands before the word for the state of an account."""


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The tree."""
    person = person_of(request)
    if not manages_anything(person):
        raise Http404
    offices = offices_managed(person)
    return render(
        request,
        "organisations/tree.html",
        {
            "offices": offices,
            "signs": SIGNS,
            "counts": _counts(offices),
            "total": sum(len(office.people) for office in offices),
        },
    )


def _counts(offices: list[ManagedOffice]) -> list[tuple[str, int]]:
    """How many accounts stand how, those that there are."""
    found = Counter(one.state for office in offices for one in office.people)
    return [(state.value, found[state]) for state in AccountState if found[state]]
