"""Sessions end on the server: after half an hour without anybody, and after eight hours at most."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.test import Client

from jiqun.records.journal.models import Event
from jiqun.records.organisations.models import Person
from jiqun.screens.account import middleware

HOUR = 3600


class Clock:
    """A clock that the test sets on."""

    now = 1_800_000_000.0

    def on(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time", lambda: clock.now)
    return clock


@pytest.fixture
def desk(client: Client, person: Callable[..., Person], clock: Clock) -> Client:
    """A person who is logged in and has opened a page."""
    client.force_login(person("zhongning"), "jiqun.screens.account.backend.AccountBackend")
    assert is_in(client)
    return client


def is_in(client: Client, **told: str) -> bool:
    return client.get("/account/session/", **told).json()["person"] is not None


def test_session_lives_while_somebody_is_there(desk: Client, clock: Clock) -> None:
    for _ in range(15):
        clock.on(HOUR / 2 - 1)
        assert is_in(desk)


def test_session_ends_after_half_an_hour_without_anybody(desk: Client, clock: Clock) -> None:
    clock.on(HOUR / 2 + 1)
    assert not is_in(desk)
    assert Event.objects.get(kind="session_ended").person_name == "zhongning经办人"


def test_session_ended_cannot_be_used_again_by_its_cookie(desk: Client, clock: Clock) -> None:
    cookie = desk.cookies["jiqun"].value
    clock.on(HOUR)
    is_in(desk)
    clock.on(-HOUR)
    desk.cookies["jiqun"] = cookie
    assert not is_in(desk)


def test_session_ends_after_eight_hours_whoever_is_there(desk: Client, clock: Clock) -> None:
    for _ in range(31):
        clock.on(HOUR / 4)
        assert is_in(desk)
    clock.on(HOUR / 2 - 1)
    assert not is_in(desk)


def test_page_that_asks_by_itself_does_not_keep_the_session(desk: Client, clock: Clock) -> None:
    for _ in range(3):
        clock.on(HOUR / 6)
        assert is_in(desk, HTTP_X_JIQUN_BACKGROUND="1")
    clock.on(2)
    assert not is_in(desk, HTTP_X_JIQUN_BACKGROUND="1")


def test_session_of_who_reads_is_written_later_while_others_write(
    desk: Client, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middleware, "nobody_writes", lambda _: False)
    seen = desk.session["seen"]
    for _ in range(4):
        clock.on(70)
        assert is_in(desk) and desk.session["seen"] == seen
    clock.on(70)
    assert is_in(desk) and desk.session["seen"] == seen + 5 * 70


def test_session_is_written_at_most_once_a_minute(
    desk: Client, clock: Clock, django_assert_num_queries: Callable[..., object]
) -> None:
    clock.on(30)
    with django_assert_num_queries(2):
        is_in(desk)
