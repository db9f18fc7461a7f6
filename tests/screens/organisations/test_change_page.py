"""单位变更 in the browser's terms: looked at, confirmed, kept for its day, taken back; what was
written before keeps the old name, and both names find the office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html
from tests.screens.organisations.visiting_offices import at, text

from jiqun.records.applications.actions import start_application
from jiqun.records.applications.calls import CallTerms, open_call
from jiqun.records.applications.models import Application
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.models import Event
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.queries import office_named, person_named

pytestmark = pytest.mark.django_db
Hire, Make = Callable[..., Person], Callable[..., Office]
TODAY, DAY = timezone.localdate(), timedelta(days=1)
WHY = "宁机编〔2026〕8号"


@pytest.fixture
def city(office: Make, person: Hire) -> Client:
    """The head of the city at the pages; two counties with people, one with an application."""
    region = office("自治区工信厅", "region", None, "640000")
    zhongwei = office("中卫市工信局", "city", region, "640500")
    zhongning = office("中宁县工信局", "county", zhongwei, "640521")
    haiyuan = office("海原县工信局", "county", zhongwei, "640522")
    office("沙坡头区工信局", "county", zhongwei, "640502")
    office("枸杞运营中心", "operator", zhongning)
    for name, place, role in (
        ("region", region, "region_head"),
        ("city", zhongwei, "city_head"),
        ("zhongning", zhongning, "county_head"),
        ("clerk", zhongning, "county_clerk"),
        ("haiyuan", haiyuan, "county_head"),
    ):
        person(name, place, role)
    now, hour = timezone.now(), timedelta(hours=1)
    terms = CallTerms("ningxia-2026", "2026年申报", now - hour, now + hour)
    start_application(open_call(terms, SYSTEM), zhongning, person_named("zhongning") or SYSTEM)
    return at("city")


def address(name: str) -> str:
    office = office_named(name)
    assert office
    return f"/people/office/{office.pk}/change/"


def number(name: str) -> int:
    office = office_named(name)
    assert office
    return office.pk


def change(client: Client, of: str, kind: str, do: str = "preview", **said: object) -> str:
    given = {"do": do, "kind": kind, "on": TODAY.isoformat(), "reason": WHY, **said}
    return text(client.post(address(of), given, follow=True))


def confirm(client: Client, of: str, kind: str, **said: object) -> str:
    """Confirm what a preview shows, by the form that stands on it and nothing else."""
    given = {"do": "preview", "kind": kind, "on": TODAY.isoformat(), "reason": WHY, **said}
    page = html.fromstring(client.post(address(of), given).content.decode())
    (button,) = page.xpath("//button[@value='confirm']")
    (form,) = button.xpath("ancestor::form")
    sent: dict[str, list[str]] = {"do": ["confirm"]}
    for one in form.xpath(".//input[@type='hidden'][@name!='csrfmiddlewaretoken']"):
        sent.setdefault(one.get("name"), []).append(one.get("value"))
    return text(client.post(address(of), sent, follow=True))


def test_link_stands_on_the_page_of_who_changes_the_office(city: Client) -> None:
    page = f"/people/office/{number('中宁县工信局')}/"
    assert "单位变更" in text(city.get(page))
    assert "单位变更" not in text(at("zhongning").get(page))
    for who in ("zhongning", "haiyuan"):
        assert at(who).get(address("中宁县工信局")).status_code == 404
        given = {"do": "confirm", "kind": "rename", "name": "别的局", "on": TODAY, "reason": WHY}
        assert at(who).post(address("中宁县工信局"), given).status_code == 404


def test_preview_of_a_name_changes_nothing_and_the_confirmed_one_does(city: Client) -> None:
    before = Event.objects.count()
    page = change(city, "中宁县工信局", "rename", name="中宁县商务局")
    assert "改名为中宁县商务局" in page and "确认，随即生效" in page
    assert "仍写中宁县工信局，不改" in page
    assert Event.objects.count() == before and office_named("中宁县商务局") is None
    page = confirm(city, "中宁县工信局", "rename", name="中宁县商务局")
    assert "中宁县工信局已改名" in page and "改名为中宁县商务局。理由：" in page


def test_what_was_written_keeps_the_old_name_and_both_find_it(city: Client) -> None:
    confirm(city, "中宁县工信局", "rename", name="中宁县商务局")
    events = Event.objects.filter(person_name="zhongning经办人")
    assert {event.office_name for event in events} == {"中宁县工信局"}
    call = Application.objects.get().call.public_id
    for words in ("中宁县工信局", "中宁县商务局"):
        for page in (f"/people/?q={words}", f"/board/{call}/?q={words}"):
            found = text(city.get(page))  # the region may extend for any, by a list of all
            assert "中宁县商务局" in found and "海原县工信局" not in found


def test_search_of_the_tree_finds_people_too_and_says_when_none(city: Client) -> None:
    page = text(city.get("/people/?q=clerk"))
    assert "clerk经办人" in page and "haiyuan经办人" not in page
    assert "没有找到" in text(city.get("/people/?q=火星"))
    assert "没有找到" in text(city.get("/people/?q=中宁&state=LOCKED"))


def test_merger_shows_who_and_what_goes_and_does_it(city: Client) -> None:
    into = number("海原县工信局")
    page = change(city, "中宁县工信局", "merge", into=into)
    for words in ("clerk经办人（县级填报员）", "2026年申报，填报中", "枸杞运营中心"):
        assert words in page
    assert "中宁县工信局已并入另一个单位" in confirm(city, "中宁县工信局", "merge", into=into)
    application = Application.objects.get()
    assert at("haiyuan").get(f"/a/{application.public_id}/procedure/").status_code == 200
    clerk = person_named("clerk")
    assert clerk and clerk.office_name == "海原县工信局"
    assert city.get(f"/people/office/{application.county_id}/change/").status_code == 404
    assert "海原县工信局" in text(city.get("/people/?q=中宁县工信局"))
    page = text(at("region").get(f"/board/{application.call.public_id}/?q=海原"))
    assert "中宁县工信局（已撤销，由海原县工信局办理）" in page


def test_split_asks_for_everybody_and_everything(city: Client, office: Make) -> None:
    new = office("中宁县商务局", "county", office_named("中卫市工信局"))
    people = [person_named(name) for name in ("zhongning", "clerk")]
    said: dict[str, object] = {"into": [number("海原县工信局"), new.pk]}
    assert "请逐一指明中宁县工信局的下级单位" in change(city, "中宁县工信局", "split", **said)
    said[f"below-{number('枸杞运营中心')}"] = new.pk
    assert "继续办理" in change(city, "中宁县工信局", "split", **said)
    said["acts"] = new.pk
    assert "还有岗位" in change(city, "中宁县工信局", "split", **said)
    said |= {f"person-{one.pk}": new.pk for one in people if one}
    answer = city.post(
        address("中宁县工信局"),
        {"do": "preview", "kind": "split", "on": TODAY.isoformat(), "reason": WHY, **said},
    )
    page = html.fromstring(answer.content.decode())
    assert page.xpath("//select[@id='acts']/option[@selected]/@value") == [str(new.pk)]
    assert "中宁县工信局已拆分" in confirm(city, "中宁县工信局", "split", **said)
    clerk = person_named("clerk")
    assert clerk and clerk.office_name == "中宁县商务局"
    own = f"/a/{Application.objects.get().public_id}/procedure/"
    assert at("clerk").get(own).status_code == at("haiyuan").get(own).status_code == 200


@pytest.mark.parametrize("kind", ["rename", "merge"])
def test_change_of_a_day_to_come_is_shown_and_taken_back(city: Client, kind: str) -> None:
    on = TODAY + 40 * DAY
    said = {"name": "中宁县商务局"} if kind == "rename" else {"into": number("海原县工信局")}
    page = change(city, "中宁县工信局", kind, on=on.isoformat(), **said)
    assert "确认，到期生效" in page
    page = confirm(city, "中宁县工信局", kind, on=on.isoformat(), **said)
    told = f"将于 {on.year}年{on.month}月{on.day}日 生效"
    assert told in page and "已登记：中宁县工信局到期" in page and "办理变更" not in page
    own = f"/people/office/{number('中宁县工信局')}/"
    assert told in text(city.get(own)) and told in text(at("zhongning").get(own))
    assert "请写明变更的理由" in text(
        city.post(address("中宁县工信局"), {"do": "take_back", "reason": ""}, follow=True)
    )
    said = {"do": "take_back", "reason": "方案推迟"}
    page = text(city.post(address("中宁县工信局"), said, follow=True))
    assert "已撤回，单位不变" in page and "撤回了原定" in page and told not in page
    assert "没有将要生效的名称" in text(city.post(address("中宁县工信局"), said, follow=True))


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        ("rename", {"name": "海原县工信局"}, "已经有名为“海原县工信局”的单位"),
        ("rename", {"name": "新局", "on": "x"}, "请填写从哪一天起"),
        ("rename", {"name": "新局", "on": "2020-01-01"}, "早于中宁县工信局最近一次登记的变动"),
        ("rename", {"name": "新局", "reason": ""}, "请写明变更的理由"),
        ("merge", {"into": ""}, "请选择并入哪一个单位"),
        ("merge", {"into": "999999"}, "请从列出的单位中选择"),
        ("split", {}, "至少有两个单位承接"),
    ],
)
def test_what_cannot_be_is_said_at_the_form_and_what_was_typed_stays(
    city: Client, kind: str, said: dict[str, str], words: str
) -> None:
    for do in ("preview", "confirm"):
        page = change(city, "中宁县工信局", kind, do, **said)
        assert words in page and "确认，随即生效" not in page
    given = {"do": "preview", "kind": kind, "on": TODAY.isoformat(), "reason": WHY, **said}
    answer = html.fromstring(city.post(address("中宁县工信局"), given).content.decode())
    assert answer.xpath(f"//input[@id='{kind}-reason']/@value")[0] == given["reason"]
    assert office_named("中宁县工信局")


def test_office_merged_into_itself_is_refused(city: Client) -> None:
    page = change(city, "中宁县工信局", "merge", into=number("中宁县工信局"))
    assert "不能承接它自己" in page


def test_unknown_deeds_and_kinds_are_not_there(city: Client) -> None:
    for said in ({"do": "x"}, {}, {"do": "preview", "kind": "x"}, {"do": "preview"}):
        assert city.post(address("中宁县工信局"), said).status_code == 404
    assert city.get("/people/office/999999/change/").status_code == 404
