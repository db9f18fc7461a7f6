"""Who sees what: said once for each kind of thing, by role 角色; the rule about one thing and the
query for all that a person sees both follow from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db import models
from django.db.models import Q

from jiqun.records.organisations.models import Membership, Office, Person
from jiqun.records.organisations.roles import in_group

EVERYTHING = ""

Sight = Mapping[str, tuple[str, ...]]
"""By role the ways from a thing to an office, as in a query (county__parent): a person sees the
things from which one of them leads to where they have the role; EVERYTHING is no way and sees all.
A role that does not stand here sees none."""


def roles_at(sight: Sight, person: Person, thing: models.Model) -> frozenset[str]:
    """The roles in which a person has to do with a thing of the kind that the sight is of: where a
    way leads to their office, or to one in whose place it acts; none for a thing of others."""
    return frozenset(
        post.role
        for post, way in _ways(sight, person)
        if way == EVERYTHING or post.office.acts_as(_end(thing, way))
    )


def sees(sight: Sight, person: Person, thing: models.Model) -> bool:
    """Whether a person sees a thing of that kind: also where a way leads to an office that theirs
    follows without acting in its place."""
    return any(
        way == EVERYTHING or post.office.sees_as(_end(thing, way))
        for post, way in _ways(sight, person)
    )


def seen_by(sight: Sight, person: Person) -> Q:
    """The condition for the things of that kind that a person sees."""
    found = dict.fromkeys(
        (way, office_id)
        for post, way in _ways(sight, person)
        for office_id in (post.office_id, *post.office.follows)
    )
    if any(way == EVERYTHING for way, _ in found):
        return Q()
    return Q(*found, _connector=Q.OR) if found else Q(pk__in=())


def _ways(sight: Sight, person: Person) -> Iterator[tuple[Membership, str]]:
    """What a person is today, each with a way by which they see things."""
    for post in person.posts:
        for way in sight.get(post.role, ()):
            yield post, way


def _end(thing: models.Model | None, way: str) -> int | None:
    """The primary key of the office a way leads to; None where it breaks off."""
    *steps, last = way.split("__")
    for step in steps:
        thing = getattr(thing, step) if thing is not None else None
    return getattr(thing, f"{last}_id") if thing is not None else None


def ways(groups: Mapping[str, tuple[str, ...]]) -> Sight:
    """The sight in which all roles of a group see the same."""
    return {role: way for group, way in groups.items() for role in in_group(group)}


def offices_at(thing: models.Model, way: str) -> list[Office]:
    """The offices a way leads to from a thing; none where it breaks off."""
    return list(Office.objects.filter(pk__in=[end for end in (_end(thing, way),) if end]))
