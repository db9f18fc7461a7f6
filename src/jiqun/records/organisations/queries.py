"""Reading the organisations: who works where, and what lies under an office."""

from __future__ import annotations

from jiqun.records.organisations.account_names import account_name
from jiqun.records.organisations.models import Membership, Office, Person
from jiqun.records.prepared_lookup import PreparedLookup

_memberships = PreparedLookup(Membership, "person", "person", "office")


def office_of(person: Person) -> Office | None:
    """The office a person works in."""
    return person.membership.office if person.membership else None


def role_of(person: Person) -> str:
    """The role of a person (county, operator, city, region, admin), empty if none."""
    return person.membership.role if person.membership else ""


def office_named(name: str) -> Office | None:
    """The office of a name."""
    return Office.objects.filter(name=name).first()


def office_in(division: str, level: str) -> Office | None:
    """The office of a level for a division, by its code of GB/T 2260."""
    return Office.objects.filter(division=division, level=level).first()


def person_named(username: str) -> Person | None:
    """The person of a user name, however it is spelled."""
    return Person.objects.filter(username=account_name(username)).first()


def people_exist() -> bool:
    """Whether there is anybody at all."""
    return Person.objects.exists()


def person_numbered(number: int) -> Person | None:
    """The person of a primary key, together with their membership: what every request asks for."""
    membership = _memberships.find(number)
    if membership is None:
        return Person.objects.filter(pk=number).first()
    membership.person.membership = membership
    return membership.person
