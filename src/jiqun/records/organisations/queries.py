"""Reading the organisations: who works where, and what lies under an office."""

from __future__ import annotations

from django.utils import timezone

from jiqun.records.organisations.account_names import account_name
from jiqun.records.organisations.models import Membership, Office, Person, in_force
from jiqun.records.prepared_lookup import PreparedLookup

_memberships = PreparedLookup(Membership, "person", "person", "office")


def office_of(person: Person) -> Office | None:
    """The office a person works in."""
    return person.posts[0].office if person.posts else None


def roles_of(person: Person, office: Office | None = None) -> frozenset[str]:
    """The roles of a person in an office today, as a deputy too; in their own, if none is named."""
    at = office or office_of(person)
    return frozenset(post.role for post in person.posts if at and post.office_id == at.pk)


def office_named(name: str) -> Office | None:
    """The office of a name."""
    return Office.objects.filter(name=name).first()


def office_in(division: str, level: str) -> Office | None:
    """The office of a level for a division, by its code of GB/T 2260."""
    return Office.objects.filter(division=division, level=level).first()


def offices_with(role: str) -> list[Office]:
    """The offices in which somebody has a role today."""
    today = timezone.localdate()
    held = Membership.objects.filter(role=role, since__lte=today)
    posts = held.exclude(until__lte=today).select_related("office").order_by("office_id")
    return list(dict.fromkeys(post.office for post in posts))


def person_named(username: str) -> Person | None:
    """The person of a user name, however it is spelled."""
    return Person.objects.filter(username=account_name(username)).first()


def people_exist() -> bool:
    """Whether there is anybody at all."""
    return Person.objects.exists()


def person_numbered(number: int) -> Person | None:
    """The person of a primary key, together with their memberships: what every request asks for."""
    memberships = _memberships.find_all(number)
    if not memberships:
        return Person.objects.filter(pk=number).first()
    person = memberships[0].person
    person.posts = in_force(memberships, timezone.localdate())
    return person
