"""Giving roles, naming deputies, ending both: what the tables of roles allow and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.models import Membership, Office, Person, in_force
from jiqun.records.organisations.posts import (
    RoleRefusedError,
    end_role,
    grant_role,
    name_deputy,
)
from jiqun.records.organisations.queries import office_of, person_numbered, roles_of
from jiqun.records.organisations.roles import Role

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
Make, Hire = Callable[..., Office], Callable[..., Person]


@pytest.fixture
def city(office: Make) -> Office:
    return office("中卫市工信局", "city", office("自治区工信厅", "region"), "640500")


@pytest.fixture
def clerk(office: Make, person: Hire, city: Office) -> Person:
    return person("clerk", office("中宁县工信局", "county", city, "640521"), "county_clerk")


def test_role_is_given_with_a_day_and_an_event(clerk: Person) -> None:
    made = grant_role(clerk, clerk.posts[0].office, Role.COUNTY_HEAD, SYSTEM)
    assert roles_of(clerk) == {Role.COUNTY_CLERK, Role.COUNTY_HEAD}
    assert (made.since, made.until, made.is_deputy) == (TODAY(), None, False)
    event = events_of(f"person:{clerk.pk}").filter(kind="role_granted").last()
    assert event and details_of(event)["role"] == "county_head"


def test_role_of_a_later_day_does_not_hold_before(clerk: Person) -> None:
    tomorrow = TODAY() + timedelta(days=1)
    own = clerk.posts[0].office
    grant_role(clerk, own, Role.COUNTY_HEAD, SYSTEM, since=tomorrow)
    assert roles_of(clerk) == {Role.COUNTY_CLERK}
    rows = Membership.objects.filter(person=clerk)
    assert {m.role for m in in_force(rows, tomorrow)} == {"county_clerk", "county_head"}


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.CITY_HEAD, "中宁县工信局是县（市、区）单位，没有“市级负责人”这个角色"),
        (Role.COUNTY_CLERK, "已经是中宁县工信局的县级填报员"),
    ],
)
def test_role_that_the_table_does_not_allow_is_refused_in_words(
    clerk: Person, role: Role, words: str
) -> None:
    with pytest.raises(RoleRefusedError, match=words):
        grant_role(clerk, clerk.posts[0].office, role, SYSTEM)
    assert Membership.objects.filter(person=clerk).count() == 1


def test_duties_that_are_apart_are_refused_to_one_person(office: Make, person: Hire) -> None:
    room = office("管理室", "administration")
    admin = person("admin", room, "system_admin")
    with pytest.raises(RoleRefusedError, match="必须由不同的人担任"):
        grant_role(admin, room, Role.AUDIT_ADMIN, SYSTEM)
    # Neither does the database have it, whoever writes.
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=admin, office=room, role="audit_admin", since=TODAY())
    (post,) = admin.posts
    end_role(post, SYSTEM)
    grant_role(admin, room, Role.AUDIT_ADMIN, SYSTEM)
    assert roles_of(admin) == {Role.AUDIT_ADMIN}


def test_nobody_works_in_two_offices_at_a_time(clerk: Person, office: Make, city: Office) -> None:
    other = office("海原县工信局", "county", city, "640522")
    with pytest.raises(RoleRefusedError, match="已经在中宁县工信局任职"):
        grant_role(clerk, other, Role.COUNTY_CLERK, SYSTEM)
    end_role(clerk.posts[0], SYSTEM)
    grant_role(clerk, other, Role.COUNTY_CLERK, SYSTEM)
    assert office_of(clerk) == other


def test_ended_role_is_over_from_its_day_on_and_stays_written(clerk: Person) -> None:
    (post,) = clerk.posts
    end_role(post, SYSTEM, until=TODAY() + timedelta(days=3))
    again = person_numbered(clerk.pk)
    assert again and roles_of(again) == {Role.COUNTY_CLERK}
    end_role(post, SYSTEM)
    again = person_numbered(clerk.pk)
    assert again and again.posts == () and office_of(again) is None
    with pytest.raises(RoleRefusedError, match=r"已经在.*结束"):
        end_role(post, SYSTEM)
    assert Membership.objects.filter(person=clerk).count() == 1
    assert events_of(f"person:{clerk.pk}").filter(kind="role_ended").count() == 2


def test_deputy_has_the_role_for_a_time_and_their_own_office_stays(
    clerk: Person, person: Hire, office: Make, city: Office
) -> None:
    helper = person("helper", office("海原县工信局", "county", city, "640522"), "county_head")
    place, until = clerk.posts[0].office, TODAY() + timedelta(days=10)
    name_deputy(helper, place, Role.COUNTY_HEAD, city, until, SYSTEM)
    found = person_numbered(helper.pk)
    assert found is not None
    assert found.office_name == "海原县工信局"
    assert roles_of(found, place) == {Role.COUNTY_HEAD} == roles_of(found)
    rows = Membership.objects.filter(person=helper)
    assert [m.is_deputy for m in in_force(rows, until - timedelta(days=1))] == [False, True]
    assert [m.is_deputy for m in in_force(rows, until)] == [False]


def test_deputy_is_named_by_the_office_above_alone(
    clerk: Person, person: Hire, office: Make, city: Office
) -> None:
    place, until = clerk.posts[0].office, TODAY() + timedelta(days=10)
    helper = person("helper", office("贺兰县工信局", "county", None, "640122"), "county_head")
    elsewhere = office("银川市工信局", "city", None, "640100")
    with pytest.raises(RoleRefusedError, match="由它的上级单位指定"):
        name_deputy(helper, place, Role.COUNTY_HEAD, elsewhere, until, SYSTEM)
    with pytest.raises(RoleRefusedError, match="就在中宁县工信局任职"):
        name_deputy(clerk, place, Role.COUNTY_HEAD, city, until, SYSTEM)


@pytest.mark.parametrize(
    "changed",
    [
        {"role": "chief"},
        {"until": date(2000, 1, 1)},
        {"role": "county_clerk"},  # a second time
    ],
)
def test_database_refuses_what_no_action_would_write(
    clerk: Person, changed: dict[str, object]
) -> None:
    columns = {"role": "county_head", "since": TODAY(), **changed}
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=clerk, office=clerk.posts[0].office, **columns)


def test_database_refuses_a_deputy_without_an_end(clerk: Person, city: Office) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            person=clerk, office=city, role="city_head", since=TODAY(), named_by=city
        )
