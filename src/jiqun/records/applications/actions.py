"""Writing applications: opening a call, starting an application, and the gate to editing one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone

from jiqun.records.applications.models import Application, Call, Extension
from jiqun.records.applications.queries import application_held
from jiqun.records.applications.rules import can_edit
from jiqun.records.filings.actions import create_filing
from jiqun.records.filings.editions import edition_named
from jiqun.records.journal.actions import Actor, record, writing
from jiqun.records.organisations.models import Office, Person
from jiqun.records.verdict import NotAllowedError


def open_call(
    edition: str,
    title: str,
    opens_at: datetime,
    county_close: datetime,
    by: Actor,
    source: str = "web",
    city_close: datetime | None = None,
) -> Call:
    """A call for applications with the form of an edition. Raises LookupError for an edition that
    does not exist, ValueError where it closes before it opens, or for cities before counties."""
    edition_named(edition)
    if county_close <= opens_at or (city_close and city_close < county_close):
        raise ValueError("the call closes before it opens, or for cities before counties")
    with writing():
        call = Call.objects.create(
            edition=edition,
            title=title,
            opens_at=opens_at,
            county_close=county_close,
            city_close=city_close,
        )
        details = {
            "edition": edition,
            "title": title,
            "opens_at": opens_at.isoformat(),
            "county_close": county_close.isoformat(),
            "city_close": city_close.isoformat() if city_close else None,
        }
        record("call_opened", f"call:{call.pk}", by, details=details, source=source)
    return call


def extend(
    call: Call,
    office: Office,
    county_close: datetime,
    reason: str,
    by: Actor,
    source: str = "web",
) -> Extension:
    """Give one office longer for a call, whether it has begun or not. Raises ValueError for a close
    that is not later than what the office has, or without a reason."""
    with writing():
        last = Extension.objects.filter(call=call, office=office).last()
        if county_close <= (last or call).county_close or not reason.strip():
            raise ValueError("an extension is later than what there is, and has a reason")
        made = Extension.objects.create(
            call=call, office=office, county_close=county_close, reason=reason.strip()
        )
        Application.objects.filter(call=call, county=office).update(extended_to=county_close)
        details = {
            "office": office.pk,
            "county_close": county_close.isoformat(),
            "reason": made.reason,
        }
        record("call_extended", f"call:{call.pk}", by, details=details, source=source)
    return made


def start_application(
    call: Call, county: Office, by: Actor, operator: Office | None = None, source: str = "web"
) -> Application:
    """A county's application to a call, with an empty filing; a second start gives the first."""
    with writing():
        earlier = Application.objects.filter(call=call, county=county).first()
        if earlier is not None:
            return earlier
        extension = Extension.objects.filter(call=call, office=county).last()
        application = Application.objects.create(
            call=call,
            county=county,
            operator=operator,
            filing=create_filing(call.edition, county, by, source=source),
            created_at=timezone.now(),
            extended_to=extension.county_close if extension else None,
        )
        details = {
            "call": call.pk,
            "county": county.pk,
            "operator": operator.pk if operator else None,
            "filing": application.filing_id,
        }
        record("application_started", application.subject, by, details=details, source=source)
    return application


@contextmanager
def editing(public_id: str, by: Person, at: datetime | None = None) -> Iterator[Application]:
    """The application of an address, for changes by somebody who may make them.

    The rule is asked inside the transaction of the changes, on the application as it is then, so
    that no change slips in behind a deadline or a move. Raises NotAllowedError, and NotFound for
    an application the person may not even see.
    """
    with writing(beside_others=True):
        held = application_held(by, public_id)
        verdict = can_edit(by, held, at)
        if not verdict:
            raise NotAllowedError(verdict)
        yield held
