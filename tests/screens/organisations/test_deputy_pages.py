"""A deputy named at the pages does the second person's act there, and nothing else anywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.utils import timezone
from lxml import html
from tests.screens.organisations.visiting_offices import at, text

from jiqun.records.applications.actions import start_application
from jiqun.records.applications.calls import CallTerms, open_call
from jiqun.records.applications.models import Application
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.queries import events_of
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.queries import office_named, person_named

pytestmark = pytest.mark.django_db
Hire, Make = Callable[..., Person], Callable[..., Office]
TODAY, DAY = timezone.localdate(), timedelta(days=1)


@pytest.fixture
def application(office: Make, person: Hire) -> Application:
    """Of 中宁, at its city of which one person works, an officer; the head of another city is
    there to be named, and a second officer of it who is not."""
    region = office("自治区工信厅", "region", None, "640000")
    zhongwei = office("中卫市工信局", "city", region, "640500")
    yinchuan = office("银川市工信局", "city", region, "640100")
    county = office("中宁县工信局", "county", zhongwei, "640521")
    other = office("海原县工信局", "county", zhongwei, "640522")
    for name, place, role in (
        ("region", region, "region_head"),
        ("zhongwei", zhongwei, "city_officer"),
        ("yinchuan", yinchuan, "city_head"),
        ("jingban", yinchuan, "city_officer"),
        ("zhongning", county, "county_clerk"),
        ("haiyuan", other, "county_head"),
    ):
        person(name, place, role)
    now, hour = timezone.now(), timedelta(hours=1)
    terms = CallTerms("ningxia-2026", "2026年申报", now - hour, now + hour)
    made = start_application(open_call(terms, SYSTEM), county, SYSTEM)
    start_application(made.call, other, SYSTEM)
    rows = Application.objects.filter(pk=made.pk)
    rows.update(stage="ready_to_seal")
    rows.update(stage="under_review", level="city")
    return made


def page_of(name: str) -> str:
    office = office_named(name)
    assert office
    return f"/people/office/{office.pk}/"


def name(by: str, office: str, whom: str, role: str, /, **said: str) -> str:
    person = person_named(whom)
    assert person
    given = {
        "do": "name",
        "person": person.pk,
        "role": role,
        "since": TODAY.isoformat(),
        "last": (TODAY + 9 * DAY).isoformat(),
        "reason": "中卫市只有一人",
        **said,
    }
    return text(at(by).post(f"{page_of(office)}deputies/", given, follow=True))


def decline(username: str, application: Application) -> HttpResponse:
    said = {"move": "decline", "reason": "主导产业占比不够，不符合推荐的条件，建议培育后再申报"}
    return at(username).post(f"/a/{application.public_id}/procedure/act/", said, follow=True)


def stage(application: Application) -> str:
    return Application.objects.get(pk=application.pk).stage


def test_deputy_does_the_act_of_the_head_that_is_not_there(application: Application) -> None:
    assert "不由您的岗位办理" in text(decline("zhongwei", application))
    assert decline("yinchuan", application).status_code == 404
    assert "已指定代办人" in name("region", "中卫市工信局", "yinchuan", "city_head")
    # Nobody else has more than before.
    assert "不由您的岗位办理" in text(decline("zhongwei", application))
    assert decline("jingban", application).status_code == 404
    assert decline("haiyuan", application).status_code == 404
    assert stage(application) == "under_review"
    assert "已不予推荐" in text(decline("yinchuan", application))
    assert stage(application) == "not_recommended"
    event = events_of(application.subject).last()
    assert event and (event.person_name, event.office_name) == ("yinchuan经办人", "银川市工信局")


def test_deputy_does_what_the_role_does_and_manages_no_account(application: Application) -> None:
    assert "已指定代办人" in name("region", "中卫市工信局", "yinchuan", "city_officer")
    assert "不由您的岗位办理" in text(decline("yinchuan", application))
    deputy, clerk = at("yinchuan"), person_named("zhongning")
    assert clerk
    for address in (page_of("中卫市工信局"), page_of("中宁县工信局")):
        assert deputy.get(address).status_code == 404
    assert deputy.get(f"/people/person/{clerk.pk}/").status_code == 404
    assert "中宁" not in text(deputy.get("/people/"))


def test_deputy_of_a_county_drops_its_application_and_sees_no_other(
    application: Application, office: Make, person: Hire
) -> None:
    person("city-head", office_named("中卫市工信局"), "city_head")
    other = Application.objects.get(county__name="海原县工信局")
    address = f"/a/{other.public_id}/procedure/act/"
    said = {"move": "drop", "reason": "集群规模不够"}
    third = office("沙坡头区工信局", "county", office_named("中卫市工信局"), "640502")
    person("shapotou", third, "county_head")
    assert at("shapotou").post(address, said).status_code == 404
    assert "已指定代办人" in name("city-head", "海原县工信局", "shapotou", "county_head")
    assert at("shapotou").get(f"/a/{application.public_id}/").status_code == 404
    assert "已作废" in text(at("shapotou").post(address, said, follow=True))


def test_deputy_who_is_ended_early_does_nothing_more(application: Application) -> None:
    name("region", "中卫市工信局", "yinchuan", "city_head")
    deputy = at("yinchuan")
    assert deputy.get(f"/a/{application.public_id}/procedure/").status_code == 200
    office, whom = office_named("中卫市工信局"), person_named("yinchuan")
    assert office and whom
    post = whom.memberships.exclude(named_by=None).get()
    said = {"do": "end", "post": post.pk, "reason": "已新任负责人"}
    told = text(at("region").post(f"/people/office/{office.pk}/deputies/", said, follow=True))
    assert "代办已结束" in told and "已结束" in told and "提前结束" not in told
    assert deputy.get(f"/a/{application.public_id}/")["Location"].startswith("/account/login/")
    assert at("yinchuan").get(f"/a/{application.public_id}/").status_code == 404


def test_deputised_office_reads_it_on_its_page(application: Application, person: Hire) -> None:
    person("own-head", office_named("中卫市工信局"), "city_head")
    assert "代办人" not in text(at("own-head").get(page_of("中卫市工信局")))
    name("region", "中卫市工信局", "yinchuan", "city_officer")
    page = text(at("own-head").get(page_of("中卫市工信局")))
    for words in ("yinchuan经办人", "银川市工信局", "市级经办", "中卫市只有一人", "现任"):
        assert words in page
    assert "提前结束" not in page and "指定代办人" not in page


def test_page_of_the_person_says_what_they_are_elsewhere(application: Application) -> None:
    name("region", "中卫市工信局", "yinchuan", "city_officer")
    whom = person_named("yinchuan")
    assert whom
    page = " ".join(text(at("region").get(f"/people/person/{whom.pk}/")).split())
    assert "中卫市工信局 市级经办 代办，" in page


def test_what_is_wrong_is_said_and_what_was_typed_stays(application: Application) -> None:
    for said, words in (
        ({"last": "x"}, "请填写代办的开始日期和结束日期"),
        ({"reason": " "}, "请写明指定代办人的理由"),
        ({"person": "x"}, "请选择代办人"),
        ({"role": "x"}, "请选择代办的岗位"),
    ):
        given = {"reason": "中卫市只有一人", **said}
        assert words in name("region", "中卫市工信局", "yinchuan", "city_head", **given)
    person = person_named("yinchuan")
    assert person and not person.memberships.exclude(named_by=None).exists()
    office = office_named("中卫市工信局")
    assert office
    given = {"do": "name", "person": person.pk, "role": "city_head", "reason": "只有一人"}
    answer = at("region").post(f"/people/office/{office.pk}/deputies/", given)
    page = html.fromstring(answer.content.decode())
    assert page.get_element_by_id("deputy-reason").get("value") == "只有一人"
    chosen = page.xpath("//select[@id='deputy']/option[@selected]/@value")
    assert chosen == [str(person.pk)]


@pytest.mark.parametrize("by", ["zhongwei", "yinchuan", "haiyuan"])
def test_office_of_others_is_not_there(application: Application, by: str) -> None:
    said = {"do": "name", "person": "1", "role": "city_head"}
    address = f"{page_of('中卫市工信局')}deputies/"
    assert at(by).post(address, said).status_code == 404


def test_unknown_deed_is_not_there(application: Application) -> None:
    address = f"{page_of('中卫市工信局')}deputies/"
    assert at("region").post(address, {"do": "x"}).status_code == 404
