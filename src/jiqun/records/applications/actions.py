"""Writing applications: starting one, and the gate to editing one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from jiqun.records.applications.calls import explained_standard
from jiqun.records.applications.models import Application, Call, Extension
from jiqun.records.applications.numbers import next_number
from jiqun.records.applications.queries import application_held
from jiqun.records.applications.rules import can_edit
from jiqun.records.filings.actions import ask_explanations, create_filing
from jiqun.records.journal.actions import Actor, record, writing
from jiqun.records.organisations.models import Office, Person
from jiqun.records.verdict import NotAllowedError


def start_application(
    call: Call,
    county: Office,
    by: Actor,
    operator: Office | None = None,
    source: str = "web",
    after: int = 0,
) -> Application:
    """A county's application to a call, with an empty filing. Of several, for several clusters,
    `after` says behind how many this one comes: a second start behind as many gives the first.
    """
    with writing():
        own = Application.objects.filter(call=call, county=county)
        earlier = own.filter(ordinal__gt=after).order_by("ordinal").first()
        if earlier is not None:
            return earlier
        last = own.aggregate(last=Max("ordinal"))["last"] or 0
        extension = Extension.objects.filter(call=call, office=county).last()
        application = Application.objects.create(
            number=next_number(call, county),
            call=call,
            county=county,
            ordinal=last + 1,
            operator=operator,
            filing=create_filing(call.edition, county, by, source=source),
            created_at=timezone.now(),
            extended_to=extension.county_close if extension else None,
        )
        ask_explanations(application.filing, explained_standard(call))
        details = {
            "number": application.number,
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
