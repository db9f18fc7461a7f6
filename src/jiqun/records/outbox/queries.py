"""Reading what a person is told, and whom a notice is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from jiqun.records.organisations.models import Membership, Office, Person
from jiqun.records.organisations.roles import ROLES
from jiqun.records.outbox.models import OutboxLine, ReadUpTo


@dataclass(frozen=True, slots=True)
class Told:
    """What a person is told: of what thing, what happened, and when; `number` grows from line to
    line."""

    subject: str
    kind: str
    words: str
    at: datetime
    number: int


def told_to(person: Person, most: int = 50) -> list[Told]:
    """What a person is told by what they are today, the latest first."""
    lines = OutboxLine.objects.filter(_told(person))[:most]
    return [Told(line.subject, line.kind, line.words, line.at, line.pk) for line in lines]


def unread_by(person: Person) -> int:
    """How many lines a person is told and has not read, by one question to an index."""
    if not person.posts:
        return 0
    read = ReadUpTo.objects.filter(person=person).values("line")
    return OutboxLine.objects.filter(_told(person), id__gt=Coalesce(Subquery(read), 0)).count()


def people_told(line: OutboxLine) -> list[Person]:
    """The people a line is for today, as `told_to` says it of each."""
    followers = Office.objects.exclude(follows=[]).only("id", "follows")
    offices = [line.office_id, *(one.pk for one in followers if line.office_id in one.follows)]
    roles = [role for role, one in ROLES.items() if line.group in (role, one.group)]
    today = timezone.localdate()
    held = Membership.objects.filter(
        Q(until=None) | Q(until__gt=today),
        office__in=offices,
        role__in=roles,
        since__lte=min(today, timezone.localdate(line.at)),
    )
    return list(Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("id"))


def _told(person: Person) -> Q:
    """The condition for what a person is told by what they are today."""
    found = Q(pk__in=())
    for post in person.posts:
        groups = (post.role, next(d.group for r, d in ROLES.items() if r == post.role))
        offices = (post.office_id, *post.office.follows)
        found |= Q(office__in=offices, group__in=groups, at__date__gte=post.since)
    return found
