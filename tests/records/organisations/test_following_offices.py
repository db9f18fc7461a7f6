"""What an office sees and does of one it follows: all of it after a merger, to look at after a
split; and that asking costs no statement more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from jiqun.records.applications.actions import start_application
from jiqun.records.applications.calls import CallTerms, open_call
from jiqun.records.applications.listing import listed
from jiqun.records.applications.models import Application
from jiqun.records.applications.queries import applications_for
from jiqun.records.applications.rules import SIGHT, can_edit, can_see
from jiqun.records.filings.actions import create_filing
from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import filings_for
from jiqun.records.filings.rules import can_edit_filing, can_see_filing
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.office_changes import merge_office, rename_office, split_office
from jiqun.records.organisations.queries import person_numbered
from jiqun.records.organisations.sight import roles_at, sees
from jiqun.records.verdict import NotAllowedError

pytestmark = pytest.mark.django_db
TODAY, WHY = timezone.localdate(), "机构改革方案"
Make, Hire = Callable[..., Office], Callable[..., Person]


@pytest.fixture
def city(office: Make) -> Office:
    return office("中卫市工信局", "city", office("自治区工信厅", "region"), "640500")


@pytest.fixture
def county(office: Make, city: Office) -> Office:
    """A county with an application and a filing without one, in which nobody works."""
    made = office("中宁县工信局", "county", city, "640521")
    now = timezone.now()
    call = open_call(CallTerms("ningxia-2026", "2026年申报", now, now + timedelta(hours=1)), SYSTEM)
    start_application(call, made, SYSTEM)
    create_filing("ningxia-2026", made, SYSTEM)
    return made


@pytest.fixture
def followers(office: Make, city: Office) -> list[Office]:
    return [office(f"中宁县{name}局", "county", city) for name in ("工业", "信息化")]


def members(person: Hire, offices: list[Office]) -> list[Person]:
    made = [person(f"m{one.pk}", one) for one in offices]
    return [person_numbered(one.pk) or pytest.fail("nobody") for one in made]


def things() -> tuple[Application, Filing]:
    return Application.objects.get(), Filing.objects.get(application__isnull=True)


def test_office_acts_for_the_one_that_was_merged_into_it(
    county: Office, followers: list[Office], person: Hire
) -> None:
    merge_office(county, followers[0], TODAY, WHY, SYSTEM)
    application, filing = things()
    member, stranger = members(person, followers)
    assert can_see(member, application) and can_edit(member, application)
    assert can_see_filing(member, filing) and can_edit_filing(member, filing)
    assert list(applications_for(member)) == [application]
    assert list(filings_for(member)) == [filing]
    assert not can_see(stranger, application) and not can_see_filing(stranger, filing)
    assert not applications_for(stranger) and not filings_for(stranger)


def test_offices_after_a_split_see_and_the_one_that_is_named_acts(
    county: Office, followers: list[Office], person: Hire
) -> None:
    with pytest.raises(NotAllowedError, match="请选择由哪一个承接单位继续办理"):
        split_office(county, followers, TODAY, WHY, SYSTEM)
    split_office(county, followers, TODAY, WHY, SYSTEM, acts=followers[0])
    application, filing = things()
    acting, looking = members(person, followers)
    for member in (acting, looking):
        assert can_see(member, application) and can_see_filing(member, filing)
        assert list(applications_for(member)) == [application]
        assert list(filings_for(member)) == [filing]
    assert can_edit(acting, application) and can_edit_filing(acting, filing)
    for verdict in (can_edit(looking, application), can_edit_filing(looking, filing)):
        assert not verdict and "您的单位可以查看，不能修改" in verdict.reason


def test_what_is_done_needs_nobody_to_go_on_with_it(
    county: Office, followers: list[Office], person: Hire
) -> None:
    Application.objects.update(stage="dropped")
    split_office(county, followers, TODAY, WHY, SYSTEM)
    application, _ = things()
    for member in members(person, followers):
        assert can_see(member, application) and not can_edit(member, application)


def test_before_it_follows_an_office_sees_nothing_of_the_other(
    county: Office, followers: list[Office], person: Hire
) -> None:
    (member, _), (application, filing) = members(person, followers), things()
    assert not can_see(member, application) and not can_see_filing(member, filing)


def test_city_sees_what_is_below_it_through_offices_that_followed(
    county: Office, city: Office, followers: list[Office], person: Hire, office: Make
) -> None:
    merge_office(county, followers[0], TODAY, WHY, SYSTEM)
    (officer,) = [person("officer", city, "city")]
    assert list(applications_for(officer)) == [Application.objects.get()]
    whole = office("中卫市工业局", "city", city.parent)
    merge_office(city, whole, TODAY, WHY, SYSTEM, people_move=True)
    again = person_numbered(officer.pk)
    assert again and again.office_name == "中卫市工业局"
    assert list(applications_for(again)) == [Application.objects.get()]
    assert can_see(again, Application.objects.get())


def test_list_is_searched_by_any_name_of_county_or_city(
    county: Office, city: Office, person: Hire
) -> None:
    officer = person("officer", city, "city")
    rename_office(county, "中宁县商务局", TODAY, WHY, SYSTEM)
    rename_office(city, "中卫市发展局", TODAY, WHY, SYSTEM)
    for words in ("商务", "中宁县工信", "中卫市工信", "发展", "工信 发展", ""):
        assert len(listed(officer, words)) == 1, words
    assert not listed(officer, "海原")


def test_posts_and_sight_ask_once_however_many_are_followed(
    county: Office,
    city: Office,
    followers: list[Office],
    person: Hire,
    office: Make,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    member, _ = members(person, followers)

    def asked() -> None:
        application, filing = things()
        with django_assert_num_queries(1):
            found = person_numbered(member.pk)
            assert found and found.posts
        with django_assert_num_queries(1):
            assert Person(pk=member.pk).posts
        with django_assert_num_queries(0):
            can_edit_filing(found, filing), roles_at({}, found, application)
        with django_assert_num_queries(0 if sees(SIGHT, found, application) else 1):
            can_see(found, application)  # who has no part in it may be of a partner county
        with django_assert_num_queries(1):
            list(applications_for(found))

    asked()
    merge_office(county, followers[0], TODAY, WHY, SYSTEM)
    asked()
    for number in range(3):
        one = office(f"又一个{number}", "county", city)
        merge_office(one, followers[0], TODAY, WHY, SYSTEM)
    asked()
