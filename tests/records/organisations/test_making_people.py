"""Making offices and people: by those who manage them, with all that can be wrong said."""

from __future__ import annotations

from typing import Any

import pytest
from tests.records.organisations.conftest import Tree

from jiqun.records.journal.queries import events_of
from jiqun.records.organisations.making_people import make_office, make_person, read_person
from jiqun.records.organisations.models import Membership, Office, Person
from jiqun.records.organisations.one_time_secrets import open_secret
from jiqun.records.organisations.queries import office_of, person_named, roles_of
from jiqun.records.organisations.roles import Level
from jiqun.records.verdict import NotAllowedError

pytestmark = pytest.mark.django_db


def test_city_head_makes_a_county_and_its_head_who_has_a_secret(tree: Tree) -> None:
    city = tree["city"]
    county = make_office(" 海原县工信局 ", Level.COUNTY, tree.city, "640522", city)
    assert (county.name, county.parent) == ("海原县工信局", tree.city)
    handed = make_person(
        read_person("马学军", " HaiYuan ", ["county_head"], "13995001234"), county, city
    )
    made = person_named("haiyuan")
    assert made and made.check_password(handed.secret) and open_secret(made)
    assert office_of(made) == county and roles_of(made) == {"county_head"}
    assert (handed.roles, handed.office, made.phone) == (
        "县级负责人",
        "海原县工信局",
        "13995001234",
    )
    kinds = [event.kind for event in events_of(f"person:{made.pk}")]
    assert kinds == ["person_created", "role_granted", "secret_given"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": " "}, "请填写单位全称"),
        ({"name": "中宁县工信局"}, "已经有名为"),
        ({"level": Level.OPERATOR}, "它的下级不能是集群运营机构"),
        ({"division": "6405"}, "六位数字"),
        ({"division": "640122"}, "不在中卫市工信局的区域内"),
        ({"division": "640521"}, "已经有县（市、区）单位"),
    ],
)
def test_office_that_cannot_be_is_refused(tree: Tree, changed: dict[str, Any], words: str) -> None:
    said = {"name": "海原县工信局", "level": Level.COUNTY, "division": "640522"} | changed
    before = Office.objects.count()
    with pytest.raises(NotAllowedError, match=words):
        make_office(said["name"], said["level"], tree.city, said["division"], tree["region"])
    assert Office.objects.count() == before


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"full_name": ""}, "请填写姓名"),
        ({"username": "王"}, "用户名是 3 至 30 个"),
        ({"username": "Clerk"}, "已经有人使用"),
        ({"phone": "打电话"}, "手机号码只写数字"),
        ({"roles": []}, "至少选择一个角色"),
        ({"roles": ["nonsense"]}, "至少选择一个角色"),
        ({"roles": ["county_head"]}, "不由您任命"),
        ({"roles": ["operator"]}, "不由您任命"),
    ],
)
def test_person_who_cannot_be_is_refused(tree: Tree, changed: dict[str, Any], words: str) -> None:
    said = {"full_name": "王芳", "username": "wangfang", "roles": ["county_clerk"]} | changed
    before = Person.objects.count()
    with pytest.raises(NotAllowedError, match=words):
        make_person(read_person(**said), tree.county, tree["county"])
    assert Person.objects.count() == before


def test_roles_apart_are_not_given_together(tree: Tree) -> None:
    new = read_person("多职", "duozhi", ["system_admin", "audit_admin"])
    with pytest.raises(NotAllowedError, match="必须由不同的人担任"):
        make_person(new, tree.administration, tree["security"])


def test_nobody_makes_people_of_another_countys(tree: Tree) -> None:
    new = read_person("王芳", "wangfang", ["county_clerk"])
    with pytest.raises(NotAllowedError, match="不由您管理"):
        make_person(new, tree.other_county, tree["county"])
    event = events_of(f"person:{tree['county'].pk}").last()
    assert event and event.kind == "management_refused"
    assert not Membership.objects.filter(person__username="wangfang").exists()
