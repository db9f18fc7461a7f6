"""How far a city is with what it recommends for a call, in numbers: for the lists and the board."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.records.applications.models import Application, Call
from jiqun.records.applications.stages import (
    CITY_LEVEL,
    RECOMMENDED,
    REGION_LEVEL,
    UNDER_REVIEW,
)
from jiqun.records.organisations.models import Person
from jiqun.records.recommendations.queries import city_of


@dataclass(frozen=True, slots=True)
class CityStanding:
    """Of a city's applications to a call: how many lie there to be looked at, are recommended and
    not sent yet, and were sent; how many it may recommend (None: any number)."""

    call: str
    title: str
    lying: int
    recommended: int
    sent: int
    quota: int | None


def city_standing(person: Person, call_id: str = "") -> CityStanding | None:
    """How far the city of a person is with a call, the one that opened last if none is named; None
    for people of no city, and where there is no call."""
    city = city_of(person)
    calls = Call.objects.filter(public_id=call_id) if call_id else Call.objects.all()
    call = calls.first() if city else None
    if call is None:
        return None
    rows = Application.objects.filter(call=call, county__parent=city).order_by()
    places = list(rows.values_list("stage", "level"))
    return CityStanding(
        call.public_id,
        call.title,
        places.count((UNDER_REVIEW, CITY_LEVEL)),
        sum(stage == RECOMMENDED for stage, _ in places),
        sum(level == REGION_LEVEL for _, level in places),
        call.quota,
    )
