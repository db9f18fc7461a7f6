"""Who may see and edit an application, and why not."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from jiqun.records.applications.models import Application, Call
from jiqun.records.applications.stages import STAGES
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.queries import office_of
from jiqun.records.organisations.roles import CITY, COUNTY, OPERATOR, REGION
from jiqun.records.organisations.sight import EVERYTHING, Sight, roles_at, ways
from jiqun.records.verdict import ALLOWED, NO_OFFICE, Verdict, refused

_MINUTE = timedelta(minutes=1)
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
    return ALLOWED if roles_at(SIGHT, person, application) else _NOT_YOURS


def can_edit(person: Person, application: Application, at: datetime | None = None) -> Verdict:
    """The county and the operator, in the stages that allow it, until the deadline has passed.

    `at` is the server's time, now if none is given.
    """
    seen = can_see(person, application)
    if not seen:
        return seen
    stage = STAGES[application.stage]
    if not roles_at(SIGHT, person, application) & stage.editable_by:
        return refused(f"申报正在“{stage.label}”阶段，您的单位可以查看，不能修改。")
    return is_open(application.call, at)


def may_ever_edit(person: Person) -> bool:
    """Whether there is a stage in which a person of these roles edits applications."""
    roles = {post.role for post in person.posts}
    return any(roles & stage.editable_by for stage in STAGES.values())


def is_open(call: Call, at: datetime | None = None) -> Verdict:
    """Whether a call takes changes at a time: from its opening to the end of its last minute."""
    now = at or timezone.now()
    if now < call.opens_at:
        return refused(f"申报{_said(call.opens_at)}开始，现在还不能填报。")
    if now >= closes_at(call):
        return refused(f"申报已于{_said(call.deadline)}截止，不能再修改。")
    return ALLOWED


def closes_at(call: Call) -> datetime:
    """The first moment that is too late: the end of the minute the deadline names."""
    return call.deadline.replace(second=0, microsecond=0) + _MINUTE


def _said(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"
