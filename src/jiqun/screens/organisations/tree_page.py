"""单位与人员: the tree of the offices one manages, with their people and their accounts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

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
    wanted = {one.name: one for one in AccountState}.get(request.GET.get("state", ""))
    words = request.GET.get("q", "").strip()[:100]
    shown = offices if wanted is None else _standing_so(offices, wanted)
    return render(
        request,
        "organisations/tree.html",
        {
            "offices": _found(shown, words.split()) if words else shown,
            "words": words,
            "wanted": wanted,
            "signs": SIGNS,
            "counts": _counts(offices),
            "total": sum(len(office.people) for office in offices),
        },
    )


def _counts(offices: list[ManagedOffice]) -> list[tuple[AccountState, int]]:
    """How many accounts stand how, those that there are."""
    found = Counter(one.state for office in offices for one in office.people)
    return [(state, found[state]) for state in AccountState if found[state]]


def _standing_so(offices: list[ManagedOffice], wanted: AccountState) -> list[ManagedOffice]:
    """The people whose accounts stand in one way, and their offices alone."""
    of_those = (
        replace(office, people=tuple(one for one in office.people if one.state is wanted))
        for office in offices
    )
    return [office for office in of_those if office.people]


def _found(offices: list[ManagedOffice], words: list[str]) -> list[ManagedOffice]:
    """The offices whose names have all words, today's or those of before, with all their people;
    and the people who have them, with their offices."""
    found = []
    for office in offices:
        names = " ".join((office.name, *office.formerly))
        if all(word in names for word in words):
            found.append(office)
            continue
        people = tuple(
            one
            for one in office.people
            if all(word in f"{one.full_name} {one.username} {names}" for word in words)
        )
        if people:
            found.append(replace(office, people=people))
    return found
