"""Login, lockout, logout: who may in, and what is written down about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client

from jiqun.records.journal.models import Event
from jiqun.records.organisations.models import Person

Hire = Callable[..., Person]
PASSWORD = "密码-password"
LOGIN = "/account/login/"
JSON = {"HTTP_ACCEPT": "application/json"}


def log_in(client: Client, name: str = "zhongning", password: str = PASSWORD) -> int:
    return client.post(LOGIN, {"login": name, "password": password}).status_code


def kinds() -> list[str]:
    before = ("office_created", "person_created", "role_granted")
    return list(Event.objects.exclude(kind__in=before).values_list("kind", flat=True))


def test_page_without_login_is_sent_to_the_login(client: Client, db: None) -> None:
    answer = client.get("/account/password/")
    assert answer.status_code == 302
    assert answer["Location"] == "/account/login/?next=/account/password/"


@pytest.mark.parametrize(
    "told",
    [
        {"HTTP_ACCEPT": "application/json"},
        {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
        {"CONTENT_TYPE": "application/json"},
    ],
)
def test_script_without_login_is_told_where_it_is(
    client: Client, db: None, told: dict[str, str]
) -> None:
    answer = client.get("/account/password/", **told)
    assert answer.status_code == 401
    assert answer.json() == {"login": LOGIN}


def test_right_password_opens_a_new_session_and_is_recorded(client: Client, person: Hire) -> None:
    clerk = person("zhongning")
    client.get(LOGIN)
    assert log_in(client) == 302
    assert client.get("/account/session/").json()["person"] == "zhongning"
    assert kinds() == ["logged_in"]
    event = Event.objects.get(kind="logged_in")
    assert (event.person_id, event.details) == (clerk.pk, '{"address":"127.0.0.1"}')


def test_login_with_han_password_of_64_characters_works(client: Client, person: Hire) -> None:
    clerk = person("zhongning")
    clerk.set_password("枸杞" * 32)
    clerk.save()
    assert log_in(client, password="枸杞" * 32) == 302


def test_wrong_password_says_so_and_is_recorded(client: Client, person: Hire) -> None:
    clerk = person("zhongning")
    answer = client.post(LOGIN, {"login": "zhongning", "password": "wrong"})
    assert "用户名或密码不对" in answer.content.decode()
    event = Event.objects.get(kind="login_failed")
    assert event.subject == f"person:{clerk.pk}"


def test_name_nobody_bears_is_not_written_down(client: Client, db: None) -> None:
    log_in(client, "my-secret-typed-in-the-wrong-place")
    event = Event.objects.get(kind="login_failed")
    assert event.subject == "person:unknown"
    assert not Event.objects.filter(details__contains="my-secret").exists()


def test_fifth_failure_locks_this_account_from_this_place_only(person: Hire) -> None:
    person("zhongning")
    person("zhongwei", role="city")
    attacker = Client(REMOTE_ADDR="10.0.0.9")
    for _ in range(4):
        assert log_in(attacker, password="wrong") == 200
    assert log_in(attacker, password="wrong") == 429
    answer = attacker.post(LOGIN, {"login": "zhongning", "password": PASSWORD})
    assert answer.status_code == 429
    assert "15 分钟" in answer.content.decode()
    assert answer["Retry-After"] == "900"
    assert log_in(attacker, "zhongwei") == 302
    assert log_in(Client(REMOTE_ADDR="10.0.0.1")) == 302


def test_office_behind_one_address_logs_in_at_nine(person: Hire) -> None:
    clerks = [f"clerk-{number}" for number in range(40)]
    for name in clerks:
        person(name)
    assert {log_in(Client(), name) for name in clerks} == {302}


SPELLINGS = [
    "zhongning",
    "ZhongNing",
    " zhongning",
    "ｚｈｏｎｇｎｉｎｇ",
    "zhong\u200bning",
    "ZHONG NING\t",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_name_is_one_however_it_is_spelled(person: Hire, spelling: str) -> None:
    person("zhongning")
    assert log_in(Client(), spelling) == 302


def test_lockout_is_not_got_round_by_a_spelling(person: Hire) -> None:
    person("zhongning")
    attacker = Client()
    assert [log_in(attacker, name, "wrong") for name in SPELLINGS] == [200] * 4 + [429] * 2
    assert log_in(attacker, "zhongning") == 429


def test_who_tries_on_does_not_keep_the_owner_out_for_longer(person: Hire) -> None:
    person("zhongning")
    for _ in range(5):
        log_in(Client(), password="wrong")
    _minutes_pass(14)
    assert log_in(Client(), password="wrong") == 429
    _minutes_pass(2)
    assert log_in(Client()) == 302


def _minutes_pass(minutes: int) -> None:
    earlier = F("attempt_time") - timedelta(minutes=minutes)
    AccessAttempt.objects.update(attempt_time=earlier)


def test_lockout_is_not_got_round_by_a_header(person: Hire) -> None:
    person("zhongning")
    for number in range(6):
        attacker = Client(REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=f"10.1.0.{number}")
        status = log_in(attacker, password="wrong")
    assert status == 429


def test_lockout_tells_a_script_in_json(person: Hire) -> None:
    person("zhongning")
    client = Client()
    for _ in range(5):
        answer = client.post(LOGIN, {"login": "zhongning", "password": "wrong"}, **JSON)
    assert answer.status_code == 429
    assert "分钟后再试" in answer.json()["error"]


def test_logout_ends_the_session_on_the_server(client: Client, person: Hire) -> None:
    person("zhongning")
    log_in(client)
    cookie = client.cookies["jiqun"].value
    client.post("/account/logout/")
    replay = Client()
    replay.cookies["jiqun"] = cookie
    assert replay.get("/account/session/").json()["person"] is None
    assert kinds() == ["logged_in", "logged_out"]


def test_logout_by_following_an_address_asks_first(client: Client, person: Hire) -> None:
    person("zhongning")
    log_in(client)
    assert "退出登录" in client.get("/account/logout/").content.decode()
    assert client.get("/account/session/").json()["person"] == "zhongning"


def test_next_page_of_another_site_is_not_followed(client: Client, person: Hire) -> None:
    person("zhongning")
    form = {"login": "zhongning", "password": PASSWORD, "next": "https://example.com/"}
    assert client.post(LOGIN, form)["Location"] == "/"


@pytest.mark.parametrize("address", ["signup/", "password/reset/", "email/", "login/code/"])
def test_nobody_makes_their_own_account(client: Client, db: None, address: str) -> None:
    assert client.get(f"/account/{address}").status_code == 404


def test_changing_the_password_ends_other_sessions_and_is_recorded(
    client: Client, person: Hire
) -> None:
    person("zhongning")
    other = Client()
    for each in (client, other):
        log_in(each)
    new = "枸杞红了-2026-wolfberry"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/account/password/", form).status_code == 302
    assert client.get("/account/session/").json()["person"] == "zhongning"
    assert other.get("/account/session/").json()["person"] is None
    assert kinds()[-1] == "password_changed"


_SHORT, _COMMON, _DIGITS, _OWN = "少于 12 个字符", "太常见", "只包含数字", "太相似"


@pytest.mark.parametrize(
    ("new", "trouble"),
    [
        ("", "必填"),
        ("xk7-Qz", _SHORT),
        ("太短", _SHORT),
        ("枸杞红了枸杞红了枸杞红", _SHORT),  # 11 characters
        ("vW3-枸杞-pq8x", _SHORT),
        ("password1234", _COMMON),
        ("qwertyuiop12", _COMMON),
        ("719305826414", _DIGITS),
        ("zhongning123", _OWN),
        ("zhongning经办人", _OWN),
        ("枸杞红了枸杞红了枸杞红了", ""),  # 12
        ("vW3-枸杞-pq8xy", ""),
        ("枸杞" * 32, ""),  # 64
        ("𠮷野家の二〇二六年枸杞产业", ""),
    ],
)
def test_new_password_is_taken_from_twelve_characters_on_unless_it_is_easily_guessed(
    client: Client, person: Hire, new: str, trouble: str
) -> None:
    person("zhongning")
    log_in(client)
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    answer = client.post("/account/password/", form)
    assert trouble in answer.content.decode()
    assert (answer.status_code, "password_changed" in kinds()) == (
        (200, False) if trouble else (302, True)
    )
    assert log_in(Client(), password=new or "x") == (200 if trouble else 302)


def test_password_counts_to_its_last_character_as_it_was_typed(
    client: Client, person: Hire
) -> None:
    clerk = person("zhongning")
    clerk.set_password(" 枸杞" * 30 + " Ａ")
    clerk.save()
    for near in (" 枸杞" * 30, " 枸杞" * 30 + " A", ("枸杞 " * 30).strip() + " Ａ"):
        assert log_in(Client(), password=near) == 200
    assert log_in(Client(), password=" 枸杞" * 30 + " Ａ") == 302


def test_change_without_token_is_refused(person: Hire) -> None:
    person("zhongning")
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(LOGIN, {"login": "zhongning", "password": PASSWORD})
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()


def test_session_gives_the_token_a_page_needs_after_a_new_login(person: Hire) -> None:
    person("zhongning")
    strict = Client(enforce_csrf_checks=True)
    token = strict.get("/account/session/").json()["token"]
    form = {"login": "zhongning", "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert strict.post(LOGIN, form).status_code == 302
