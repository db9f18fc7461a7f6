"""Notices 提醒: what a person who fills in an application should know: time running out, and what
others changed since the person logged in before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from jiqun.records.applications.deadlines import Due, due_of
from jiqun.records.applications.models import Application
from jiqun.records.applications.queries import applications_for
from jiqun.records.applications.rules import can_edit, may_ever_edit
from jiqun.records.journal.event_kinds import COUNTED
from jiqun.records.journal.queries import events_of
from jiqun.records.organisations.models import Person
from jiqun.records.outbox.queries import told_to
from jiqun.records.talks.models import OF_A_TALK
from jiqun.records.talks.queries import filings_talked_of

NEAR = timedelta(days=7)
_OF_AN_APPLICATION = "application:"


@dataclass(frozen=True, slots=True)
class Closing:
    """An application that takes changes for less than NEAR: until it is due."""

    application: Application
    due: Due


@dataclass(frozen=True, slots=True)
class Changed:
    """What one other person did with an application: how many answers they changed and how many
    pieces of evidence they added or removed, the last at `at`."""

    application: Application
    person: str
    office: str
    answers: int
    pieces: int
    at: datetime


Notice = Closing | Changed


@dataclass(frozen=True, slots=True)
class Moved:
    """What a person's office was told: the kind of event, words, and when; of an application they
    see, or of a call (None). `number` grows from line to line."""

    application: Application | None
    kind: str
    words: str
    at: datetime
    number: int


def notices(person: Person, at: datetime | None = None) -> list[Notice]:
    """The notices for a person at a time (the server's, now if none is given): the applications
    they may edit, the one that closes first leading."""
    if not may_ever_edit(person):  # who looks on many applications is not asked of each
        return []
    now = at or timezone.now()
    since = _login_before(person)
    visible = ((one, due_of(one)) for one in applications_for(person))
    editable = [(one, due) for one, due in visible if due and can_edit(person, one, now)]
    all_notices: list[Notice] = []
    for application, due in sorted(editable, key=lambda pair: pair[1].ends_at):
        if due.ends_at - now < NEAR:
            all_notices.append(Closing(application, due))
        if since is not None:
            all_notices += _changes(application, person, since)
    return all_notices


def moves_told(person: Person, most: int = 50) -> list[Moved]:
    """What a person is told of the applications they see and of calls, the latest first."""
    told = told_to(person, most)
    own = [line.subject for line in told if line.subject.startswith(_OF_AN_APPLICATION)]
    numbers = {int(subject.removeprefix(_OF_AN_APPLICATION)) for subject in own}
    talked = filings_talked_of(line.subject for line in told)
    found = applications_for(person).filter(Q(pk__in=numbers) | Q(filing__in={*talked.values()}))
    seen = {one.subject: one for one in found}
    of_filings = {one.filing_id: one for one in found}
    seen |= {talk: of_filings[of] for talk, of in talked.items() if of in of_filings}
    return [
        Moved(
            seen.get(line.subject), line.kind, line.words, timezone.localtime(line.at), line.number
        )
        for line in told
        if line.subject in seen or not line.subject.startswith((_OF_AN_APPLICATION, OF_A_TALK))
    ]


def _login_before(person: Person) -> int | None:
    """The event of the login before the last one; None where there was none."""
    logins = events_of(f"person:{person.pk}", "session").filter(kind="logged_in")
    before = list(logins.order_by("-id").values_list("id", flat=True)[1:2])
    return before[0] if before else None


def _changes(application: Application, person: Person, since: int) -> list[Changed]:
    """What others did after an event, the person who did something last leading."""
    answers, pieces = (Q(kind__in=kinds) for kinds, _ in COUNTED)
    done: list[tuple[str, str, int, int, datetime]] = list(
        events_of(application.filing.subject)
        .filter(answers | pieces, id__gt=since, person_id__isnull=False)
        .exclude(person_id=person.pk)
        .order_by()
        .values_list("person_name", "office_name")
        .annotate(
            answers=Count("topic", distinct=True, filter=answers),
            pieces=Count("id", filter=pieces),
            last=Max("at"),
        )
        .order_by("-last")
    )
    return [Changed(application, *one) for one in done]
