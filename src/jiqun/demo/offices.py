"""The offices of the demonstration, those of the region, its cities and counties, and its accounts.

Creating them again changes nothing that is there, so a restart keeps what was tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.contrib.auth.hashers import check_password, make_password

from jiqun.demo.accounts import ACCOUNTS, EVERYBODY, REGION, Account
from jiqun.demo.counties import COUNTIES, NINGDONG_OFFICE
from jiqun.engine import divisions_in
from jiqun.records.journal.actions import SYSTEM, record, writing
from jiqun.records.organisations.actions import create_office, create_person
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.queries import office_named, person_named
from jiqun.records.organisations.roles import Level

_SOURCE = "demonstration"


def create_offices() -> None:
    """The region's office, those of its cities under it, and those of their counties; the one unit
    that acts like a city and like a county has an office at each level."""
    top = _office("宁夏回族自治区工业和信息化厅", Level.REGION, None, REGION)
    for city in divisions_in(REGION):
        under = _office(f"{city.name}工业和信息化局", Level.CITY, top, city.code)
        for county in divisions_in(city.code):
            _office(f"{county.name}工业和信息化局", Level.COUNTY, under, county.code)
    under = _office(NINGDONG_OFFICE, Level.CITY, top, "")
    for unit in (county for county in COUNTIES if not county.division):
        _office(unit.office, Level.COUNTY, under, "")


def create_accounts(password: str) -> str:
    """Create the accounts there are not yet, all with this password; who is told of, a line each,
    under their level."""
    _share(password, [_create_account(account) for account in EVERYBODY])
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    for level, accounts in groupby(ACCOUNTS, key=lambda account: account.level):
        yield f"  {level.label}"
        for one in accounts:
            roles = "、".join(role.label for role in one.roles)
            yield f"    {one.username.ljust(18)}{one.office}（{roles}）{one.remark}"


def _create_account(account: Account) -> Person:
    person = person_named(account.username)
    if person is not None:
        return person
    office = office_named(account.office)
    if office is None:
        above = office_named(account.under) if account.under else None
        office = _office(account.office, account.level, above, account.division)
    name = account.full_name
    return create_person(account.username, name, office, account.roles, SYSTEM, source=_SOURCE)


def _share(password: str, people: Iterable[Person]) -> None:
    """Give everybody this password who has another. It is digested once for all of them: to do it
    for each would take longer than all the rest, and hide nothing, as they share it anyway."""
    digest = ""
    is_it: dict[str, bool] = {}
    for person in people:
        had = person.password
        if had not in is_it:
            is_it[had] = person.has_usable_password() and check_password(password, had)
        if is_it[had]:
            continue
        digest = digest or make_password(password)
        with writing():
            person.password = digest
            person.save(update_fields=["password"])
            record("password_set", f"person:{person.pk}", SYSTEM, source=_SOURCE)


def _office(name: str, level: Level, parent: Office | None, division: str) -> Office:
    office = office_named(name)
    return office or create_office(name, level, SYSTEM, parent, division, source=_SOURCE)
