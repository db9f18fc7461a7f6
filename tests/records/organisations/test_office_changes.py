"""Offices get other names, are merged and split: what that writes, refuses, and leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.actions import create_office
from jiqun.records.organisations.models import Membership, Office, OfficeName, Person, Succession
from jiqun.records.organisations.office_changes import (
    merge_office,
    rename_office,
    split_office,
    take_back_name,
)
from jiqun.records.organisations.posts import RoleRefusedError, end_role, grant_role, name_deputy
from jiqun.records.organisations.queries import (
    followers_of,
    name_on,
    office_in,
    office_named,
    person_numbered,
    roles_of,
)
from jiqun.records.organisations.roles import Level, Role
from jiqun.records.verdict import NotAllowedError

pytestmark = pytest.mark.django_db
TODAY, DAY = timezone.localdate(), timedelta(days=1)
Make, Hire = Callable[..., Office], Callable[..., Person]
WHY = "机构改革方案"


@pytest.fixture
def city(office: Make) -> Office:
    return office("中卫市工信局", "city", office("自治区工信厅", "region"), "640500")


@pytest.fixture
def county(office: Make, city: Office) -> Office:
    return office("中宁县工信局", "county", city, "640521")


@pytest.fixture
def other(office: Make, city: Office) -> Office:
    return office("海原县工信局", "county", city, "640522")


def read(office: Office) -> Office:
    return Office.objects.get(pk=office.pk)


# Names


def test_new_name_is_in_force_and_what_was_written_keeps_the_old_one(
    county: Office, person: Hire
) -> None:
    clerk = person("clerk", county)
    grant_role(clerk, county, Role.COUNTY_CLERK, by=clerk)
    rename_office(county, " 中宁县工业和商务局 ", TODAY, WHY, SYSTEM)
    assert county.name == read(county).name == "中宁县工业和商务局"
    assert events_of(f"person:{clerk.pk}").filter(office_name="中宁县工信局").count() == 1
    again = person_numbered(clerk.pk)
    assert again and again.office_name == "中宁县工业和商务局"
    event = events_of(f"office:{county.pk}").last()
    assert event and event.kind == "office_renamed"
    assert details_of(event) == {
        "before": "中宁县工信局",
        "name": "中宁县工业和商务局",
        "since": TODAY.isoformat(),
        "reason": WHY,
    }


def test_name_of_the_future_takes_effect_on_its_day_by_itself(
    county: Office, person: Hire, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, then = person("clerk", county), TODAY + 3 * DAY
    rename_office(county, "中宁县商务局", then, WHY, SYSTEM)
    assert read(county).name == "中宁县工信局" and office_named("中宁县商务局") is None
    monkeypatch.setattr(timezone, "localdate", lambda *_: then - DAY)
    assert read(county).name == "中宁县工信局"
    monkeypatch.setattr(timezone, "localdate", lambda *_: then)
    assert read(county).name == "中宁县商务局" and office_named("中宁县商务局") == county
    for found in (person_numbered(clerk.pk), Person.objects.get(pk=clerk.pk)):
        assert found and found.office_name == "中宁县商务局"
    rename_office(county, "中宁县发展局", then + DAY, WHY, SYSTEM)
    names = [name_on(county, then + n * DAY) for n in (-99, -1, 0, 1)]
    assert names == ["中宁县工信局", "中宁县工信局", "中宁县商务局", "中宁县发展局"]


def test_name_that_was_given_up_is_free_from_that_day_on(
    county: Office, city: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = TODAY + DAY
    rename_office(county, "中宁县商务局", then, WHY, SYSTEM)
    for taken in ("中宁县工信局", "中宁县商务局"):
        with pytest.raises(NotAllowedError, match=f"已经有名为“{taken}”的单位"):
            create_office(taken, Level.COUNTY, SYSTEM, city)
    monkeypatch.setattr(timezone, "localdate", lambda *_: then)
    made = create_office("中宁县工信局", Level.COUNTY, SYSTEM, city)
    assert office_named("中宁县工信局") == made != county
    assert office_named("中宁县商务局") == county


def test_office_is_found_by_a_name_it_had_unless_another_has_it(
    county: Office, other: Office
) -> None:
    rename_office(county, "中宁县商务局", TODAY, WHY, SYSTEM)
    assert office_named("中宁县工信局") == office_named("中宁县商务局") == county
    rename_office(other, "中宁县工信局", TODAY, WHY, SYSTEM)
    assert office_named("中宁县工信局") == other
    assert office_named("海原县工信局") == other
    assert office_named("哪里") is None


@pytest.mark.parametrize(
    ("name", "days", "reason", "words"),
    [
        ("海原县工信局", 0, WHY, "已经有名为“海原县工信局”的单位"),
        ("中宁县工信局", 0, WHY, "与现在不同的单位全称"),
        ("  ", 0, WHY, "与现在不同的单位全称"),
        ("长" * 101, 0, WHY, "不超过 100 个字"),
        ("中宁县商务局", 0, " ", "写明变更的理由"),
    ],
)
def test_name_that_is_none_is_refused_in_words(
    county: Office, other: Office, name: str, days: int, reason: str, words: str
) -> None:
    before = Event.objects.count()
    with pytest.raises(NotAllowedError, match=words):
        rename_office(county, name, TODAY + days * DAY, reason, SYSTEM)
    assert (read(county).name, Event.objects.count()) == ("中宁县工信局", before)


def test_names_follow_one_another(county: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    then = TODAY + 20 * DAY
    monkeypatch.setattr(timezone, "localdate", lambda *_: then)
    rename_office(county, "中宁县商务局", then - 5 * DAY, WHY, SYSTEM)
    with pytest.raises(NotAllowedError, match="已经登记从"):
        rename_office(county, "中宁县发展局", then - 5 * DAY, WHY, SYSTEM)
    rename_office(county, "中宁县发展局", then + 5 * DAY, WHY, SYSTEM)
    with pytest.raises(NotAllowedError, match="请在这以后再办理"):
        rename_office(county, "中宁县科技局", then + 9 * DAY, WHY, SYSTEM)


@pytest.mark.parametrize("change", ["rename", "merge", "split"])
def test_day_before_what_was_last_written_of_the_office_is_refused(
    county: Office, other: Office, city: Office, office: Make, change: str
) -> None:
    third, before = office("沙坡头区工信局", "county", city, "640502"), TODAY - DAY
    changes = {
        "rename": lambda: rename_office(county, "中宁县商务局", before, WHY, SYSTEM),
        "merge": lambda: merge_office(county, other, before, WHY, SYSTEM),
        "split": lambda: split_office(county, (other, third), before, WHY, SYSTEM),
    }
    with pytest.raises(NotAllowedError, match="早于中宁县工信局最近一次登记的变动"):
        changes[change]()
    assert read(county).name == "中宁县工信局" and read(county).ended_on is None


def test_name_of_the_future_is_taken_back_before_its_day(
    county: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = TODAY + 3 * DAY
    with pytest.raises(NotAllowedError, match="没有将要生效的名称"):
        take_back_name(county, SYSTEM, WHY)
    rename_office(county, "中宁县商务局", then, WHY, SYSTEM)
    with pytest.raises(NotAllowedError, match="请写明变更的理由"):
        take_back_name(county, SYSTEM, " ")
    take_back_name(county, SYSTEM, "方案推迟")
    event = events_of(f"office:{county.pk}").last()
    assert event and event.kind == "office_change_taken_back"
    assert details_of(event)["name"] == "中宁县商务局"
    rename_office(county, "中宁县发展局", then, WHY, SYSTEM)
    monkeypatch.setattr(timezone, "localdate", lambda *_: then)
    assert read(county).name == "中宁县发展局" and office_named("中宁县商务局") is None
    with pytest.raises(NotAllowedError, match="已经生效"):
        take_back_name(county, SYSTEM, "方案推迟")


# Mergers


def test_merged_office_has_ended_and_the_other_acts_in_its_place(
    county: Office, other: Office, office: Make
) -> None:
    park = office("中宁园区", "operator", county)
    merge_office(county, other, TODAY, WHY, SYSTEM)
    assert (county.ended_on, followers_of(county)) == (TODAY, [other])
    assert other.acts_as(county.pk) and other.sees_as(county.pk)
    assert read(park).parent == other
    assert office_in("640521", "county") is None
    assert office_named("中宁县工信局") == county
    event = events_of(f"office:{county.pk}").last()
    assert event and event.kind == "office_merged"
    assert details_of(event)["into"] == other.pk and details_of(event)["below"] == [park.pk]


def test_office_acts_for_those_that_were_merged_into_what_was_merged_into_it(
    county: Office, other: Office, office: Make, city: Office
) -> None:
    third = office("沙坡头区工信局", "county", city, "640502")
    merge_office(county, other, TODAY, WHY, SYSTEM)
    merge_office(other, third, TODAY, WHY, SYSTEM)
    assert third.acts_as(county.pk) and third.acts_as(other.pk) and third.sees_as(county.pk)
    assert not third.acts_as(city.pk)


def test_office_with_people_is_not_merged_before_they_go(
    county: Office, other: Office, person: Hire
) -> None:
    clerk = person("clerk", county)
    with pytest.raises(NotAllowedError, match="clerk经办人在中宁县工信局还有岗位"):
        merge_office(county, other, TODAY, WHY, SYSTEM)
    assert read(county).ended_on is None and not Succession.objects.exists()
    end_role(clerk.posts[0], SYSTEM)
    merge_office(county, other, TODAY, WHY, SYSTEM)
    with pytest.raises(RoleRefusedError, match="已经撤销，不能再任命岗位"):
        grant_role(clerk, county, Role.COUNTY_CLERK, SYSTEM)


def test_people_move_with_their_office_in_the_same_roles(
    county: Office, other: Office, city: Office, person: Hire, office: Make
) -> None:
    clerk = person("clerk", county, "county_clerk")
    grant_role(clerk, county, Role.COUNTY_HEAD, SYSTEM)
    helper = person("helper", office("沙坡头区工信局", "county", city, "640502"))
    name_deputy(helper, county, Role.COUNTY_HEAD, city, TODAY + 9 * DAY, SYSTEM)
    merge_office(county, other, TODAY, WHY, SYSTEM, people_move=True)
    again, deputy = person_numbered(clerk.pk), person_numbered(helper.pk)
    assert again and again.office_name == "海原县工信局"
    assert roles_of(again) == {Role.COUNTY_CLERK, Role.COUNTY_HEAD}
    assert deputy and deputy.office_name == "沙坡头区工信局"
    assert [post.office_id for post in deputy.posts] == [helper.posts[0].office_id]
    assert Membership.objects.filter(person=clerk).count() == 4  # what they were stays written


def test_future_name_of_an_office_that_ended_never_comes(county: Office, other: Office) -> None:
    rename_office(county, "中宁县商务局", TODAY + DAY, WHY, SYSTEM)
    merge_office(county, other, TODAY, WHY, SYSTEM)
    assert name_on(county, TODAY + 9 * DAY) == read(county).name == "中宁县工信局"


@pytest.mark.parametrize(
    ("into", "days", "reason", "words"),
    [
        ("other", 1, WHY, "还没有到，请在当天或者以后办理"),
        ("other", 0, "", "写明变更的理由"),
        ("county", 0, WHY, "不能承接它自己"),
        ("city", 0, WHY, "不是同一级的单位"),
    ],
)
def test_merger_that_cannot_be_is_refused_in_words(
    county: Office, other: Office, city: Office, into: str, days: int, reason: str, words: str
) -> None:
    offices = {"county": county, "other": other, "city": city}
    with pytest.raises(NotAllowedError, match=words):
        merge_office(county, offices[into], TODAY + days * DAY, reason, SYSTEM)
    assert read(county).ended_on is None


def test_office_that_ended_neither_changes_nor_follows(county: Office, other: Office) -> None:
    merge_office(county, other, TODAY, WHY, SYSTEM)
    for change in (
        lambda: rename_office(county, "中宁县商务局", TODAY, WHY, SYSTEM),
        lambda: merge_office(county, other, TODAY, WHY, SYSTEM),
        lambda: merge_office(other, county, TODAY, WHY, SYSTEM),
    ):
        with pytest.raises(NotAllowedError, match=r"中宁县工信局已于.*撤销"):
            change()


# Splits


def test_split_office_is_followed_by_several_none_of_which_acts_for_it(
    city: Office, county: Office, other: Office, office: Make
) -> None:
    halves = [office(f"中卫市{name}局", "city", city.parent) for name in ("工业", "信息化")]
    below = {county: halves[0], other: halves[1]}
    split_office(city, halves, TODAY, WHY, SYSTEM, below)
    assert followers_of(city) == halves and city.ended_on == TODAY
    assert all(one.sees_as(city.pk) and not one.acts_as(city.pk) for one in halves)
    assert (read(county).parent, read(other).parent) == (halves[0], halves[1])
    event = events_of(f"office:{city.pk}").last()
    assert event and event.kind == "office_split"


def test_split_that_leaves_something_unsaid_is_refused(
    city: Office, county: Office, other: Office, office: Make
) -> None:
    halves = [office(f"中卫市{name}局", "city", city.parent) for name in ("工业", "信息化")]
    with pytest.raises(NotAllowedError, match="至少有两个单位承接"):
        split_office(city, halves[:1] * 2, TODAY, WHY, SYSTEM)
    for below in ({}, {county: halves[0]}, {county: halves[0], other: city}):
        with pytest.raises(NotAllowedError, match="逐一指明中卫市工信局的下级单位"):
            split_office(city, halves, TODAY, WHY, SYSTEM, below)
    assert read(city).ended_on is None


def test_people_of_a_split_office_go_where_it_is_said(
    city: Office, office: Make, person: Hire
) -> None:
    halves = [office(f"中卫市{name}局", "city", city.parent) for name in ("工业", "信息化")]
    one, two = person("one", city, "city_officer"), person("two", city, "city_head")
    helper = person("helper", office("银川市工信局", "city", city.parent, "640100"), "city_head")
    assert city.parent
    name_deputy(helper, city, Role.CITY_HEAD, city.parent, TODAY + 9 * DAY, SYSTEM)
    with pytest.raises(NotAllowedError, match="two经办人在中卫市工信局还有岗位"):
        split_office(city, halves, TODAY, WHY, SYSTEM, people={one.pk: halves[0]})
    with pytest.raises(NotAllowedError, match="只能转入承接它的单位"):
        split_office(city, halves, TODAY, WHY, SYSTEM, people={one.pk: city})
    places = {one.pk: halves[0], two.pk: halves[1]}
    split_office(city, halves, TODAY, WHY, SYSTEM, people=places)
    found = [person_numbered(who.pk) for who in (one, two, helper)]
    assert [who and who.office_name for who in found] == [
        "中卫市工业局",
        "中卫市信息化局",
        "银川市工信局",
    ]
    assert found[2] and len(found[2].posts) == 1


def test_one_of_those_that_follow_goes_on_with_what_is_open(
    city: Office, county: Office, office: Make
) -> None:
    halves = [office(f"中宁县{name}局", "county", city) for name in ("工业", "信息化")]
    with pytest.raises(NotAllowedError, match="不在承接中宁县工信局的单位里"):
        split_office(county, halves, TODAY, WHY, SYSTEM, acts=city)
    split_office(county, halves, TODAY, WHY, SYSTEM, acts=halves[1])
    assert [one.acts_as(county.pk) for one in halves] == [False, True]
    assert all(one.sees_as(county.pk) for one in halves)


# What the database itself refuses, whoever writes


@pytest.mark.parametrize(
    "changed",
    [
        {"next_name": "新名称"},
        {"next_since": TODAY},
        {"next_name": "新名称", "next_since": TODAY, "ended_on": TODAY},
        {"name": "海原县工信局"},
    ],
)
def test_database_refuses_an_office_no_action_would_write(
    county: Office, other: Office, changed: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Office.objects.filter(pk=county.pk).update(**changed)


@pytest.mark.parametrize(
    ("name", "since"), [("又一个", None), ("又一个", TODAY), ("", TODAY + DAY)]
)
def test_database_refuses_names_of_one_day_and_none(
    county: Office, name: str, since: date | None
) -> None:
    rename_office(county, "中宁县商务局", TODAY, WHY, SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeName.objects.create(office=county, name=name, since=since)


@pytest.mark.parametrize("follower", ["other", "county", "city"])
def test_database_refuses_a_second_office_in_ones_place_and_itself(
    county: Office, other: Office, city: Office, follower: str
) -> None:
    merge_office(county, other, TODAY, WHY, SYSTEM)
    of = {"county": county, "other": other, "city": city}[follower]
    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.create(office=county, follower=of, acts=follower != "other")
