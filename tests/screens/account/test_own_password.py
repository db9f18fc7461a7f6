"""The first login: with a one-time secret to the page of the password, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from jiqun.records.journal.models import Event
from jiqun.records.organisations.account_states import lock_account, reset_account
from jiqun.records.organisations.models import Office, OneTimeSecret, Person

Hire = Callable[..., Person]
OWN, FIRST = "枸杞又红了这一年-2026", "/account/password/first/"


@pytest.fixture
def secret(person: Hire, office: Callable[..., Office]) -> str:
    """The one-time secret of a clerk, given by the head."""
    county = office("中宁县工信局", "county", None, "640521")
    head, clerk = person("head", county), person("clerk", county, "county_clerk")
    return reset_account(clerk, head, "第一次登录", lost_factor=False).secret


def log_in(client: Client, password: str) -> str:
    answer = client.post("/account/login/", {"login": "clerk", "password": password})
    return answer.headers.get("Location", answer.content.decode())


def choose(client: Client, password: str) -> str:
    answer = client.post(FIRST, {"password1": password, "password2": password})
    return answer.headers.get("Location", answer.content.decode())


def test_secret_leads_to_the_page_of_the_password_alone(client: Client, secret: str) -> None:
    log_in(client, secret)
    for address in ("/", "/people/", "/account/factor/", "/account/password/", "/help/"):
        assert client.get(address)["Location"] == FIRST
    answer = client.get("/", HTTP_ACCEPT="application/json")
    assert (answer.status_code, answer.json()) == (401, {"login": FIRST})
    assert "一次性密码随即作废" in client.get(FIRST).content.decode()
    assert client.get("/account/session/").json()["person"] == "clerk"


def test_own_password_lets_in_and_the_secret_no_more(client: Client, secret: str) -> None:
    log_in(client, secret)
    assert choose(client, OWN) == "/"
    assert client.get("/").status_code == 200
    assert "用户名或密码不对" in log_in(Client(), secret)
    assert log_in(Client(), OWN) == "/"
    kinds = list(Event.objects.order_by("id").values_list("kind", flat=True))[-5:]
    assert kinds[1:3] == ["secret_used", "password_changed"]
    # Who has one is sent to the page where the old one is asked for.
    assert client.get(FIRST)["Location"] == "/account/password/"


def test_secret_is_good_again_until_a_password_is_set(client: Client, secret: str) -> None:
    log_in(client, secret)
    again = Client()
    log_in(again, secret)
    assert choose(again, OWN) == "/"
    # The login of before ended by it.
    assert client.get("/")["Location"].startswith("/account/login/")


def test_expired_secret_is_refused_at_the_login(client: Client, secret: str) -> None:
    then = timezone.now() - timedelta(days=8)
    OneTimeSecret.objects.update(given_at=then, expires_at=then + timedelta(days=7))
    assert "一次性密码已经过期" in log_in(client, secret)
    assert "用户名或密码不对" in log_in(Client(), "wrong-password-1")
    assert client.get("/account/session/").json()["person"] is None


def test_secret_that_expires_on_the_page_sets_no_password(client: Client, secret: str) -> None:
    log_in(client, secret)
    then = timezone.now() - timedelta(days=8)
    OneTimeSecret.objects.update(given_at=then, expires_at=then + timedelta(days=7))
    assert "已经过期" in choose(client, OWN)
    assert client.get("/")["Location"] == FIRST


@pytest.mark.parametrize(
    ("password", "words"),
    [("短", "少于 12 个字符"), ("123456789012", "数字"), ("", "必填|This field|不能为空")],
)
def test_bad_password_is_refused_with_the_reason(
    client: Client, secret: str, password: str, words: str
) -> None:
    log_in(client, secret)
    said = choose(client, password)
    assert any(word in said for word in words.split("|"))
    assert client.get("/")["Location"] == FIRST


def test_secret_itself_is_no_password(client: Client, secret: str) -> None:
    log_in(client, secret)
    assert "和现在的密码相同" in choose(client, secret)


def test_reset_ends_the_sessions_of_before_and_so_does_a_lock(
    client: Client, secret: str, settings: Settings
) -> None:
    log_in(client, secret)
    choose(client, OWN)
    clerk, head = (Person.objects.get(username=name) for name in ("clerk", "head"))
    reset_account(clerk, head, "密码泄露", lost_factor=False)
    assert client.get("/")["Location"].startswith("/account/login/")
    clerk.refresh_from_db()
    other = Client()
    other.force_login(clerk, settings.AUTHENTICATION_BACKENDS[1])
    assert other.get("/").status_code == 200
    lock_account(clerk, head, "离岗")
    assert other.get("/")["Location"].startswith("/account/login/")


def test_reset_lets_in_who_was_locked_out_for_wrong_passwords(client: Client, secret: str) -> None:
    for _ in range(5):
        log_in(client, "wrong-password-1")
    assert "暂时不能登录" in log_in(client, secret)
    clerk, head = (Person.objects.get(username=name) for name in ("clerk", "head"))
    new = reset_account(clerk, head, "忘记密码", lost_factor=False).secret
    assert log_in(client, new) == "/"
    assert client.get("/")["Location"] == FIRST


def test_second_factor_is_asked_for_after_the_password(
    client: Client, secret: str, settings: Settings
) -> None:
    settings.SECOND_FACTOR_ROLES = ["county_clerk"]
    log_in(client, secret)
    assert client.get("/")["Location"] == FIRST
    choose(client, OWN)
    assert client.get("/")["Location"] == "/account/factor/add/"


@pytest.fixture
def strict(settings: Settings) -> None:
    """The profile mlps, as settings.py makes it."""
    settings.PASSWORD_DAYS = 90
    more = ("ComplexityValidator", "HistoryValidator")
    settings.AUTH_PASSWORD_VALIDATORS = [
        *settings.AUTH_PASSWORD_VALIDATORS,
        *({"NAME": f"jiqun.screens.account.passwords.{name}"} for name in more),
    ]


@pytest.mark.parametrize(
    ("password", "refused"),
    [
        ("abcdefghijkm", True),
        ("abcdefghijk-", True),
        ("枸杞又红了这一年又一年了", True),
        ("枸杞又红了这一年又一年2", True),
        ("abcdefghij-2", False),
        ("Abcdefghijk2", False),
        ("枸杞又红了这一年又一a2", False),
    ],
)
def test_strict_profile_wants_three_sorts_of_characters(
    client: Client, secret: str, strict: None, password: str, refused: bool
) -> None:
    log_in(client, secret)
    assert ("字符种类太少" in choose(client, password)) == refused


def test_strict_profile_takes_none_of_the_last_five(
    client: Client, secret: str, strict: None
) -> None:
    log_in(client, secret)
    assert choose(client, "Kashi-2026-wang") == "/"
    form = {"oldpassword": "Kashi-2026-wang", "password1": "Kashi-2026-wang"}
    form["password2"] = form["password1"]
    assert "最近用过" in client.post("/account/password/", form).content.decode()
    # What the clerk had before the reset is one of them too.
    form |= {"password1": "密码-password", "password2": "密码-password"}
    assert "最近用过" in client.post("/account/password/", form).content.decode()
    form |= {"password1": "Kashi-2027-wang", "password2": "Kashi-2027-wang"}
    assert client.post("/account/password/", form)["Location"] == "/account/"


@pytest.mark.parametrize(("days", "expired"), [(89, False), (91, True)])
def test_strict_profile_asks_for_a_new_password_after_ninety_days(
    client: Client, person: Hire, strict: None, days: int, expired: bool
) -> None:
    clerk = person("clerk")
    clerk.past_passwords.update(set_at=timezone.now() - timedelta(days=days))
    log_in(client, "密码-password")
    assert (client.get("/").status_code == 302) == expired
    if expired:
        assert client.get("/")["Location"] == FIRST
        page = client.get(FIRST).content.decode()
        assert "已经用了 90 天" in page and "一次性密码随即作废" not in page
        assert choose(client, "Kashi-2027-wang") == "/"
        assert client.get("/").status_code == 200


def test_plain_profile_lets_a_password_last(client: Client, person: Hire) -> None:
    clerk = person("clerk")
    clerk.past_passwords.update(set_at=timezone.now() - timedelta(days=4000))
    log_in(client, "密码-password")
    assert client.get("/").status_code == 200
