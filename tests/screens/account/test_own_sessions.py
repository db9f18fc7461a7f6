"""Where one is logged in: listed, and ended by oneself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from lxml import html

from jiqun.records.journal.models import Event
from jiqun.records.organisations.models import Person

Hire = Callable[..., Person]
PAGE, PASSWORD = "/account/sessions/", "密码-password"
EDGE = "Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1"


def come(name: str = "zhongning", told: str = EDGE, address: str = "10.0.0.1") -> Client:
    client = Client(HTTP_USER_AGENT=told, REMOTE_ADDR=address)
    client.post("/account/login/", {"login": name, "password": PASSWORD})
    client.get("/account/session/")
    return client


def who(client: Client) -> object:
    return client.get("/account/session/").json()["person"]


@pytest.fixture
def two(person: Hire) -> tuple[Client, Client]:
    """The same person at a computer and at a phone; somebody else is there too."""
    person("zhongning")
    person("haiyuan")
    come("haiyuan", address="10.9.9.9")
    return come(), come(told=PHONE, address="10.0.0.2")


def test_own_sessions_are_listed_and_nobody_elses(two: tuple[Client, Client]) -> None:
    here, _ = two
    words = html.fromstring(here.get(PAGE).content.decode()).text_content()
    assert "电脑，Edge" in words and "10.0.0.1" in words and "就是这里" in words
    assert "手机或平板，Safari" in words and "10.0.0.2" in words
    assert "10.9.9.9" not in words
    key = here.session.session_key
    assert key and key not in here.get(PAGE).content.decode()


def test_one_is_ended_and_the_others_go_on(two: tuple[Client, Client]) -> None:
    here, there = two
    third = come(address="10.0.0.3")
    page = html.fromstring(here.get(PAGE).content.decode())
    row = next(row for row in page.xpath("//tr") if "10.0.0.2" in row.text_content())
    (session,) = row.xpath(".//button/@value")
    here.post(PAGE, {"session": session})
    assert [who(one) for one in (here, there, third)] == ["zhongning", None, "zhongning"]
    event = Event.objects.get(kind="sessions_ended")
    assert event.details == '{"addresses":["10.0.0.2"]}'
    assert "已经结束" in here.post(PAGE, {"session": session}, follow=True).content.decode()


def test_all_but_this_one_are_ended(two: tuple[Client, Client]) -> None:
    here, there = two
    third = come()
    here.post(PAGE, {"session": "others"})
    assert [who(one) for one in (here, there, third)] == ["zhongning", None, None]


def test_somebody_elses_session_is_not_ended(two: tuple[Client, Client]) -> None:
    here, _ = two
    stranger = come("haiyuan")
    page = html.fromstring(here.get(PAGE).content.decode())
    for value in page.xpath("//button/@value"):
        stranger.post(PAGE, {"session": value})
    assert who(here) == "zhongning"


def test_sessions_of_before_a_new_password_are_not_listed(two: tuple[Client, Client]) -> None:
    here, _ = two
    new = "另一个-password-77"
    here.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    words = html.fromstring(here.get(PAGE).content.decode()).text_content()
    assert "10.0.0.1" in words and "10.0.0.2" not in words
