"""Longer for one office 延期: until when it has, why, and what that means for its city."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from jiqun.records.applications.deadlines import city_close_after
from jiqun.records.applications.models import Call, Extension
from jiqun.records.organisations.models import Office
from jiqun.records.working_days.queries import YearUnknownError


@dataclass(frozen=True, slots=True)
class Extended:
    """The longer time of a county: until which minute, why, and the minute until which its city has
    then (None where the call does not say); `city_unknown` says why that cannot be told yet."""

    until: datetime
    reason: str
    city_until: datetime | None
    city_unknown: str = ""


def extended_of(call: Call) -> Mapping[int, Extended]:
    """The counties that have longer for a call, by their primary keys."""
    return {one.office_id: _extended(call, one) for one in _given(call)}


def extended_for(call: Call, office: Office) -> Extended | None:
    """The longer time an office has for a call; None where it has what all have."""
    last = _given(call).filter(office=office).last()
    return _extended(call, last) if last else None


def county_close_of(call: Call, office: Office) -> datetime:
    """Until which minute an office has for a call, whether it has begun or not."""
    last = _given(call).filter(office=office).last()
    return last.county_close if last else call.county_close


def _given(call: Call) -> QuerySet[Extension]:
    """What was given, the first leading; what the call itself has overtaken is none."""
    return Extension.objects.filter(call=call, county_close__gt=call.county_close).order_by("id")


def _extended(call: Call, row: Extension) -> Extended:
    until = timezone.localtime(row.county_close)
    try:
        city = city_close_after(call, until)
    except YearUnknownError as unknown:
        return Extended(until, row.reason, None, str(unknown))
    named = timezone.localtime(city - timedelta(minutes=1)) if city else None
    return Extended(until, row.reason, named)
