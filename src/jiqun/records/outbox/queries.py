"""Reading what a person is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from jiqun.records.organisations.models import Person
from jiqun.records.organisations.roles import ROLES
from jiqun.records.outbox.models import OutboxLine


@dataclass(frozen=True, slots=True)
class Told:
    """What a person is told: of what thing, what happened, and when."""

    subject: str
    kind: str
    words: str
    at: datetime


def told_to(person: Person, most: int = 50) -> list[Told]:
    """What a person is told by what they are today, the latest first."""
    found = Q(pk__in=())
    for post in person.posts:
        groups = (post.role, next(d.group for r, d in ROLES.items() if r == post.role))
        offices = (post.office_id, *post.office.follows)
        found |= Q(office__in=offices, group__in=groups, at__date__gte=post.since)
    lines = OutboxLine.objects.filter(found)[:most]
    return [Told(line.subject, line.kind, line.words, line.at) for line in lines]
