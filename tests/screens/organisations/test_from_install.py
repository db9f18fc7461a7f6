"""From the first administrator to the first head of a county, by pages alone; and what a role that
ended opens no more."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.posts import end_role
from jiqun.records.organisations.queries import office_named, person_named, roles_of
from jiqun.site.setup.first_admin import PASSWORD, make_first_admin

SECRET = re.compile("[a-z2-9]{4}(?:-[a-z2-9]{4}){3}")
REGION, OWN = "宁夏回族自治区工业和信息化厅", "枸杞又红了这一年-2026"


def come(name: str, password: str) -> Client:
    client = Client()
    client.post("/account/login/", {"login": name, "password": password})
    if client.get("/").headers.get("Location") == "/account/password/first/":
        new = {"password1": OWN, "password2": OWN}
        assert client.post("/account/password/first/", new)["Location"] == "/"
    return client


def hire(client: Client, office: str, name: str, role: str) -> Client:
    """Make a person at a page; who then comes with the secret."""
    place = office_named(office)
    assert place
    said = {"do": "person", "full_name": name, "username": name, "role": role}
    answer = client.post(f"/people/office/{place.pk}/make/", said).content.decode()
    (secret,) = SECRET.findall(answer)
    return come(name, secret)


def make(client: Client, above: str, name: str, level: str, division: str) -> None:
    place = office_named(above)
    assert place
    said = {"do": "office", "name": name, "level": level, "division": division}
    assert client.post(f"/people/office/{place.pk}/make/", said).status_code == 302


def test_first_administrator_leads_to_a_clerk_of_a_county_without_a_shell(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD, OWN)
    make_first_admin(["--office", REGION, "--username", "admin", "--name", "赵伟"])
    admin = come("admin", OWN)
    security = hire(admin, REGION, "anquan", "security_admin")
    region = hire(admin, REGION, "region", "region_head")
    make(region, REGION, "中卫市工信局", "city", "640500")
    city = hire(region, "中卫市工信局", "zhongwei", "city_head")
    make(city, "中卫市工信局", "中宁县工信局", "county", "640521")
    county = hire(city, "中宁县工信局", "zhongning", "county_head")
    clerk = hire(county, "中宁县工信局", "tianbao", "county_clerk")
    assert clerk.get("/").status_code == 200 and clerk.get("/people/").status_code == 404
    # Roles of who is there are the security administrator's to give.
    person = person_named("region")
    assert person
    said = {"do": "give_role", "role": "organiser"}
    for client, found in ((admin, False), (security, True)):
        client.post(f"/people/person/{person.pk}/act/", said)
        assert ("organiser" in roles_of(Person.objects.get(pk=person.pk))) == found


def test_role_that_ended_opens_nothing_with_the_next_request(
    office: Callable[..., Office], person: Callable[..., Person]
) -> None:
    county = office("中宁县工信局", "county", None, "640521")
    head = person("head", county)
    person("clerk", county, "county_clerk")
    client = come("head", "密码-password")
    assert client.get("/people/").status_code == 200
    end_role(head.posts[0], SYSTEM)
    assert client.get("/people/")["Location"].startswith("/account/login/")
    client = come("head", "密码-password")
    assert client.get("/people/").status_code == 404
    said = {"do": "person", "full_name": "王芳", "username": "wangfang", "role": "county_clerk"}
    answer = client.post(f"/people/office/{county.pk}/make/", said)
    assert answer.status_code == 404 and person_named("wangfang") is None
