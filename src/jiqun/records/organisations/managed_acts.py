"""What pages ask to be done to offices and people, by number: each is found only by who manages
it, so that the numbers of others answer like those of nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from jiqun.records.organisations.account_states import (
    lock_account,
    reset_account,
    unlock_account,
)
from jiqun.records.organisations.change_previews import (
    ChangeDetails,
    ChangePreview,
    can_change,
    change_details,
    preview_change,
)
from jiqun.records.organisations.deputies import end_early, name_for
from jiqun.records.organisations.making_people import make_office, make_person, read_person
from jiqun.records.organisations.managed_people import (
    details_of_person,
    office_managed,
    office_numbered,
    person_managed,
)
from jiqun.records.organisations.managing import Managing
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.moving_people import (
    give_role,
    let_go,
    move_person,
    pass_on_work,
    take_role,
)
from jiqun.records.organisations.one_time_secrets import HandedSecret
from jiqun.records.organisations.planned_changes import (
    ChangeAsked,
    make_change,
    take_back_change,
)
from jiqun.records.organisations.queries import person_numbered
from jiqun.records.organisations.roles import Role
from jiqun.records.verdict import NotAllowedError, NotFound, refused

_ROLES = {role.value: role for role in Role}


def make_person_at(
    by: Person, office: int, full_name: str, username: str, roles: Collection[str], phone: str
) -> HandedSecret:
    """A new person in an office. Raises NotFound, NotAllowedError."""
    place, _ = office_managed(by, office)
    return make_person(read_person(full_name, username, roles, phone), place, by)


def make_office_under(by: Person, above: int, name: str, level: str, division: str) -> int:
    """A new office under another; its number. Raises NotFound, NotAllowedError."""
    parent, _ = office_managed(by, above)
    levels = [one for one in Managing(by).levels_under(parent) if one.value == level]
    if not levels:
        raise NotFound
    return make_office(name, levels[0], parent, division, by).pk


def name_deputy_at(
    by: Person,
    office: int,
    person: int,
    role: str,
    since: date | None,
    last: date | None,
    reason: str,
) -> None:
    """Somebody of another office acts in one for a time. Raises NotFound, NotAllowedError."""
    place, _ = office_managed(by, office)
    name_for(by, place, person, role, since, last, reason)


def end_deputy_at(by: Person, office: int, post: int, reason: str) -> None:
    """A deputy's work ends before its day. Raises NotFound, NotAllowedError."""
    place, _ = office_managed(by, office)
    end_early(by, place, post, reason)


def changes_at(by: Person, office: int) -> ChangeDetails:
    """The changes of an office. Raises NotFound for who does not change it."""
    return change_details(by, _office_changed(by, office))


def preview_change_at(by: Person, office: int, asked: ChangeAsked) -> ChangePreview:
    """What a change would do; nothing is written. Raises NotFound, NotAllowedError."""
    return preview_change(by, _office_changed(by, office), asked)


def make_change_at(by: Person, office: int, asked: ChangeAsked) -> bool:
    """A change is made, or kept for its day; whether it was made at once. Raises NotFound,
    NotAllowedError."""
    return make_change(by, _office_changed(by, office), asked)


def take_back_change_at(by: Person, office: int, reason: str) -> None:
    """What waits for its day is given up. Raises NotFound, NotAllowedError."""
    take_back_change(by, _office_changed(by, office), reason)


def _office_changed(by: Person, number: int) -> Office:
    office = office_numbered(number)
    if not can_change(by, office):
        raise NotFound
    return office


def reset(by: Person, person: int, reason: str, lost_factor: bool) -> HandedSecret:
    """A new one-time secret. Raises NotFound, NotAllowedError, as all that follow do."""
    return reset_account(person_managed(by, person), by, reason, lost_factor)


def lock(by: Person, person: int, reason: str) -> None:
    """Nobody logs in as them any more."""
    lock_account(person_managed(by, person), by, reason)


def unlock(by: Person, person: int, reason: str) -> None:
    """They log in as before."""
    unlock_account(person_managed(by, person), by, reason)


def give(by: Person, person: int, role: str) -> None:
    """A further role in their office."""
    whom = person_managed(by, person)
    if role not in _ROLES:
        raise NotAllowedError(refused("请选择要任命的角色。"))
    give_role(whom, _ROLES[role], by)


def take(by: Person, person: int, post: int) -> None:
    """One of their roles ends."""
    take_role(person_managed(by, person), post, by)


def pass_on(by: Person, person: int, to: int, reason: str) -> None:
    """What waits for them becomes a colleague's."""
    colleague = _colleague(by, person, to)
    pass_on_work(person_managed(by, person), colleague, by, reason)


def move(by: Person, person: int, office: int, roles: Sequence[str], reason: str) -> None:
    """They work in another office."""
    whom = person_managed(by, person)
    try:
        place = office_numbered(office)
    except NotFound:
        raise NotAllowedError(refused("请选择新的单位。")) from None
    move_person(whom, place, [_ROLES[role] for role in roles if role in _ROLES], by, reason)


def let_leave(by: Person, person: int, to: int, reason: str) -> None:
    """They leave; `to` is the colleague who takes over, 0 for nobody."""
    whom = person_managed(by, person)
    let_go(whom, _colleague(by, person, to) if to else None, by, reason)


def _colleague(by: Person, person: int, to: int) -> Person:
    """Somebody of the same office; who is not is never named, whatever their number."""
    known = to in dict(details_of_person(by, person).colleagues)
    colleague = person_numbered(to) if known else None
    if colleague is None:
        raise NotAllowedError(refused("请选择接手的同事。"))
    return colleague
