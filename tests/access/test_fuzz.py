"""No request, however odd, of whoever it may be, makes any route fail: there is no 5xx."""

from __future__ import annotations

import io
import os
import traceback
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections
from django.http import HttpRequest
from tests.access.odd_requests import OddRequest, odd_request
from tests.access.routes import Row, rows
from tests.access.world import ROLES, World, taken_back

from jiqun.site.unreadable_requests import Application, refuse_unreadable
from proofs import times

SEED = int(os.environ.get("JIQUN_TEST_SEED") or 20261129)
EVERYBODY = ("anonymous", *ROLES)


@pytest.fixture
def failures() -> Iterator[list[str]]:
    """What went wrong inside of requests, as the server would only write it into its log."""
    told: list[str] = []

    def hear(sender: object, request: HttpRequest, **more: object) -> None:
        told.append(traceback.format_exc(limit=-4))

    got_request_exception.connect(hear)
    yield told
    got_request_exception.disconnect(hear)


@pytest.fixture(scope="module")
def application() -> Iterator[Application]:
    """The site as the server has it; the connection of the tests stays open behind it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield refuse_unreadable(WSGIHandler())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.proof("fuzz")
@pytest.mark.parametrize("role", EVERYBODY)
def test_odd_request_is_never_answered_by_a_failure(
    world: World, application: Application, role: str, failures: list[str]
) -> None:
    random, found, seen = Random(f"{SEED}/{role}"), [], set()
    for row in _in_turn(random, times("fuzz")):
        odd = odd_request(random, row, random.choice((world.own, world.own, world.theirs)))
        with taken_back():
            status = _answer(application, _environ(world, role, odd))
        seen.add(status)
        if status >= 500:
            found.append(f"{status} {role} {row.title}: {odd}\n{''.join(failures)}")
        failures.clear()
    # What is asked for goes as far as it may: it is not all refused at the door.
    assert seen >= ({302, 400, 404} if role == "anonymous" else {200, 302, 400, 404, 405})
    assert not found, f"{len(found)}, JIQUN_TEST_SEED={SEED}; of them:\n" + "\n".join(found[:9])


def _in_turn(random: Random, number: int) -> Iterator[Row]:
    """Every row as often as `number` allows, then those more often that take something in."""
    table = rows()
    often = [1 + 3 * bool(row.form) + 12 * bool(row.data) for row in table]
    whole = number // len(table) // 2
    yield from table * whole
    yield from random.choices(table, often, k=number - whole * len(table))


def _environ(world: World, role: str, odd: OddRequest) -> dict[str, Any]:
    """What a server makes of a request of a role, with the token a page sends."""
    token = "t" * 32
    cookies = {settings.CSRF_COOKIE_NAME: token}
    if role in world.sessions:
        cookies[settings.SESSION_COOKIE_NAME] = world.sessions[role]
    return {
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_X_CSRFTOKEN": token,
        "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(odd.body),
        "wsgi.errors": io.StringIO(),
        "REQUEST_METHOD": odd.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": odd.path.decode("latin-1"),
        "QUERY_STRING": odd.query.decode("latin-1"),
        "CONTENT_LENGTH": str(len(odd.body)),
        "CONTENT_TYPE": odd.content_type,
        **odd.environ,
    }


def _answer(application: Application, environ: dict[str, Any]) -> int:
    """The status of an answer that is read to its end."""
    told: list[str] = []
    answer = application(environ, lambda status, headers, failure=None: told.append(status))
    for _ in answer:
        pass
    if hasattr(answer, "close"):
        answer.close()
    return int(told[0].split()[0])
