"""Who manages whom 谁管谁: which offices and people somebody in a role looks after, what they do
there, and which roles they give; a table, from which every rule about accounts follows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jiqun.records.organisations.models import Membership, Office, Person
from jiqun.records.organisations.posts import somebody_is
from jiqun.records.organisations.queries import held_from_today, office_of_late
from jiqun.records.organisations.roles import (
    ADMIN,
    CITY,
    COUNTY,
    FORMS,
    INSPECTION,
    OPERATOR,
    REGION,
    ROLES,
    Level,
    Role,
    in_group,
)
from jiqun.records.verdict import ALLOWED, Verdict, refused


class Deed(StrEnum):
    """What somebody does who manages offices and people."""

    MAKE_OFFICE = "make_office"
    MAKE_PERSON = "make_person"
    RESET = "reset"
    LOCK = "lock"
    MOVE = "move"
    ROLES = "roles"
    HAND_OVER = "hand_over"
    DEPUTY = "deputy"
    CHANGE_OFFICE = "change_office"


class Reach(StrEnum):
    """Which offices, as seen from one's own."""

    OWN = "own"
    BELOW = "below"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class Duty:
    """Offices of some levels, what is done there, and the roles that are given there, and that
    people have to whom it is done; `first` are roles given only while nobody has them."""

    reach: Reach
    levels: frozenset[Level]
    deeds: frozenset[Deed]
    roles: frozenset[Role]
    first: frozenset[Role] = frozenset()


_EVERY_LEVEL, _EVERY_ROLE = frozenset(Level), frozenset(Role)
_ADMINS = in_group(ADMIN)
_SEATS_OF_ADMINS = frozenset({Level.REGION, Level.ADMINISTRATION})
_PEOPLE = frozenset(Deed) - {Deed.MAKE_OFFICE, Deed.DEPUTY, Deed.CHANGE_OFFICE}
_ALL = frozenset(Deed)

DUTIES: Mapping[Role, tuple[Duty, ...]] = {
    # Opens accounts, and gives nobody a role whom they have not just made.
    Role.SYSTEM_ADMIN: (
        Duty(
            Reach.ANYWHERE,
            _SEATS_OF_ADMINS,
            frozenset({Deed.MAKE_PERSON, Deed.CHANGE_OFFICE}),
            in_group(REGION, FORMS) | {Role.DATA_USER, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN},
            first=frozenset({Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}),
        ),
        Duty(
            Reach.ANYWHERE,
            _EVERY_LEVEL,
            frozenset({Deed.RESET, Deed.LOCK}),
            _EVERY_ROLE - _ADMINS,
        ),
    ),
    # Gives and ends roles, and looks after the administrators, so that no other can become them.
    Role.SECURITY_ADMIN: (
        Duty(Reach.ANYWHERE, _EVERY_LEVEL, frozenset({Deed.ROLES, Deed.LOCK}), _EVERY_ROLE),
        Duty(
            Reach.ANYWHERE,
            _SEATS_OF_ADMINS,
            frozenset({Deed.MAKE_PERSON, Deed.RESET, Deed.HAND_OVER}),
            _ADMINS,
        ),
    ),
    Role.REGION_HEAD: (
        Duty(
            Reach.BELOW,
            frozenset({Level.CITY, Level.COUNTY, Level.OPERATOR}),
            _ALL,
            in_group(CITY, COUNTY, OPERATOR, INSPECTION),
        ),
        Duty(
            Reach.ANYWHERE,
            frozenset({Level.INSTITUTION}),
            _ALL,
            frozenset({Role.EXPERT, Role.INSPECTOR, Role.DATA_USER}),
        ),
        Duty(Reach.OWN, frozenset({Level.REGION}), frozenset({Deed.HAND_OVER}), _EVERY_ROLE),
    ),
    Role.CITY_HEAD: (
        Duty(
            Reach.BELOW,
            frozenset({Level.COUNTY, Level.OPERATOR}),
            _ALL,
            in_group(COUNTY, OPERATOR),
        ),
        Duty(
            Reach.OWN,
            frozenset({Level.CITY}),
            _PEOPLE,
            frozenset({Role.CITY_OFFICER, Role.INSPECTOR}),
        ),
    ),
    Role.COUNTY_HEAD: (
        Duty(Reach.OWN, frozenset({Level.COUNTY}), _PEOPLE, frozenset({Role.COUNTY_CLERK})),
        Duty(Reach.BELOW, frozenset({Level.OPERATOR}), _ALL, in_group(OPERATOR)),
    ),
}
"""By the role of who manages."""

LEVEL_ABOVE: Mapping[Level, Level] = {
    Level.CITY: Level.REGION,
    Level.COUNTY: Level.CITY,
    Level.OPERATOR: Level.COUNTY,
    Level.INSTITUTION: Level.REGION,
}
"""On which level the office stands under which one is made; the others are made at the start."""

_SELF = refused("不能管理自己的账号。请由上级单位或者另一位管理员办理。")
_NOT_YOURS = refused("这个单位或者这个人不由您管理。")


def manages_anything(person: Person) -> bool:
    """Whether there is anything for a person to look after."""
    return any(post.role in DUTIES for post in person.posts if not post.is_deputy)


@dataclass(slots=True)
class Managing:
    """What a person looks after, for as long as one page or one deed takes."""

    by: Person
    _parents: dict[int, int | None] = field(default_factory=dict)

    def can(self, deed: Deed, office: Office, roles: Collection[Role] = ()) -> Verdict:
        """Whether the person may do something in an office, giving these roles."""
        duties = [duty for duty in self._duties(office) if deed in duty.deeds]
        if not duties:
            return _NOT_YOURS
        for role in roles:
            giving = [duty for duty in duties if role in duty.roles]
            if not giving:
                return refused(f"“{role.label}”不由您任命。请由主管这一岗位的单位办理。")
            if all(role in duty.first for duty in giving) and somebody_is(role):
                return refused(f"已经有{role.label}，请由安全管理员任命。")
        return ALLOWED

    def can_name_deputies(self, office: Office) -> Verdict:
        """Whether the person names deputies for an office: as head of the one right above it."""
        if Deed.DEPUTY not in self.deeds_in(office):
            return _NOT_YOURS
        heads = (post for post, duty in self._all_duties() if Deed.DEPUTY in duty.deeds)
        if any(post.office.acts_as(office.parent_id) for post in heads):
            return ALLOWED
        return refused(f"{office.name}的代办人由它的上级单位指定。")

    def can_under(self, parent: Office, level: Level) -> Verdict:
        """Whether the person may make an office of a level under another."""
        for post, duty in self._all_duties():
            if Deed.MAKE_OFFICE in duty.deeds and level in duty.levels:
                under = (parent.pk, *self._above(parent.pk))
                if duty.reach is Reach.ANYWHERE or any(map(post.office.acts_as, under)):
                    return ALLOWED
        return refused(f"{parent.name}下面的{level.label}单位不由您新建。")

    def levels_under(self, parent: Office) -> list[Level]:
        """The levels of the offices that the person may make under another."""
        below = [level for level in Level if LEVEL_ABOVE.get(level) == parent.level]
        return [level for level in below if self.can_under(parent, level)]

    def can_to(self, deed: Deed, whom: Person, roles: Collection[Role] = ()) -> Verdict:
        """Whether the person may do something to somebody, giving or ending these roles."""
        if whom.pk == self.by.pk:
            return _SELF
        office = office_of_late(whom)
        if office is None or not self.can(deed, office):
            return _NOT_YOURS
        if roles:
            return self.can(deed, office, roles)
        # All that they are, also as a deputy elsewhere or from a day to come: an account is whole.
        for role in () if deed is Deed.ROLES else held_from_today(whom):
            if not self.can(deed, office, [role]):
                return refused(f"{whom}是{role.label}，这个账号不由您管理。请由主管单位办理。")
        return ALLOWED

    def plan(self, office: Office) -> None:
        """Take an office that is to be made, under a number of its own, as one that is there."""
        next(self._above(office.pk), None)
        self._parents[office.pk] = office.parent_id

    def deeds_in(self, office: Office) -> frozenset[Deed]:
        """All that the person may do in an office."""
        return frozenset(deed for duty in self._duties(office) for deed in duty.deeds)

    def deeds_to(self, whom: Person) -> frozenset[Deed]:
        """All that the person may do to somebody."""
        return frozenset(deed for deed in Deed if self.can_to(deed, whom))

    def roles_in(self, deed: Deed, office: Office) -> list[Role]:
        """The roles that the person may give in an office, in the order of the list."""
        level = Level(office.level)
        return [
            role for role in Role if level in ROLES[role].levels and self.can(deed, office, [role])
        ]

    def _duties(self, office: Office) -> Iterator[Duty]:
        for post, duty in self._all_duties():
            if office.level in duty.levels and self._reaches(post, duty, office):
                yield duty

    def _all_duties(self) -> Iterator[tuple[Membership, Duty]]:
        for post in self.by.posts:
            if not post.is_deputy:
                for duty in DUTIES.get(Role(post.role), ()):
                    yield post, duty

    def _reaches(self, post: Membership, duty: Duty, office: Office) -> bool:
        if duty.reach is Reach.OWN:
            return post.office.acts_as(office.pk)
        if duty.reach is Reach.BELOW:
            return any(post.office.acts_as(above) for above in self._above(office.pk))
        return True

    def _above(self, office: int) -> Iterator[int]:
        """The offices above one, from the nearest on."""
        if not self._parents:
            self._parents = dict(Office.objects.values_list("pk", "parent_id"))
        at = self._parents.get(office)
        while at is not None:
            yield at
            at = self._parents.get(at)
