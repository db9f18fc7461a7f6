"""The second factor: enrolled with a code, asked at login, each code good once."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.utils import timezone
from lxml import html
from pytest_django.fixtures import Settings

from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.models import Event
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.posts import name_deputy
from jiqun.records.organisations.queries import person_named
from jiqun.records.organisations.roles import Role, in_group

Hire = Callable[..., Person]
ADD, PASSWORD = "/account/factor/add/", "密码-password"
CODE = "/account/factor/login/"
BACKEND = "jiqun.screens.account.backend.AccountBackend"
JSON = {"HTTP_ACCEPT": "application/json"}


def log_in(client: Client) -> str:
    form = {"login": "zhongwei", "password": PASSWORD}
    return client.post("/account/login/", form)["Location"]


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture(autouse=True)
def _middle_of_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands: a code made here is not stale when it is posted."""
    now = time.time() // 30 * 30 + 15
    monkeypatch.setattr(time, "time", lambda: now)


@pytest.fixture
def enrolled(client: Client, person: Hire) -> tuple[Client, str]:
    """A person of a city who enrolled two codes ago, and the secret of their phone."""
    person("zhongwei", role="city")
    with pytest.MonkeyPatch.context() as patch:
        then = time.time() - 60
        patch.setattr(time, "time", lambda: then)
        log_in(client)
        secret = enrol(client)
    return client, secret


def enrol(client: Client) -> str:
    """Add a phone; its secret."""
    secret: str = client.get(ADD).context["form"].secret
    assert client.post(ADD, {"code": code_of(secret)}).status_code == 302
    return secret


def test_code_that_enrolled_is_refused_at_the_login_and_the_next_one_taken(
    client: Client, person: Hire, monkeypatch: pytest.MonkeyPatch
) -> None:
    person("zhongwei", role="city")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    log_in(client)
    secret = enrol(client)
    again = Client()
    log_in(again)
    answer = again.post(CODE, {"code": code_of(secret)})
    assert "刚才已经用过" in answer.content.decode()
    assert again.get("/account/session/").json()["person"] is None
    monkeypatch.setattr(time, "time", lambda: now + 30)
    assert again.post(CODE, {"code": code_of(secret)}).status_code == 302
    assert again.get("/account/session/").json()["person"] == "zhongwei"


def test_square_to_scan_stands_in_the_page_itself(client: Client, person: Hire) -> None:
    person("zhongwei", role="city")
    log_in(client)
    page = client.get(ADD).content.decode()
    drawn = html.fromstring(page).xpath("//*[@role='img'][@aria-label]//*[name()='svg']/*")
    assert [path.get("d", "")[:1] for path in drawn] == ["M"]
    assert "data:" not in page and "style=" not in page


def test_enrolment_is_recorded_and_gives_recovery_codes(enrolled: tuple[Client, str]) -> None:
    client, _ = enrolled
    assert Event.objects.filter(kind="second_factor_added").count() == 1
    assert len(client.get("/account/factor/codes/").context["unused_codes"]) == 10


def test_secret_is_not_readable_in_the_database(enrolled: tuple[Client, str]) -> None:
    _, secret = enrolled
    for row in Authenticator.objects.all():
        assert secret not in str(row.data)
    assert Authenticator.objects.count() == 2


def test_login_asks_for_the_code_and_takes_each_once(enrolled: tuple[Client, str]) -> None:
    _, secret = enrolled
    code = code_of(secret)
    for status in (302, 200):
        client = Client()
        assert log_in(client) == "/account/factor/login/"
        assert client.get("/account/session/").json()["person"] is None
        assert client.post("/account/factor/login/", {"code": code}).status_code == status
    assert client.get("/account/session/").json()["person"] is None


def test_script_at_the_code_is_told_in_data(enrolled: tuple[Client, str]) -> None:
    _, secret = enrolled
    client = Client()
    log_in(client)
    answer = client.post(CODE, {"code": "000000"}, **JSON)
    assert answer.status_code == 400
    assert "验证码不对" in answer.json()["form"]["fields"]["code"]["errors"][0]
    answer = client.post(CODE, {"code": code_of(secret)}, **JSON)
    assert (answer.status_code, answer.json()["location"]) == (200, "/")


def test_wrong_code_is_recorded_as_of_who_knew_the_password(enrolled: tuple[Client, str]) -> None:
    client = Client()
    log_in(client)
    client.post(CODE, {"code": "000000"})
    event = Event.objects.filter(kind="login_failed").get()
    person = Person.objects.get()
    assert (event.subject, event.person_id) == (f"person:{person.pk}", None)
    assert '"factor":true' in event.details


def test_fifth_wrong_code_is_the_last_for_now_from_wherever_it_comes(
    enrolled: tuple[Client, str],
) -> None:
    _, secret = enrolled
    for number in range(5):
        client = Client(REMOTE_ADDR=f"10.0.0.{number}")
        log_in(client)
        assert "验证码不对" in client.post(CODE, {"code": "000000"}).content.decode()
    answer = client.post(CODE, {"code": code_of(secret)})
    assert "15 分钟后再试" in answer.content.decode()
    assert client.get("/account/session/").json()["person"] is None


def test_right_code_makes_wrong_ones_forgotten(enrolled: tuple[Client, str]) -> None:
    at_desk, _ = enrolled
    for code in at_desk.get("/account/factor/codes/").context["unused_codes"][:2]:
        client = Client()
        log_in(client)
        for _ in range(4):
            client.post(CODE, {"code": "000000"})
        assert client.post(CODE, {"code": code}).status_code == 302


def test_change_long_after_the_login_asks_for_the_password_again(
    client: Client, person: Hire, monkeypatch: pytest.MonkeyPatch
) -> None:
    person("zhongwei", role="city")
    log_in(client)
    now = time.time()
    assert client.get(ADD).status_code == 200
    monkeypatch.setattr(time, "time", lambda: now + 1000)
    assert client.get(ADD)["Location"].startswith("/account/again/")
    client.post("/account/again/", {"password": PASSWORD})
    assert client.get(ADD).status_code == 200


def test_wrong_code_at_enrolment_says_what_to_do(client: Client, person: Hire) -> None:
    person("zhongwei", role="city")
    log_in(client)
    client.get(ADD)
    answer = client.post(ADD, {"code": "000000"})
    assert "验证码不对" in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_role_that_needs_it_reaches_only_its_account_without(
    client: Client, person: Hire, settings: Settings
) -> None:
    settings.SECOND_FACTOR_ROLES = sorted(in_group("city"))
    person("zhongwei", role="city")
    log_in(client)
    assert client.get("/")["Location"] == ADD
    answer = client.get("/", HTTP_ACCEPT="application/json")
    assert (answer.status_code, answer.json()) == (401, {"login": ADD})
    assert client.get(ADD).status_code == 200


def test_role_that_needs_it_passes_once_enrolled(
    enrolled: tuple[Client, str], settings: Settings
) -> None:
    client, _ = enrolled
    settings.SECOND_FACTOR_ROLES = sorted(in_group("city"))
    assert client.get("/").headers.get("Location") != ADD


def test_role_that_does_not_need_it_passes(
    client: Client, person: Hire, settings: Settings
) -> None:
    settings.SECOND_FACTOR_ROLES = sorted(in_group("region"))
    person("zhongwei", role="city")
    log_in(client)
    assert client.get("/").headers.get("Location") != ADD


def test_removing_and_new_codes_are_recorded(enrolled: tuple[Client, str]) -> None:
    client, _ = enrolled
    client.post("/account/factor/codes/new/")
    client.post("/account/factor/remove/")
    kinds = list(Event.objects.values_list("kind", flat=True))[-2:]
    assert kinds == ["recovery_codes_made", "second_factor_removed"]
    assert not Authenticator.objects.exists()


def test_role_without_its_factor_reaches_only_the_page_of_it(
    client: Client, person: Hire, settings: Settings
) -> None:
    settings.SECOND_FACTOR_ROLES = sorted(in_group("city"))
    person("zhongwei", role="city")
    log_in(client)
    for address in (
        "/",
        "/people/",
        "/account/contact/",
        "/account/sessions/",
        "/account/password/",
    ):
        assert client.get(address)["Location"] == ADD
    assert client.get(ADD).status_code == 200
    assert client.post("/account/logout/").status_code == 302


def test_deputy_needs_it_for_the_role_in_the_other_office(
    person: Hire, office: Callable[..., Office], settings: Settings
) -> None:
    settings.SECOND_FACTOR_ROLES = ["county_head"]
    city = office("中卫市工信局", "city", None, "640500")
    county, other = (office(f"{name}县工信局", "county", city) for name in ("中宁", "海原"))
    helper = person("haiyuan", other, "county_clerk")

    def reached() -> str:
        client = Client()
        client.force_login(person_named("haiyuan"), BACKEND)
        return str(client.get("/").headers.get("Location", "/"))

    assert reached() == "/"
    until = timezone.localdate() + timedelta(days=5)
    name_deputy(helper, county, Role.COUNTY_HEAD, city, until, SYSTEM)
    assert reached() == ADD
