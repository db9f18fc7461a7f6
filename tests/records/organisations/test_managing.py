"""Who manages whom: each row of the table, and what no row allows."""

from __future__ import annotations

from datetime import date

import pytest
from tests.records.organisations.conftest import Tree

from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.managing import DUTIES, Deed, Managing, manages_anything
from jiqun.records.organisations.models import Membership, Person
from jiqun.records.organisations.posts import end_role, grant_role, name_deputy
from jiqun.records.organisations.roles import ROLES, Level, Role

pytestmark = pytest.mark.django_db

BELOW = {"city", "city-officer", "county", "clerk", "operator"} | {
    "other-city",
    "other-county",
    "expert",
}
RESETS = {
    "system": {"region", "officer", *BELOW},
    "security": {"system", "audit"},
    "region": BELOW,
    "city": {"city-officer", "county", "clerk", "operator"},
    "county": {"clerk", "operator"},
    "other-city": {"other-county"},
}


def test_each_resets_just_those_they_manage_and_nobody_themself(tree: Tree) -> None:
    found = {
        name: {
            other for other in tree.people if Managing(tree[name]).can_to(Deed.RESET, tree[other])
        }
        for name in tree.people
    }
    assert {name: others for name, others in found.items() if others} == RESETS


@pytest.mark.parametrize(
    ("who", "where", "level"),
    [
        ("region", "region", Level.CITY),
        ("region", "other_city", Level.COUNTY),
        ("region", "region", Level.INSTITUTION),
        ("city", "city", Level.COUNTY),
        ("county", "county", Level.OPERATOR),
    ],
)
def test_office_is_made_by_the_head_above(tree: Tree, who: str, where: str, level: Level) -> None:
    assert Managing(tree[who]).can_under(getattr(tree, where), level)


@pytest.mark.parametrize(
    ("who", "where", "level"),
    [
        ("city", "other_city", Level.COUNTY),
        ("city", "region", Level.CITY),
        ("county", "city", Level.COUNTY),
        ("county", "other_county", Level.OPERATOR),
        ("city-officer", "city", Level.COUNTY),
        ("clerk", "county", Level.OPERATOR),
        ("system", "region", Level.CITY),
        ("security", "region", Level.CITY),
    ],
)
def test_office_is_made_by_nobody_else(tree: Tree, who: str, where: str, level: Level) -> None:
    verdict = Managing(tree[who]).can_under(getattr(tree, where), level)
    assert "不由您新建" in verdict.reason


@pytest.mark.parametrize(
    ("who", "where", "role", "allowed"),
    [
        ("county", "county", Role.COUNTY_CLERK, True),
        ("county", "county", Role.COUNTY_HEAD, False),
        ("county", "operator", Role.OPERATOR, True),
        ("county", "other_county", Role.COUNTY_CLERK, False),
        ("city", "county", Role.COUNTY_HEAD, True),
        ("city", "city", Role.CITY_HEAD, False),
        ("city", "city", Role.CITY_OFFICER, True),
        ("region", "city", Role.CITY_HEAD, True),
        ("region", "county", Role.COUNTY_HEAD, True),
        ("region", "institution", Role.EXPERT, True),
        ("region", "region", Role.REGION_OFFICER, False),
        ("system", "region", Role.REGION_HEAD, True),
        ("system", "city", Role.CITY_HEAD, False),
        ("system", "administration", Role.SYSTEM_ADMIN, False),
        ("security", "administration", Role.SYSTEM_ADMIN, True),
        ("audit", "region", Role.REGION_OFFICER, False),
    ],
)
def test_role_of_a_new_person_is_given_by_who_manages_the_office(
    tree: Tree, who: str, where: str, role: Role, allowed: bool
) -> None:
    verdict = Managing(tree[who]).can(Deed.MAKE_PERSON, getattr(tree, where), [role])
    assert bool(verdict) == allowed
    assert allowed or "不由您" in verdict.reason


def test_security_administrator_is_made_by_the_system_administrator_only_while_there_is_none(
    tree: Tree,
) -> None:
    managing, wanted = Managing(tree["system"]), [Role.SECURITY_ADMIN]
    verdict = managing.can(Deed.MAKE_PERSON, tree.administration, wanted)
    assert "请由安全管理员任命" in verdict.reason
    Membership.objects.filter(role=Role.SECURITY_ADMIN).delete()
    assert managing.can(Deed.MAKE_PERSON, tree.administration, wanted)


def test_roles_of_people_who_are_there_are_given_by_the_security_administrator_or_the_head(
    tree: Tree,
) -> None:
    officer, wanted = tree["officer"], [Role.ORGANISER]
    assert Managing(tree["security"]).can_to(Deed.ROLES, officer, wanted)
    assert not Managing(tree["system"]).can_to(Deed.ROLES, officer, wanted)
    assert Managing(tree["county"]).can_to(Deed.ROLES, tree["clerk"], [Role.COUNTY_CLERK])
    assert not Managing(tree["county"]).can_to(Deed.ROLES, tree["clerk"], [Role.COUNTY_HEAD])
    assert "自己" in Managing(tree["security"]).can_to(Deed.ROLES, tree["security"]).reason


def test_account_with_a_role_of_another_manager_is_theirs_whole(tree: Tree) -> None:
    clerk = tree["clerk"]
    assert Managing(tree["county"]).can_to(Deed.RESET, clerk)
    grant_role(clerk, tree.county, Role.COUNTY_HEAD, SYSTEM)
    verdict = Managing(tree["county"]).can_to(Deed.RESET, tree["clerk"])
    assert "县级负责人，这个账号不由您管理" in verdict.reason


def test_deputy_of_a_city_is_not_the_countys_to_reset(tree: Tree) -> None:
    name_deputy(
        tree["clerk"], tree.other_city, Role.CITY_OFFICER, tree.region, date(2099, 1, 1), SYSTEM
    )
    assert not Managing(tree["county"]).can_to(Deed.RESET, tree["clerk"])


def test_who_left_is_managed_where_they_worked_last(tree: Tree) -> None:
    end_role(tree["clerk"].posts[0], SYSTEM)
    assert Managing(tree["county"]).can_to(Deed.LOCK, tree["clerk"])
    assert not Managing(tree["other-county"]).can_to(Deed.LOCK, tree["clerk"])


def test_who_has_no_office_at_all_is_nobodys(tree: Tree) -> None:
    nobody = Person.objects.create(username="nobody", full_name="无单位")
    for name in tree.people:
        assert not Managing(tree[name]).can_to(Deed.RESET, nobody)


def test_deputies_manage_nothing_as_such(tree: Tree) -> None:
    clerk = tree["clerk"]
    name_deputy(clerk, tree.other_city, Role.CITY_HEAD, tree.region, date(2099, 1, 1), SYSTEM)
    assert not Managing(tree["clerk"]).can_under(tree.other_city, Level.COUNTY)
    assert not manages_anything(tree["clerk"])


def test_only_those_of_the_table_manage_anything(tree: Tree) -> None:
    managers = {name for name in tree.people if manages_anything(tree[name])}
    assert managers == {"system", "security", "region", "city", "other-city"} | {
        "county",
        "other-county",
    }


def test_no_duty_gives_a_role_that_its_offices_have_not() -> None:
    for duties in DUTIES.values():
        for duty in duties:
            if Deed.MAKE_PERSON in duty.deeds:
                given = duty.roles | duty.first
                assert all(ROLES[role].levels & duty.levels for role in given)
