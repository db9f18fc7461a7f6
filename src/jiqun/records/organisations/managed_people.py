"""The offices and people that somebody manages, as pages show them: plain values, no rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.utils import timezone

from jiqun.records.organisations.account_states import AccountState, account_state
from jiqun.records.organisations.change_previews import WaitingChange, can_change, waiting_of
from jiqun.records.organisations.deputies import (
    DeputyChoice,
    DeputyLine,
    deputies_of,
    deputy_choice,
)
from jiqun.records.organisations.managing import Deed, Managing
from jiqun.records.organisations.models import Office, OneTimeSecret, Person, in_force
from jiqun.records.organisations.one_time_secrets import post_roles
from jiqun.records.organisations.open_work import open_work_of
from jiqun.records.organisations.queries import office_of_late, other_names_of
from jiqun.records.organisations.roles import Level, Role
from jiqun.records.verdict import NotFound


@dataclass(frozen=True, slots=True)
class ManagedPerson:
    """A person as those see them who manage them; `works` where they have a role today."""

    id: int
    full_name: str
    username: str
    phone: str
    roles: tuple[str, ...]
    works: bool
    state: AccountState
    secret_until: datetime | None
    second_factor: bool
    deeds: frozenset[Deed]


@dataclass(frozen=True, slots=True)
class ManagedOffice:
    """An office with its people; `depth` is how far it lies under the first one shown, `formerly`
    are the names it had, and those of offices that it follows."""

    id: int
    name: str
    level: str
    division: str
    depth: int
    deeds: frozenset[Deed]
    people: tuple[ManagedPerson, ...]
    formerly: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that somebody has, the number under which it is ended, the day on which it ends of a
    deputy, and whether it may be ended here."""

    post: int
    label: str
    office: str
    until: date | None
    ends: bool


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """All that the page of one person offers: what they are, what waits for them, who could take
    over, where they could go, and which roles they could get."""

    person: ManagedPerson
    office: ManagedOffice
    held: tuple[HeldRole, ...]
    gives: tuple[Role, ...]
    waiting: tuple[str, ...]
    colleagues: tuple[tuple[int, str], ...]
    places: tuple[tuple[int, str], ...]
    roles_there: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class OfficeDetails:
    """All that the page of one office offers: the roles of a person who is made there, the levels
    of an office that is made under it, its deputies, who may be named one, and what waits for it;
    `changes` says whether it may be changed itself."""

    office: ManagedOffice
    roles: tuple[Role, ...]
    levels: tuple[Level, ...]
    deputies: tuple[DeputyLine, ...]
    names: DeputyChoice | None
    waiting: WaitingChange | None
    changes: bool


def offices_managed(by: Person) -> list[ManagedOffice]:
    """The offices that somebody manages, each after the one above it, with their people."""
    managing = Managing(by)
    there = list(Office.objects.filter(ended_on__isnull=True).select_related("parent"))
    shown = {one.pk: one for one in there if managing.deeds_in(one)}
    people, names = _people_of(managing, shown), other_names_of(list(shown.values()))
    below: dict[int | None, list[Office]] = defaultdict(list)
    for office in shown.values():
        below[office.parent_id if office.parent_id in shown else None].append(office)
    lines: list[ManagedOffice] = []

    def add(offices: Iterable[Office], depth: int) -> None:
        for office in offices:
            lines.append(_office(managing, office, depth, people[office.pk], names[office.pk]))
            add(below[office.pk], depth + 1)

    levels = list(Level)
    add(sorted(below[None], key=lambda one: levels.index(Level(one.level))), 0)
    return lines


def office_managed(by: Person, number: int) -> tuple[Office, ManagedOffice]:
    """An office that somebody manages. Raises NotFound for others."""
    managing = Managing(by)
    office = Office.objects.filter(pk=number, ended_on__isnull=True).first()
    if office is None or not (managing.deeds_in(office) or managing.levels_under(office)):
        raise NotFound
    people = _people_of(managing, {office.pk: office})
    names = other_names_of([office])[office.pk]
    return office, _office(managing, office, 0, people[office.pk], names)


def office_numbered(number: int) -> Office:
    """The office of a number, that is there. Raises NotFound."""
    office = Office.objects.filter(pk=number, ended_on__isnull=True).first()
    if office is None:
        raise NotFound
    return office


def person_managed(by: Person, number: int) -> Person:
    """A person in an office that somebody manages. Raises NotFound for others."""
    person = Person.objects.filter(pk=number).first()
    office = office_of_late(person) if person is not None else None
    if person is None or office is None or not Managing(by).deeds_in(office):
        raise NotFound
    return person


def details_of_office(by: Person, number: int) -> OfficeDetails:
    """What the page of an office shows to somebody who manages it. Raises NotFound for others."""
    office, shown = office_managed(by, number)
    managing = Managing(by)
    roles = managing.roles_in(Deed.MAKE_PERSON, office) if Deed.MAKE_PERSON in shown.deeds else []
    return OfficeDetails(
        shown,
        tuple(roles),
        tuple(managing.levels_under(office)),
        deputies_of(by, office),
        deputy_choice(by, office),
        waiting_of(office),
        can_change(by, office),
    )


def details_of_person(by: Person, number: int) -> PersonDetails:
    """What the page of a person shows to somebody who manages their office. Raises NotFound for
    others."""
    managing, person = Managing(by), person_managed(by, number)
    office = office_of_late(person)
    if office is None:
        raise NotFound
    line = _people_of(managing, {office.pk: office}, person)[office.pk][0]
    own = [post for post in person.posts if not post.is_deputy]
    may_give = Deed.ROLES in line.deeds
    held = {Role(post.role) for post in own}
    there = office.memberships.filter(named_by=None).select_related("person", "office")
    colleagues = {
        post.person.pk: post.person.full_name
        for post in in_force(there, _today())
        if post.person.pk != person.pk and post.person.is_active
    }
    places = [
        one
        for one in Office.objects.filter(ended_on__isnull=True)
        if (one != office or not own)
        and Deed.MOVE in line.deeds
        and managing.can(Deed.MAKE_PERSON, one)
    ]
    there_given = {role for one in places for role in managing.roles_in(Deed.MAKE_PERSON, one)}
    return PersonDetails(
        line,
        _office(managing, office, 0, []),
        tuple(
            HeldRole(
                post.pk,
                Role(post.role).label,
                post.office.name,
                post.until if post.is_deputy else None,
                # A deputy's work is ended on the page of the office it is done for.
                may_give
                and not post.is_deputy
                and bool(managing.can_to(Deed.ROLES, person, [Role(post.role)])),
            )
            for post in person.posts
        ),
        tuple(
            role
            for role in (managing.roles_in(Deed.ROLES, office) if may_give and own else [])
            if role not in held
        ),
        tuple(one.words for one in open_work_of(person)) if Deed.HAND_OVER in line.deeds else (),
        tuple(colleagues.items()),
        tuple((one.pk, one.name) for one in places),
        tuple(role for role in Role if role in there_given),
    )


def _people_of(
    managing: Managing, offices: dict[int, Office], only: Person | None = None
) -> dict[int, list[ManagedPerson]]:
    """The people of some offices, also those who worked there last, each with what may be done."""
    rows = Person.objects.filter(memberships__office__in=offices, memberships__named_by=None)
    if only is not None:
        rows = Person.objects.filter(pk=only.pk)
    people = list(rows.distinct().order_by("pk").prefetch_related("memberships__office"))
    given = OneTimeSecret.objects.filter(person__in=people, closed_at__isnull=True)
    secrets = {one.person_id: one for one in given}
    totp = Authenticator.objects.filter(user__in=people, type=Authenticator.Type.TOTP)
    factors = set(totp.values_list("user_id", flat=True))
    found: dict[int, list[ManagedPerson]] = defaultdict(list)
    for person in people:
        office = office_of_late(person)
        if office is None or office.pk not in offices:
            continue
        person.posts = in_force(sorted(person.memberships.all(), key=lambda m: m.pk), _today())
        open_one = secrets.get(person.pk)
        found[office.pk].append(
            ManagedPerson(
                person.pk,
                person.full_name,
                person.username,
                person.phone,
                tuple(post_roles(person)),
                bool(person.posts),
                account_state(person, open_one),
                open_one.expires_at if open_one else None,
                person.pk in factors,
                managing.deeds_to(person),
            )
        )
    return found


def _office(
    managing: Managing,
    office: Office,
    depth: int,
    people: Iterable[ManagedPerson],
    formerly: tuple[str, ...] = (),
) -> ManagedOffice:
    return ManagedOffice(
        office.pk,
        office.name,
        Level(office.level).label,
        office.division,
        depth,
        managing.deeds_in(office),
        tuple(people),
        formerly,
    )


def _today() -> date:
    return timezone.localdate()
