"""The operator 集群运营管理机构 of an application: named by its county, and replaced as long as the
county may still change what it hands in."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from jiqun.records.applications.models import Application
from jiqun.records.applications.queries import application_held
from jiqun.records.applications.rules import roles_in
from jiqun.records.applications.stages import FILLING
from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.roles import COUNTY, Level, in_group
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound, Verdict, refused


@dataclass(frozen=True, slots=True)
class OperatorChoice:
    """An office that may operate the cluster of an application, and whether it does."""

    id: int
    name: str
    chosen: bool


def can_name_operator(person: Person, application: Application) -> Verdict:
    """Whether a person says who operates the cluster: the county, before it submits for the first
    time; later a replaced operator is a correction 勘误 or a change 重大变动."""
    if not roles_in(person, application) & in_group(COUNTY):
        return refused("集群运营管理机构由县（市、区）指定。")
    if application.stage != FILLING:
        return refused("申报已经定稿，不能再更换集群运营管理机构。")
    return ALLOWED


def operators_for(application: Application) -> list[OperatorChoice]:
    """The operators under the county of an application, and the one it has."""
    under = Q(parent=application.county_id, level=Level.OPERATOR, ended_on=None)
    offices = Office.objects.filter(under | Q(pk=application.operator_id)).order_by("name")
    return [
        OperatorChoice(office.pk, office.name, office.pk == application.operator_id)
        for office in offices
    ]


def name_operator(public_id: str, office_id: int | None, by: Person, source: str = "web") -> None:
    """Say who operates the cluster; None for nobody. The one before sees it no more. Raises
    NotAllowedError, and NotFound for an office that is none of the county's operators."""
    with writing():
        held = application_held(by, public_id)
        verdict = can_name_operator(by, held)
        if not verdict:
            raise NotAllowedError(verdict)
        if office_id is not None and office_id not in {one.id for one in operators_for(held)}:
            raise NotFound
        before = held.operator_id
        if before == office_id:
            return
        held.operator_id = office_id
        held.save(update_fields=["operator"])
        details = {"before": before, "after": office_id}
        record("operator_named", held.subject, by, details=details, source=source)
