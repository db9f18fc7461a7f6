"""Who may see and edit an application, and why not."""

from __future__ import annotations

from datetime import datetime

from jiqun.records.applications.deadlines import is_open
from jiqun.records.applications.models import Application
from jiqun.records.applications.stages import PROCEDURE
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.queries import office_of
from jiqun.records.organisations.roles import CITY, COUNTY, OPERATOR, REGION
from jiqun.records.organisations.sight import EVERYTHING, Sight, roles_at, sees, ways
from jiqun.records.verdict import ALLOWED, NO_OFFICE, Verdict, refused

_NOT_YOURS = refused("这份申报不由您的单位办理。")


SIGHT: Sight = ways(
    {
        COUNTY: ("county",),
        OPERATOR: ("operator",),
        CITY: ("county__parent",),
        REGION: (EVERYTHING,),
    }
)
"""The county that applies, its cluster's operator, the city above it and the region."""


def can_see(person: Person, application: Application) -> Verdict:
    """Whether an application is for a person to see."""
    if office_of(person) is None:
        return NO_OFFICE
    return ALLOWED if sees(SIGHT, person, application) else _NOT_YOURS


def can_edit(person: Person, application: Application, at: datetime | None = None) -> Verdict:
    """The county and the operator, in the stages that allow it, until the deadline has passed.

    `at` is the server's time, now if none is given.
    """
    seen = can_see(person, application)
    if not seen:
        return seen
    stage = PROCEDURE.stages[application.stage]
    if not roles_at(SIGHT, person, application) & stage.editable_by:
        return refused(f"申报正在“{stage.label}”阶段，您的单位可以查看，不能修改。")
    return is_open(application, at)


def may_ever_edit(person: Person) -> bool:
    """Whether there is a stage in which a person of these roles edits applications."""
    roles = {post.role for post in person.posts}
    return any(roles & stage.editable_by for stage in PROCEDURE.stages.values())
