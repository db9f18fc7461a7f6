"""What a person may do was changed, or nobody is to log in as them: all their sessions end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.queries import office_named, person_named

pytestmark = pytest.mark.django_db
Hire, Make = Callable[..., Person], Callable[..., Office]
BACKEND = "jiqun.screens.account.backend.AccountBackend"
LOGIN = "/account/login/"


@pytest.fixture
def people(office: Make, person: Hire) -> None:
    city = office("中卫市工信局", "city", office("自治区工信厅", "region"), "640500")
    county = office("中宁县工信局", "county", city, "640521")
    office("枸杞运营中心", "operator", county)
    person("clerk", county, "county_clerk")
    person("other", county, "county_clerk")
    person("head", county, "county_head")
    person("security", office("管理室", "administration"), "security_admin")


def at(username: str) -> Client:
    """A client of a person, logged in and at home."""
    client, person = Client(), person_named(username)
    client.force_login(person, BACKEND)
    assert client.get("/").status_code == 200
    return client


def is_out(client: Client) -> bool:
    answer = client.get("/")
    return answer.status_code == 302 and answer["Location"].startswith(LOGIN)


def act(by: str, **said: object) -> None:
    clerk = person_named("clerk")
    assert clerk
    at(by).post(f"/people/person/{clerk.pk}/act/", said)


def post(role: str) -> int:
    clerk = person_named("clerk")
    assert clerk
    return clerk.memberships.get(role=role, until=None).pk


def deeds(deed: str) -> None:
    operator = office_named("枸杞运营中心")
    assert operator
    if deed == "grant":
        act("security", do="give_role", role="county_head")
    if deed == "take":
        act("security", do="take_role", post=post("county_clerk"))
    if deed == "move":
        act("head", do="move", office=operator.pk, role="operator", reason="调动")
    if deed == "lock":
        act("head", do="lock", reason="离岗")
    if deed == "leave":
        act("head", do="let_go", reason="退休")


@pytest.mark.parametrize("deed", ["grant", "take", "move", "lock", "leave"])
def test_all_sessions_end_with_what_a_person_is(people: None, deed: str) -> None:
    here, elsewhere, others = at("clerk"), at("clerk"), at("other")
    deeds(deed)
    assert is_out(here) and is_out(elsewhere)
    assert not is_out(others)


@pytest.mark.parametrize("deed", ["grant", "take", "move"])
def test_who_was_changed_logs_in_again(people: None, deed: str) -> None:
    deeds(deed)
    assert not is_out(at("clerk"))


def test_session_of_before_a_lock_stays_ended_after_it(people: None) -> None:
    before = at("clerk")
    deeds("lock")
    act("head", do="unlock", reason="返岗")  # nobody asked meanwhile
    assert is_out(before)
    assert not is_out(at("clerk"))


def test_role_that_is_taken_and_given_back_brings_no_session_back(people: None) -> None:
    deeds("grant")
    before = at("clerk")
    act("security", do="take_role", post=post("county_head"))
    deeds("grant")
    assert is_out(before)


def test_deed_that_is_refused_ends_nobodys_session(people: None) -> None:
    before = at("clerk")
    act("head", do="lock", reason=" ")
    act("head", do="give_role", role="county_head")
    assert not is_out(before)


def test_ended_sessions_are_not_listed(people: None) -> None:
    at("clerk")
    deeds("grant")
    assert at("clerk").get("/account/sessions/").content.decode().count('name="session"') == 0
