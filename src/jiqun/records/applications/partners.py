"""Partner counties 协作县（市、区）: a cluster may reach over the border. The county that applies
leads and says which; they read the application, are told of it, and the paper names them."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.engine import ROOM_FOR_PARTNERS, division_of
from jiqun.records.applications.models import Application, Partner
from jiqun.records.applications.queries import application_held
from jiqun.records.applications.rules import roles_in
from jiqun.records.applications.stages import FILLING
from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.roles import COUNTY, Level, in_group
from jiqun.records.outbox.actions import tell
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound, Verdict, refused

PARTNERS = "partners"


@dataclass(frozen=True, slots=True)
class PartnerCounty:
    """A county over whose land the cluster reaches too, or that may be named so."""

    id: int
    name: str


def can_name_partners(person: Person, application: Application) -> Verdict:
    """Whether a person says which counties the cluster reaches into: the county that applies, as
    long as it fills in."""
    if not roles_in(person, application) & in_group(COUNTY):
        return refused("协作县（市、区）由牵头申报的县（市、区）指定。")
    if application.stage != FILLING:
        return refused("申报已经定稿，不能再更改协作县（市、区）。")
    return ALLOWED


def partners_of(application: Application) -> list[PartnerCounty]:
    """The partner counties of an application, in the order of their codes."""
    found = application.partners.select_related("county")
    return [PartnerCounty(one.county_id, one.county.name) for one in found]


def partners_said(application: Application) -> dict[str, str]:
    """What a version keeps of the partner counties, for its paper: their names under `PARTNERS`."""
    offices = [one.county for one in application.partners.select_related("county")]
    names = [_short(office) for office in offices]
    return {PARTNERS: "、".join(names)} if names else {}


def counties_to_name(application: Application) -> list[PartnerCounty]:
    """The counties that can still be named partners of an application."""
    there = Office.objects.filter(level=Level.COUNTY, ended_on=None)
    others = there.exclude(pk=application.county_id).exclude(partnered__application=application)
    return [PartnerCounty(one.pk, one.name) for one in others.order_by("division", "id")]


def name_partner(public_id: str, office_id: int, by: Person, source: str = "web") -> None:
    """Name a county a partner, and tell it; a second time does nothing. Raises NotAllowedError, and
    NotFound for an office that can be none."""
    with writing():
        held = _held(public_id, by)
        if held.partners.filter(county=office_id).exists():
            return
        if office_id not in {one.id for one in counties_to_name(held)}:
            raise NotFound
        kept = Partner.objects.create(application=held, county_id=office_id)
        if len(partners_said(held).get(PARTNERS, "")) > ROOM_FOR_PARTNERS:
            raise NotAllowedError(refused("页边印不下这么多县（市、区），请先移出一个。"))
        details = {"office": office_id, "name": kept.county.name}
        record("partner_named", held.subject, by, details=details, source=source)
        words = f"{held.county.name}把您的单位列为一份申报的协作县（市、区），可以查看。"
        tell([(kept.county, COUNTY)], held.subject, "partner_named", words)


def remove_partner(public_id: str, office_id: int, by: Person, source: str = "web") -> None:
    """Take a county off the partners: it sees the application no more. A second time does nothing.
    Raises NotAllowedError, and NotFound."""
    with writing():
        held = _held(public_id, by)
        kept = held.partners.select_related("county").filter(county=office_id).first()
        if kept is None:
            return
        kept.delete()
        details = {"office": office_id, "name": kept.county.name}
        record("partner_removed", held.subject, by, details=details, source=source)


def _short(office: Office) -> str:
    """The name of a county itself; of one without a code that of its office."""
    division = division_of(office.division)
    return division.name if division else office.name


def _held(public_id: str, by: Person) -> Application:
    """The application, held, for who may name its partners."""
    held = application_held(by, public_id)
    verdict = can_name_partners(by, held)
    if not verdict:
        raise NotAllowedError(verdict)
    return held
