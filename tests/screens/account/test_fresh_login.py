"""A fresh login before what weighs much: asked for after a while, and what was sent goes on."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.test import Client

from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.models import Person

Hire = Callable[..., Person]
CONTACT, AGAIN, PASSWORD = "/account/contact/", "/account/again/", "密码-password"
SENT = {"phone": "13995001234", "email": "wang@example.com"}


@pytest.fixture
def clerk(client: Client, person: Hire) -> Person:
    made = person("zhongning")
    client.post("/account/login/", {"login": "zhongning", "password": PASSWORD})
    client.get("/account/session/")
    return made


def let_pass(client: Client, minutes: int) -> None:
    """Let the login be a while ago; somebody was there all the time."""
    session = client.session
    session["began"] = int(time.time()) - minutes * 60
    session.save()


def test_login_of_now_is_fresh(client: Client, clerk: Person) -> None:
    assert client.post(CONTACT, SENT)["Location"] == CONTACT
    clerk.refresh_from_db()
    assert (clerk.phone, clerk.email) == (SENT["phone"], SENT["email"])
    event = events_of(f"person:{clerk.pk}").last()
    assert event and event.kind == "contact_changed"
    assert details_of(event) == {"changed": ["phone", "email"]}


def test_login_of_twenty_minutes_ago_gives_the_password_and_what_was_sent_goes_on(
    client: Client, clerk: Person
) -> None:
    let_pass(client, 20)
    assert client.get(CONTACT).status_code == 200
    answer = client.post(CONTACT, SENT)
    assert unquote(answer["Location"]) == f"{AGAIN}?next={CONTACT}"
    page = client.get(answer["Location"]).content.decode()
    assert "请再次确认是您本人" in page and "不会丢" in page
    clerk.refresh_from_db()
    assert clerk.phone == ""
    wrong = client.post(AGAIN, {"password": "wrong-password", "next": CONTACT})
    assert "密码不对。请再输入一次。" in wrong.content.decode()
    assert client.post(AGAIN, {"password": PASSWORD, "next": CONTACT}).status_code == 302
    clerk.refresh_from_db()
    assert (clerk.phone, clerk.email) == (SENT["phone"], SENT["email"])
    # And now it is fresh for a while.
    assert client.post(CONTACT, {"phone": "", "email": ""})["Location"] == CONTACT


@pytest.mark.parametrize("page", ["/account/factor/add/", "/account/factor/codes/new/"])
def test_factor_is_changed_only_by_a_fresh_login(client: Client, clerk: Person, page: str) -> None:
    assert client.get(page).status_code in (200, 404)
    let_pass(client, 20)
    assert client.get(page)["Location"].startswith(AGAIN)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"phone": "打电话", "email": ""}, "手机号码只写数字"),
        ({"phone": "", "email": "wang"}, "邮箱的写法不对"),
    ],
)
def test_what_is_no_phone_or_mail_is_refused_and_stays_typed(
    client: Client, clerk: Person, sent: dict[str, str], words: str
) -> None:
    page = client.post(CONTACT, sent).content.decode()
    assert words in page and all(text in page for text in sent.values())
    clerk.refresh_from_db()
    assert (clerk.phone, clerk.email) == ("", "")


def test_nothing_changed_is_no_event(client: Client, clerk: Person) -> None:
    before = events_of(f"person:{clerk.pk}").count()
    client.post(CONTACT, {"phone": "", "email": ""})
    assert events_of(f"person:{clerk.pk}").count() == before
