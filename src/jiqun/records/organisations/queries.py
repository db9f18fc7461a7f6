"""Reading the organisations: who works where, and what lies under an office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from jiqun.records.organisations.account_names import account_name
from jiqun.records.organisations.models import (
    Membership,
    Office,
    OfficeName,
    Person,
    Succession,
    in_force,
)
from jiqun.records.organisations.roles import Role
from jiqun.records.prepared_lookup import PreparedLookup

_memberships = PreparedLookup(Membership, "person", "person", "office")


def office_of(person: Person) -> Office | None:
    """The office a person works in."""
    return person.posts[0].office if person.posts else None


def roles_of(person: Person, office: Office | None = None) -> frozenset[str]:
    """The roles of a person in an office today, as a deputy too; in their own, if none is named."""
    at = office or office_of(person)
    return frozenset(post.role for post in person.posts if at and post.office_id == at.pk)


def office_of_late(person: Person) -> Office | None:
    """Where a person works, or worked last, or is to work."""
    rows = [post for post in person.memberships.all() if not post.is_deputy]
    held = in_force(rows, timezone.localdate())
    last = held[0] if held else max(rows, key=lambda one: (one.since, one.pk), default=None)
    return last.office if last else None


def held_from_today(person: Person) -> list[Role]:
    """The roles that a person has today or from a day to come, in any office."""
    today = timezone.localdate()
    held = [
        one
        for one in person.memberships.all()
        if one.until is None or one.until > max(today, one.since)
    ]
    return [Role(one.role) for one in held]


def office_named(name: str) -> Office | None:
    """The office of a name: the one that has it now, else the last that had it, those that are
    there before those that ended."""
    rows = Office.objects.filter(_has_had(name=name)).distinct()
    ranked = sorted(rows, key=lambda one: (one.ended_on is None, one.name == name, one.pk))
    return ranked[-1] if ranked else None


def offices_called(part: str) -> QuerySet[Office]:
    """The offices that have, or had, a name with some words in it."""
    return Office.objects.filter(_has_had(name__contains=part))


def other_names_of(offices: Collection[Office]) -> dict[int, tuple[str, ...]]:
    """By number the names by which offices are found besides the one they have: those they had, and
    those of offices that they follow."""
    today, rows = timezone.localdate(), defaultdict[int, list[str]](list)
    begun = Q(since__isnull=True) | Q(since__lte=today)
    whose = {one.pk: one for one in offices}
    followed = {number for one in offices for number in one.follows}
    names = OfficeName.objects.filter(begun, office__in={*whose, *followed})
    for office, name in names.values_list("office", "name"):
        rows[office].append(name)
    found = {}
    for one in offices:
        mine = [name for number in (one.pk, *one.follows) for name in rows[number]]
        found[one.pk] = tuple(dict.fromkeys(name for name in mine if name != one.name))
    return found


def acting_for(numbers: Collection[int]) -> dict[int, Office]:
    """By number of an office that ended the one that acts in its place, where one does."""
    acts = Succession.objects.filter(acts=True).values("follower")
    there = Office.objects.filter(pk__in=acts, ended_on__isnull=True) if numbers else ()
    return {number: one for one in there for number in one.acts_for if number in numbers}


def followers_of(office: Office) -> list[Office]:
    """The offices that follow one which ended."""
    return [one.follower for one in office.followed_by.select_related("follower")]


def name_on(office: Office, day: date) -> str:
    """What an office was called on a day."""
    names = office.names.filter(Q(since__isnull=True) | Q(since__lte=day))
    last = max(names, key=lambda one: one.since or date.min, default=None)
    return last.name if last else office.name


def office_in(division: str, level: str) -> Office | None:
    """The office of a level for a division, by its code of GB/T 2260, that is there."""
    there = Office.objects.filter(division=division, level=level, ended_on__isnull=True)
    return there.first()


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


def _has_had(**named: str) -> Q:
    """The condition for offices whose name is so, today or before."""
    (lookup, words), today = next(iter(named.items())), timezone.localdate()
    begun = Q(names__since__isnull=True) | Q(names__since__lte=today)
    return Q(**{lookup: words}) | (Q(**{f"names__{lookup}": words}) & begun)
