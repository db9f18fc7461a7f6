"""Writing applications: opening a call, starting an application, and the gate to editing one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone

from jiqun.records.applications.models import Application, Call
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
    deadline: datetime,
    by: Actor,
    source: str = "web",
) -> Call:
    """A call for applications with the form of an edition. Raises LookupError for an edition that
    does not exist, ValueError where the deadline lies before the opening."""
    edition_named(edition)
    if deadline <= opens_at:
        raise ValueError("the deadline lies before the opening")
    with writing():
        call = Call.objects.create(
            edition=edition, title=title, opens_at=opens_at, deadline=deadline
        )
        details = {
            "edition": edition,
            "title": title,
            "opens_at": opens_at.isoformat(),
            "deadline": deadline.isoformat(),
        }
        record("call_opened", f"call:{call.pk}", by, details=details, source=source)
    return call


def start_application(
    call: Call, county: Office, by: Actor, operator: Office | None = None, source: str = "web"
) -> Application:
    """A county's application to a call, with an empty filing; a second start gives the first."""
    with writing():
        earlier = Application.objects.filter(call=call, county=county).first()
        if earlier is not None:
            return earlier
        application = Application.objects.create(
            call=call,
            county=county,
            operator=operator,
            filing=create_filing(call.edition, county, by, source=source),
            created_at=timezone.now(),
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
