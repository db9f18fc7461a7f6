"""单位与人员 in the browser's terms: what is shown, made and done, and the secret once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from lxml import html

from jiqun.records.organisations import open_work
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.open_work import OpenWork, WorkKind, register_work
from jiqun.records.organisations.queries import office_named, office_of, person_named, roles_of

Hire, Make = Callable[..., Person], Callable[..., Office]
BACKEND = "jiqun.screens.account.backend.AccountBackend"
SECRET = re.compile("[a-z2-9]{4}(?:-[a-z2-9]{4}){3}")


@pytest.fixture
def county(office: Make) -> Office:
    region = office("自治区工信厅", "region", None, "640000")
    return office(
        "中宁县工信局", "county", office("中卫市工信局", "city", region, "640500"), "640521"
    )


@pytest.fixture
def head(person: Hire, county: Office) -> Client:
    """The county's head at the pages; a clerk is there too."""
    person("clerk", county, "county_clerk")
    client = Client()
    client.force_login(person("head", county), BACKEND)
    return client


def text(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode()).text_content()


def number(username: str) -> int:
    person = person_named(username)
    assert person
    return person.pk


def act(client: Client, username: str, **said: object) -> HttpResponse:
    return client.post(f"/people/person/{number(username)}/act/", said, follow=True)


def test_link_stands_in_the_bar_of_who_manages(head: Client, person: Hire) -> None:
    assert "单位与人员" in text(head.get("/"))
    other = Client()
    other.force_login(person("alone", None, "operator"), BACKEND)
    assert "单位与人员" not in text(other.get("/"))


def test_tree_shows_people_with_state(head: Client) -> None:
    page = text(head.get("/people/"))
    assert "中宁县工信局" in page and "clerk经办人" in page and "已启用 2 个" in page
    assert "中卫市工信局" not in page


def test_tree_shows_those_of_one_state(head: Client) -> None:
    act(head, "clerk", do="reset", reason="来电")
    page = text(head.get("/people/?state=GIVEN"))
    assert "clerk经办人" in page and "head经办人" not in page.partition("单位、姓名")[2]
    assert "已启用 1 个" in page and "未启用 1 个" in page
    assert "clerk经办人" not in text(head.get("/people/?state=LOCKED"))
    assert "head经办人" in text(head.get("/people/?state=nonsense")).partition("单位、姓名")[2]


def test_person_is_made_and_the_secret_is_shown_once(head: Client, county: Office) -> None:
    said = {"do": "person", "full_name": "王芳", "username": "WangFang", "role": "county_clerk"}
    page = text(head.post(f"/people/office/{county.pk}/make/", said))
    (secret,) = SECRET.findall(page)
    assert "王芳" in page and "wangfang" in page and "只显示这一次" in page
    made = person_named("wangfang")
    assert made and made.check_password(secret) and roles_of(made) == {"county_clerk"}
    for address in ("/people/", f"/people/office/{county.pk}/", f"/people/person/{made.pk}/"):
        assert secret not in text(head.get(address))
    assert "未启用" in text(head.get(f"/people/person/{made.pk}/"))


def test_wrong_entry_is_said_and_what_was_typed_stays(head: Client, county: Office) -> None:
    said = {"do": "person", "full_name": "王芳", "username": "clerk", "role": "county_clerk"}
    answer = head.post(f"/people/office/{county.pk}/make/", said)
    assert "用户名“clerk”已经有人使用" in text(answer)
    page = html.fromstring(answer.content.decode())
    assert page.get_element_by_id("full_name").get("value") == "王芳"
    assert page.xpath("//input[@name='role'][@value='county_clerk']/@checked")


def test_office_under_the_own_is_made(head: Client, county: Office) -> None:
    said = {"do": "office", "name": "枸杞运营中心", "level": "operator", "division": ""}
    answer = head.post(f"/people/office/{county.pk}/make/", said, follow=True)
    assert "已新建单位。请为它建立人员。" in text(answer)
    made = office_named("枸杞运营中心")
    assert made and made.parent == county
    again = head.post(f"/people/office/{county.pk}/make/", said)
    assert "已经有名为“枸杞运营中心”的单位" in text(again)
    said |= {"level": "city"}
    assert head.post(f"/people/office/{county.pk}/make/", said).status_code == 404


def test_reset_lock_and_unlock(head: Client) -> None:
    (secret,) = SECRET.findall(text(act(head, "clerk", do="reset", reason="来电")))
    clerk = person_named("clerk")
    assert clerk and clerk.check_password(secret)
    assert "账号已锁定" in text(act(head, "clerk", do="lock", reason="离岗"))
    assert "已锁定" in text(head.get(f"/people/person/{clerk.pk}/"))
    assert "账号已解锁" in text(act(head, "clerk", do="unlock", reason="返岗"))
    assert "请写明理由" in text(act(head, "clerk", do="lock", reason=" "))


def test_head_moves_a_clerk_to_the_operator(head: Client, office: Make, county: Office) -> None:
    operator = office("枸杞运营中心", "operator", county)
    said = {"do": "move", "office": operator.pk, "role": "operator", "reason": "调动"}
    assert "已调动" in text(act(head, "clerk", **said))
    clerk = person_named("clerk")
    assert clerk and office_of(clerk) == operator


def test_move_to_nowhere_is_refused(head: Client, office: Make) -> None:
    other = office("贺兰县工信局", "county", None, "640122")
    for place, words in (
        (other.pk, "不由您管理"),
        ("x", "请选择新的单位"),
        (10**9, "请选择新的单位"),
    ):
        said = {"do": "move", "office": place, "role": "county_clerk", "reason": "调动"}
        assert words in text(act(head, "clerk", **said))


def test_work_is_handed_over_on_the_page(head: Client) -> None:
    held = {"答复一": number("clerk")}

    def move(person: Person, to: Person) -> None:
        held.update({name: to.pk for name, of in held.items() if of == person.pk})

    def open_for(person: Person) -> list[OpenWork]:
        roles = frozenset({"county_head"})
        return [OpenWork(name, roles) for name, of in held.items() if of == person.pk]

    register_work(WorkKind("papers", open_for, move))
    try:
        assert "答复一" in text(head.get(f"/people/person/{number('clerk')}/"))
        assert "请选择接手的同事" in text(act(head, "clerk", do="let_go", reason="退休"))
        said = {"do": "hand_over", "to": number("head"), "reason": "退休"}
        assert "待办工作已交接" in text(act(head, "clerk", **said))
        assert held == {"答复一": number("head")}
        assert "已离岗" in text(act(head, "clerk", do="let_go", reason="退休"))
    finally:
        del open_work._kinds["papers"]
    clerk = person_named("clerk")
    assert clerk and not clerk.is_active and office_of(clerk) is None


def test_name_of_a_stranger_is_told_to_nobody(head: Client, person: Hire) -> None:
    stranger = person("zhuanjia", None, "operator")
    Person.objects.filter(pk=stranger.pk).update(full_name="评审专家甲")
    for deed in ("hand_over", "let_go"):
        page = text(act(head, "clerk", do=deed, to=stranger.pk, reason="交接"))
        assert "请选择接手的同事" in page and "评审专家甲" not in page


def test_who_left_is_taken_on_again_with_the_same_account(head: Client, county: Office) -> None:
    act(head, "clerk", do="let_go", reason="退休")
    page = text(head.get(f"/people/person/{number('clerk')}/"))
    assert "重新任职" in page and "办理离岗" not in page and "已离岗" in text(head.get("/people/"))
    said = {"do": "move", "office": county.pk, "role": "county_clerk", "reason": "返聘"}
    assert "已调动" in text(act(head, "clerk", **said))
    assert "账号已解锁" in text(act(head, "clerk", do="unlock", reason="返聘"))
    clerk = person_named("clerk")
    assert clerk and clerk.is_active and roles_of(clerk) == {"county_clerk"}


def test_roles_are_given_and_ended_on_the_page(person: Hire, office: Make) -> None:
    place, region = office("管理室", "administration"), office("自治区工信厅", "region")
    officer = person("officer", region, "region_officer")
    security = Client()
    security.force_login(person("security", place, "security_admin"), BACKEND)
    assert "已任命" in text(act(security, "officer", do="give_role", role="organiser"))
    assert roles_of(Person.objects.get(pk=officer.pk)) == {"region_officer", "organiser"}
    post = officer.memberships.get(role="organiser").pk
    assert "已结束这个岗位" in text(act(security, "officer", do="take_role", post=post))
    assert "没有这个岗位" in text(act(security, "officer", do="take_role", post="x"))
    assert "请选择要任命的角色" in text(act(security, "officer", do="give_role", role="x"))


def test_nobody_manages_themself_and_unknown_deeds_are_not_there(head: Client) -> None:
    page = text(head.get(f"/people/person/{number('head')}/"))
    assert "由别的单位管理" in page and "锁定账号" not in page
    assert "不能管理自己的账号" in text(act(head, "head", do="lock", reason="x"))
    assert act(head, "clerk", do="delete").status_code == 404


@pytest.mark.parametrize("address", ["office/{}/", "person/{}/"])
def test_numbers_of_nothing_are_not_found(head: Client, address: str) -> None:
    for number_ in (0, 10**9, 10**30):
        assert head.get("/people/" + address.format(number_)).status_code == 404
