"""Who may see and edit an application, and why not; who is told of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from jiqun.records.applications.deadlines import is_open, said_moment
from jiqun.records.applications.models import Application, Partner
from jiqun.records.applications.moves import PROCEDURE
from jiqun.records.applications.stages import DECIDED, REGION_LEVEL, RETURNED, TO_DECIDE
from jiqun.records.journal.actions import Actor
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.queries import office_of, offices_with
from jiqun.records.organisations.roles import (
    CITY,
    COUNTY,
    OPERATOR,
    REGION,
    in_group,
    roles_called,
)
from jiqun.records.organisations.sight import (
    EVERYTHING,
    Sight,
    offices_at,
    roles_at,
    seen_by,
    sees,
    ways,
)
from jiqun.records.procedure import CLOCK, Place
from jiqun.records.verdict import ALLOWED, NO_OFFICE, Verdict, refused

_NOT_YOURS = refused("这份申报不由您的单位办理。")
_KNOWING = in_group(REGION)


SIGHT: Sight = ways(
    {
        COUNTY: ("county",),
        OPERATOR: ("operator",),
        CITY: ("county__parent",),
        REGION: (EVERYTHING,),
    }
)
"""The county that applies, its cluster's operator, the city above it and the region."""

_PARTNERS: Sight = ways({COUNTY: ("county",)})
"""A partner county 协作县 looks on: it has no role in the procedure."""


def visible_to(person: Person) -> Q:
    """The condition for the applications a person may see."""
    part = takes_part(person)
    if not part:  # no condition: all of them
        return part
    partnered = Partner.objects.filter(seen_by(_PARTNERS, person)).values("application")
    return part | Q(pk__in=partnered)


def takes_part(person: Person) -> Q:
    """The condition for the applications in whose procedure a person has a part."""
    return seen_by(SIGHT, person)


def roles_in(by: Actor, application: Application) -> frozenset[str]:
    """The roles in which somebody has to do with an application; the system itself is the clock."""
    if not isinstance(by, Person):
        return frozenset({CLOCK})
    return roles_at(SIGHT, by, application)


def shown_place(roles: frozenset[str], application: Application) -> Place:
    """Where an application is, as people of some roles know it: what was decided is known to the
    region alone until it is announced."""
    hidden = application.stage in DECIDED and application.announced_at is None
    if hidden and not roles & (_KNOWING | {CLOCK}):
        return Place(TO_DECIDE, REGION_LEVEL)
    return application.place


def stage_shown(person: Person, application: Application) -> str:
    """What the stage of an application is called, as far as a person knows it."""
    return PROCEDURE.label_of(shown_place(roles_in(person, application), application))


def can_see(person: Person, application: Application) -> Verdict:
    """Whether an application is for a person to see."""
    if office_of(person) is None:
        return NO_OFFICE
    if sees(SIGHT, person, application):
        return ALLOWED
    looks_on = any(sees(_PARTNERS, person, one) for one in application.partners.all())
    return ALLOWED if looks_on else _NOT_YOURS


def can_edit(person: Person, application: Application, at: datetime | None = None) -> Verdict:
    """The county and the operator, in the stages that allow it, until the deadline has passed.

    `at` is the server's time, now if none is given.
    """
    seen = can_see(person, application)
    if not seen:
        return seen
    roles = roles_at(SIGHT, person, application)
    stage = PROCEDURE.stages[application.stage]
    if not roles & stage.editable_by:
        shown = PROCEDURE.label_of(shown_place(roles, application))
        return refused(f"申报正在“{shown}”阶段，您的单位可以查看，不能修改。")
    due = application.due_at if application.stage == RETURNED else None
    if due is None:
        return is_open(application, at)
    if (at or timezone.now()) < due:
        return ALLOWED
    return refused(f"修改已于{said_moment(due)}截止，不能再修改。")


def may_ever_edit(person: Person) -> bool:
    """Whether there is a stage in which a person of these roles edits applications."""
    roles = {post.role for post in person.posts}
    return any(roles & stage.editable_by for stage in PROCEDURE.stages.values())


def offices_told(application: Application, groups: Iterable[str]) -> list[tuple[Office, str]]:
    """The offices that are told of an application, each with the group of its people, a role or a
    group of roles: those from which they see it."""
    told: list[tuple[Office, str]] = []
    for group in groups:
        for role in sorted(roles_called([group])):
            for way in SIGHT.get(role, ()):
                found = offices_with(role) if way == EVERYTHING else offices_at(application, way)
                told += [(office, group) for office in found]
    return list(dict.fromkeys(told))
