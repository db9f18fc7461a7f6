"""The demonstration's offices and accounts: all of a region, somebody in every role."""

from __future__ import annotations

import pytest

from jiqun.demo.accounts import ACCOUNTS, EVERYBODY
from jiqun.demo.counties import COUNTIES
from jiqun.demo.offices import create_accounts, create_offices
from jiqun.engine import divisions_in
from jiqun.records.journal.models import Event
from jiqun.records.organisations.account_names import account_name
from jiqun.records.organisations.models import Membership, Office, Person
from jiqun.records.organisations.queries import office_in, office_named, person_named
from jiqun.records.organisations.roles import ROLES, Level, Role

pytestmark = pytest.mark.django_db
PASSWORD = "枸杞红了-2026"


@pytest.fixture
def told() -> str:
    """What is told of the accounts."""
    create_offices()
    return create_accounts(PASSWORD)


def test_every_role_has_somebody(told: str) -> None:
    held = set(Membership.objects.values_list("role", flat=True))
    assert held == {str(role) for role in ROLES}
    assert Membership.objects.filter(role=Role.EXPERT).count() >= 3


def test_every_county_and_city_has_a_head(told: str) -> None:
    for level, role in ((Level.COUNTY, Role.COUNTY_HEAD), (Level.CITY, Role.CITY_HEAD)):
        for office in Office.objects.filter(level=level):
            assert office.memberships.filter(role=role).exists(), office.name
    assert {one.username for one in COUNTIES} <= {one.username for one in EVERYBODY}


def test_one_city_has_its_head_apart_from_its_officer(told: str) -> None:
    head, officer = person_named("yinchuan"), person_named("yinchuan-jingban")
    assert head and officer
    assert [post.role for post in head.posts] == [Role.CITY_HEAD]
    assert [post.role for post in officer.posts] == [Role.CITY_OFFICER]


def test_every_office_stands_under_the_right_one(told: str) -> None:
    above = {
        Level.REGION: None,
        Level.CITY: Level.REGION,
        Level.COUNTY: Level.CITY,
        Level.OPERATOR: Level.COUNTY,
        Level.INSTITUTION: None,
        Level.ADMINISTRATION: None,
    }
    for office in Office.objects.select_related("parent"):
        parent = office.parent
        assert (parent.level if parent else None) == above[Level(office.level)], office.name
        if parent and office.division:
            lies_in = (
                6 if office.level == Level.OPERATOR else {"city": 2, "county": 4}[office.level]
            )
            assert parent.division[:lies_in] == office.division[:lies_in], office.name


def test_counties_are_those_of_the_table_and_ningdong(told: str) -> None:
    codes = {one.code for city in divisions_in("640000") for one in divisions_in(city.code)}
    assert {one.division for one in COUNTIES if one.division} == codes and len(codes) == 22
    for one in COUNTIES:
        office = office_named(one.office)
        assert office and office.level == Level.COUNTY and office.division == one.division
        assert not one.division or office_in(one.division, Level.COUNTY) == office
    ningdong = office_named("宁东管委会经济发展局")
    assert ningdong and ningdong.parent
    assert (ningdong.parent.name, ningdong.parent.division) == ("宁东能源化工基地管理委员会", "")


def test_user_names_are_those_typed_and_nobody_has_another_s(told: str) -> None:
    names = [one.username for one in EVERYBODY]
    assert len(set(names)) == len(names) == Person.objects.count()
    assert names == [account_name(name) for name in names]
    assert len({one.full_name for one in EVERYBODY}) == len(names)


def test_accounts_are_told_by_level(told: str) -> None:
    heads = [line.strip() for line in told.splitlines() if not line.startswith("    ")]
    assert heads == [level.label for level in dict.fromkeys(one.level for one in ACCOUNTS)]
    assert all(f"    {one.username} " in told for one in ACCOUNTS)
    kept = {"zhongning", "zhongning-park", "zhongwei", "ningxia", "admin"}
    assert kept < {one.username for one in ACCOUNTS} < {one.username for one in EVERYBODY}


def test_everybody_logs_in_with_the_one_password(told: str) -> None:
    digests = set(Person.objects.values_list("password", flat=True))
    assert len(digests) == 1  # digested once
    assert all(person.check_password(PASSWORD) for person in Person.objects.all())


def test_somebody_s_own_password_is_set_back_and_no_other(told: str) -> None:
    one = person_named("helan")
    assert one
    one.set_password("自己的-password")
    one.save()
    before = Event.objects.count()
    create_accounts(PASSWORD)
    assert Event.objects.count() == before + 1
    assert Person.objects.get(pk=one.pk).check_password(PASSWORD)
