"""The demonstration: offices, accounts, then what the records themselves lay out.

Laying it out again changes nothing that is there, so a restart keeps what was tried.
"""

from __future__ import annotations

import secrets

from django.conf import settings

from jiqun.config.demo_accounts import ACCOUNTS, REGION, Account
from jiqun.config.environment import SettingError, text
from jiqun.config.secret import kept_secret
from jiqun.engine import divisions_in
from jiqun.records.applications import demonstration as applications
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.actions import create_office, create_person, set_password
from jiqun.records.organisations.models import Level, Office, Role
from jiqun.records.organisations.queries import office_in, office_named, person_named

# Without the letters and digits that look like one another.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_SOURCE = "demonstration"


def lay_out() -> str:
    """Lay out what is not there yet; returns the notice with accounts and password, in Chinese."""
    password = text("JIQUN_DEMO_PASSWORD") or kept_secret(settings.DATA_DIR / "password", _readable)
    if len(password) < 8:
        raise SettingError("环境变量 JIQUN_DEMO_PASSWORD 太短。请给出不少于 8 个字符的密码。")
    _lay_offices()
    for account in ACCOUNTS:
        _lay_account(account, password)
    applications.lay_out()
    lines = [f"  {a.username.ljust(16)}{a.office}（{Role(a.role).label}）" for a in ACCOUNTS]
    return "\n".join(["演示账号：", *lines, f"密码（各账号相同）：{password}"])


def _lay_offices() -> None:
    """The region's office, those of its cities under it, and those of their counties."""
    top = _office("宁夏回族自治区工业和信息化厅", Level.REGION, None, REGION)
    for city in divisions_in(REGION):
        under = _office(f"{city.name}工业和信息化局", Level.CITY, top, city.code)
        for county in divisions_in(city.code):
            _office(f"{county.name}工业和信息化局", Level.COUNTY, under, county.code)


def _lay_account(account: Account, password: str) -> None:
    office = office_named(account.office)
    if office is None:
        above = office_in(account.division, Level.COUNTY) if account.division else None
        office = _office(account.office, Level(account.level), above, account.division)
    person = person_named(account.username)
    if person is None:
        role = Role(account.role)
        create_person(
            account.username, account.full_name, office, role, SYSTEM, password, source=_SOURCE
        )
    elif not person.check_password(password):
        set_password(person, password, SYSTEM, source=_SOURCE)


def _office(name: str, level: Level, parent: Office | None, division: str) -> Office:
    found = office_named(name)
    return found or create_office(name, level, SYSTEM, parent, division, source=_SOURCE)


def _readable() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
