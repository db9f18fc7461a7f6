"""Open work 待办: what waits for a person, as the records above say it, each for its own things."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jiqun.records.organisations.models import Person
from jiqun.records.organisations.roles import ROLES, Role, in_group


@dataclass(frozen=True, slots=True)
class OpenWork:
    """One thing that waits for a person: what it is, in Chinese, and the roles of which somebody
    needs one to go on with it."""

    words: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class WorkKind:
    """A kind of open work: what of it waits for a person, and how all of that is made another's,
    inside `writing`."""

    id: str
    open_for: Callable[[Person], Sequence[OpenWork]]
    move: Callable[[Person, Person], None]


_kinds: dict[str, WorkKind] = {}


def register_work(kind: WorkKind) -> None:
    """Say once, at start, what of a kind waits for people; of one id the last counts."""
    _kinds[kind.id] = kind


def open_work_of(person: Person) -> list[OpenWork]:
    """All that waits for a person."""
    return [work for kind in _kinds.values() for work in kind.open_for(person)]


def move_work(person: Person, to: Person) -> None:
    """Make all of it another's; inside `writing`."""
    for kind in _kinds.values():
        kind.move(person, to)


def roles_like(person: Person) -> frozenset[str]:
    """The roles of the groups in which a person has a role or had one: who can do what they did."""
    held = person.memberships.values_list("role", flat=True)
    return in_group(*{ROLES[Role(role)].group for role in held})
