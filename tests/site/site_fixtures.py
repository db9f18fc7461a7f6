"""What tests of the site may ask for: offices, people, an intruder, a database to be emptied."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase

from jiqun.records.journal import guard
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.actions import create_office, create_person
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.roles import Level, Role
from jiqun.records.triggers import put_up, take_down
from jiqun.records.versions.models import GUARD as VERSIONS

ALONE = {
    "county": (Role.COUNTY_HEAD,),
    "city": (Role.CITY_OFFICER, Role.CITY_HEAD),
    "region": (Role.REGION_OFFICER, Role.REGION_HEAD, Role.ORGANISER),
    "admin": (Role.SYSTEM_ADMIN,),
}


@pytest.fixture
def office(db: None) -> Callable[..., Office]:
    """Makes an office: office("中宁县工信局", "county", parent, "640521")."""

    def make(
        name: str, level: str = "county", parent: Office | None = None, division: str = ""
    ) -> Office:
        return create_office(name, Level(level), SYSTEM, parent, division)

    return make


@pytest.fixture
def person(office: Callable[..., Office]) -> Callable[..., Person]:
    """Makes a person: person("zhongning", office, "county"); without an office makes that too. For
    a group they have the roles in which one person does its work, else the one of that id."""

    def make(username: str, place: Office | None = None, role: str = "county") -> Person:
        place = place or office(f"{username}的单位", role if role != "admin" else "administration")
        name, roles = f"{username}经办人", ALONE.get(role) or (Role(role),)
        return create_person(username, name, place, roles, SYSTEM, "密码-password")

    return make


@pytest.fixture
def intruder(db: None) -> Iterator[Callable[..., None]]:
    """Runs SQL with the journal's guard taken down, as someone who owns the database could."""
    guard.remove(connection)

    def run(sql: str, *values: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)

    yield run


@pytest.fixture(scope="session", autouse=True)
def emptied_after_real_transactions() -> Iterator[None]:
    """Lets Django empty the tables after tests with real transactions: the guard would refuse."""
    empty = TransactionTestCase._fixture_teardown

    def with_guard_down(self: TransactionTestCase) -> None:
        guard.remove(connection)
        take_down(connection, VERSIONS)
        empty(self)
        guard.install(connection)
        guard.install_on_chains(connection)
        put_up(connection, VERSIONS)

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", with_guard_down)
    yield
    patch.undo()
