"""The offices of the demonstration, those of the region, its cities and counties, and its accounts.

Creating them again changes nothing that is there, so a restart keeps what was tried.
"""

from __future__ import annotations

from jiqun.demo.accounts import ACCOUNTS, REGION, Account
from jiqun.engine import divisions_in
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.actions import create_office, create_person, set_password
from jiqun.records.organisations.models import Office
from jiqun.records.organisations.queries import office_in, office_named, person_named
from jiqun.records.organisations.roles import Level

_SOURCE = "demonstration"


def create_offices() -> None:
    """The region's office, those of its cities under it, and those of their counties."""
    top = _office("宁夏回族自治区工业和信息化厅", Level.REGION, None, REGION)
    for city in divisions_in(REGION):
        under = _office(f"{city.name}工业和信息化局", Level.CITY, top, city.code)
        for county in divisions_in(city.code):
            _office(f"{county.name}工业和信息化局", Level.COUNTY, under, county.code)


def create_accounts(password: str) -> str:
    """Create the accounts there are not yet, all with this password; who they are, a line each."""
    for account in ACCOUNTS:
        _create_account(account, password)
    return "\n".join(
        f"  {a.username.ljust(16)}{a.office}（{'、'.join(role.label for role in a.roles)}）"
        for a in ACCOUNTS
    )


def _create_account(account: Account, password: str) -> None:
    office = office_named(account.office)
    if office is None:
        above = office_in(account.division, Level.COUNTY) if account.division else None
        office = _office(account.office, account.level, above, account.division)
    person = person_named(account.username)
    if person is None:
        create_person(
            account.username,
            account.full_name,
            office,
            account.roles,
            SYSTEM,
            password,
            source=_SOURCE,
        )
    elif not person.check_password(password):
        set_password(person, password, SYSTEM, source=_SOURCE)


def _office(name: str, level: Level, parent: Office | None, division: str) -> Office:
    office = office_named(name)
    return office or create_office(name, level, SYSTEM, parent, division, source=_SOURCE)
