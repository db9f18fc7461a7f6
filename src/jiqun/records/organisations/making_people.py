"""Making offices and people 新建单位、人员: by those who manage them, with a one-time secret."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from jiqun.engine import divisions_in
from jiqun.records.journal.actions import writing
from jiqun.records.organisations.account_names import account_name
from jiqun.records.organisations.account_states import require
from jiqun.records.organisations.actions import create_office, create_person
from jiqun.records.organisations.managing import LEVEL_ABOVE, Deed, Managing
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.one_time_secrets import HandedSecret, give_secret, new_secret
from jiqun.records.organisations.own_contact import check_phone
from jiqun.records.organisations.posts import role_refusals
from jiqun.records.organisations.queries import person_named
from jiqun.records.organisations.roles import ROLES, Level, Role, apart
from jiqun.records.verdict import ALLOWED, NotAllowedError, Verdict, refused

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,29}")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What is said of a person who is to be made."""

    full_name: str
    username: str
    roles: tuple[Role, ...]
    phone: str = ""


def check_office(name: str, level: Level, parent: Office, division: str) -> Verdict:
    """Whether an office can be so: its name, its place, its code of GB/T 2260, which may be
    empty."""
    if not name.strip() or len(name) > _LONGEST:
        return refused(f"请填写单位全称，不超过 {_LONGEST} 个字。")
    if LEVEL_ABOVE.get(level) != parent.level:
        above = Level(parent.level).label
        return refused(f"{parent.name}是{above}单位，它的下级不能是{level.label}单位。")
    if division and not re.fullmatch("[0-9]{6}", division):
        return refused("行政区划代码是六位数字，例如 640521；没有代码的留空。")
    if division and level in (Level.CITY, Level.COUNTY) and parent.division:
        if division not in {one.code for one in divisions_in(parent.division)}:
            return refused(f"行政区划代码 {division} 不在{parent.name}的区域内，请核对。")
        if Office.objects.filter(division=division, level=level, ended_on__isnull=True).exists():
            return refused(f"行政区划代码 {division} 已经有{level.label}单位，请核对。")
    return ALLOWED


def check_person(new: NewPerson, level: Level) -> Verdict:
    """Whether a person can be so in an office of a level: names, phone, roles."""
    if not new.full_name.strip() or len(new.full_name) > 50:
        return refused("请填写姓名，不超过 50 个字。")
    if not _NAME.fullmatch(new.username):
        return refused("用户名是 3 至 30 个小写字母或数字，可以有点、横线，例如 zhongning-wang。")
    if person_named(new.username) is not None:
        return refused(f"用户名“{new.username}”已经有人使用，请换一个。")
    if not (verdict := check_phone(new.phone)):
        return verdict
    if not new.roles:
        return refused("请至少选择一个角色。")
    for role in new.roles:
        if level not in ROLES[role].levels:
            return refused(f"{level.label}单位没有“{role.label}”这个角色。")
        other = apart(role, new.roles)
        if other is not None:
            return refused(f"{role.label}和{other.label}必须由不同的人担任。")
    return ALLOWED


def make_office(name: str, level: Level, parent: Office, division: str, by: Person) -> Office:
    """A new office under another. Raises NotAllowedError with what is wrong or not allowed."""
    name, division = name.strip(), division.strip()
    require(Managing(by).can_under(parent, level), None, by, "make_office")
    with writing():
        _check(check_office(name, level, parent, division))
        return create_office(name, level, by, parent, division)


def make_person(new: NewPerson, office: Office, by: Person) -> HandedSecret:
    """A new person in an office, and the secret for their first login. Raises NotAllowedError."""
    require(Managing(by).can(Deed.MAKE_PERSON, office, new.roles), None, by, "make_person")
    _check(check_person(new, Level(office.level)))
    secret = new_secret()
    # Digesting is slow on purpose, so it is done before the turn to write.
    digest = make_password(secret)
    with writing():
        # Once more, in the transaction: another one may have been faster.
        _check(Managing(by).can(Deed.MAKE_PERSON, office, new.roles))
        _check(check_person(new, Level(office.level)))
        return hire(new, office, by, secret, digest)


def hire(new: NewPerson, office: Office, by: Person, secret: str, digest: str) -> HandedSecret:
    """Make a person whom the rules allow, with a secret and its digest, inside `writing`."""
    with role_refusals():
        name, given = new.full_name.strip(), new.roles
        person = create_person(new.username, name, office, given, by, phone=new.phone)
    person.password = digest
    return give_secret(person, secret, by, also=[role.label for role in new.roles])


def read_person(
    full_name: str, username: str, roles: Collection[str], phone: str = ""
) -> NewPerson:
    """A new person from what was typed; roles by their ids, those that are none left out."""
    known = {role.value: role for role in Role}
    given: Sequence[Role] = [known[role] for role in roles if role in known]
    name = account_name(username)
    return NewPerson(full_name.strip(), name, tuple(dict.fromkeys(given)), phone.strip())


def _check(verdict: Verdict) -> None:
    if not verdict:
        raise NotAllowedError(verdict)
