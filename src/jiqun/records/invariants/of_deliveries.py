"""Invariants of the copies and discs that offices received."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from jiqun.records.applications.models import Delivery
from jiqun.records.invariants.invariant import Invariant
from jiqun.records.journal.models import Event
from jiqun.records.organisations.roles import Level


def _untold() -> Iterator[str]:
    """Each is an event of its number, and no event is of one that is not there."""
    told = set(Event.objects.filter(kind="copies_received").values_list("subject", "topic"))
    for one in Delivery.objects.all():
        place = (f"application:{one.application_id}", str(one.pk))
        if place not in told:
            yield f"{place[0]} {one.pk}"
        told.discard(place)
    yield from (f"{subject} {number}" for subject, number in told)


def _taken_back() -> Iterator[str]:
    """What was taken back is an event of its number, and no event is of one that was not."""
    told = set(Event.objects.filter(kind="receipt_taken_back").values_list("subject", "topic"))
    for one in Delivery.objects.exclude(taken_back_at=None):
        place = (f"application:{one.application_id}", str(one.pk))
        if place not in told:
            yield f"{place[0]} {one.pk}"
        told.discard(place)
    yield from (f"{subject} {number}" for subject, number in told)


def _from_elsewhere() -> Iterator[str]:
    """An office above receives, and a version of that application."""
    right = Delivery.objects.filter(
        office__level__in=(Level.CITY, Level.REGION), version__filing=F("application__filing")
    )
    for one in Delivery.objects.exclude(pk__in=right.values("pk")):
        yield f"application:{one.application_id} {one.pk}"


INVARIANTS = (
    Invariant("deliveries_are_told", "每次签收都有一条日志", _untold),
    Invariant("deliveries_taken_back_are_told", "每次撤销签收都有一条日志", _taken_back),
    Invariant("deliveries_are_from_above", "签收的是上级单位，是本申报的版本", _from_elsewhere),
)
