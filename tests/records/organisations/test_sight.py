"""What a person sees, asked of one thing and of all there are: the same, for every role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone

from jiqun.records.applications.actions import start_application
from jiqun.records.applications.calls import CallTerms, open_call
from jiqun.records.applications.models import Application
from jiqun.records.applications.queries import applications_for
from jiqun.records.applications.rules import can_see
from jiqun.records.filings.actions import create_filing
from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import filings_for
from jiqun.records.filings.rules import can_see_filing
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.posts import name_deputy
from jiqun.records.organisations.roles import ROLES, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices(office: Callable[..., Office]) -> list[Office]:
    """A region with two cities; under one two counties with operators, under the other one."""
    region = office("宁夏回族自治区工业和信息化厅", "region", None, "640000")
    cities = [
        office("中卫市工业和信息化局", "city", region, "640500"),
        office("银川市工业和信息化局", "city", region, "640100"),
    ]
    counties = [
        office("中宁县工业和信息化局", "county", cities[0], "640521"),
        office("海原县工业和信息化局", "county", cities[0], "640522"),
        office("贺兰县工业和信息化局", "county", cities[1], "640122"),
    ]
    operators = [office(f"{c.name}运营中心", "operator", c, c.division) for c in counties]
    return [region, *cities, *counties, *operators]


@pytest.fixture
def things(offices: list[Office]) -> None:
    """An application of each county, one of them without an operator, and a filing of each office
    without one."""
    now = timezone.now()
    call = open_call(CallTerms("ningxia-2026", "2026年申报", now, now + timedelta(hours=1)), SYSTEM)
    by_division = {o.division: o for o in offices if o.level == "operator"}
    for one in offices:
        create_filing("ningxia-2026", one, SYSTEM)
        if one.level == "county":
            operator = by_division[one.division] if one.division != "640522" else None
            start_application(call, one, SYSTEM, operator)


@pytest.fixture
def people(offices: list[Office], person: Callable[..., Person]) -> list[Person]:
    """Somebody of every role in every office that has it, and a deputy of the second city's in the
    first one."""
    number = count()
    found = [
        person(f"p{next(number)}", one, role)
        for one in offices
        for role in Role
        if one.level in ROLES[role].levels
    ]
    region, zhongwei, yinchuan, *_ = offices
    deputy = person("deputy", yinchuan, Role.CITY_OFFICER)
    until = timezone.localdate() + timedelta(days=5)
    name_deputy(deputy, zhongwei, Role.CITY_OFFICER, region, until, SYSTEM)
    return [*found, deputy]


def test_one_and_all_agree_for_every_role_in_every_office(
    people: list[Person], things: None
) -> None:
    seen = 0
    for one in people:
        applications = {a.pk for a in Application.objects.all() if can_see(one, a)}
        assert applications == {a.pk for a in applications_for(one)}
        alone = Filing.objects.filter(application__isnull=True)
        filings = {f.pk for f in alone if can_see_filing(one, f)}
        assert filings == {f.pk for f in filings_for(one)}
        seen += len(applications) + len(filings)
    assert seen


def test_who_has_no_office_sees_nothing_and_is_told_why(things: None) -> None:
    alone = Person.objects.create(username="alone", full_name="无单位")
    assert not applications_for(alone) and not filings_for(alone)
    verdict = can_see(alone, Application.objects.first() or pytest.fail("no application"))
    assert not verdict and "还没有所属单位" in verdict.reason


def test_city_sees_what_is_below_it_and_county_what_is_its_own(
    people: list[Person], things: None
) -> None:
    def seen(office: str, role: Role, name: str = "") -> list[str]:
        posts = ((p, p.posts[0]) for p in people if p.username.startswith(name or "p"))
        found = next(p for p, post in posts if (post.office.name, post.role) == (office, role))
        return [a.county.division for a in applications_for(found).order_by("county__division")]

    assert seen("中卫市工业和信息化局", Role.CITY_OFFICER) == ["640521", "640522"]
    assert seen("银川市工业和信息化局", Role.CITY_HEAD) == ["640122"]
    assert seen("银川市工业和信息化局", Role.CITY_OFFICER, "deputy") == [
        "640122",
        "640521",
        "640522",
    ]
    assert seen("海原县工业和信息化局", Role.COUNTY_CLERK) == ["640522"]
    assert seen("中宁县工业和信息化局运营中心", Role.OPERATOR) == ["640521"]
    assert seen("海原县工业和信息化局运营中心", Role.OPERATOR) == []
    for role in (Role.REGION_OFFICER, Role.SECOND_OFFICER, Role.ORGANISER, Role.REGION_HEAD):
        assert len(seen("宁夏回族自治区工业和信息化厅", role)) == 3
    for role in (Role.FORM_KEEPER, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN):
        assert seen("宁夏回族自治区工业和信息化厅", role) == []
    assert seen("中卫市工业和信息化局", Role.INSPECTOR) == []
