"""Pages for what goes wrong, and the headers every answer carries."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from jiqun.site import errors

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"


def test_unknown_address_is_answered_in_chinese_and_always_the_same(client: Client) -> None:
    first, second = client.get("/nix/"), client.get("/other-nix/?x=1")
    assert first.status_code == second.status_code == 404
    assert first.content == second.content
    assert "没有这个页面" in first.content.decode()


def test_unknown_address_tells_a_script_in_json(client: Client) -> None:
    answer = client.get("/nix/", HTTP_ACCEPT="application/json")
    assert answer.status_code == 404
    assert "地址不存在" in answer.json()["error"]


def failing() -> HttpRequest:
    return RequestFactory().get("/a/1/")


def test_failure_shows_a_number_that_stands_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError("the cause")
    except ValueError:
        answer = errors.failed(failing())
    page = answer.content.decode()
    assert answer.status_code == 500
    number = re.search("[0-9A-F]{4}-[0-9A-F]{4}", page)
    assert number
    assert number[0] in caplog.text
    assert "the cause" in caplog.text
    assert "the cause" not in page


def test_failure_tells_a_script_the_number(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    request = RequestFactory().get("/a/1/", HTTP_ACCEPT="application/json")
    answer = errors.failed(request)
    assert answer.status_code == 500
    assert re.search(rb'"incident": "[0-9A-F]{4}-[0-9A-F]{4}"', answer.content)


@pytest.mark.parametrize(
    ("page", "status", "words"),
    [
        (errors.forbidden, 403, "没有权限"),
        (errors.bad_request, 400, "请求无法处理"),
        (errors.too_many, 429, "操作太快"),
    ],
)
def test_other_errors_have_pages_in_chinese(
    page: Callable[..., HttpResponse], status: int, words: str
) -> None:
    answer = page(failing(), Exception())
    assert answer.status_code == status
    assert words in answer.content.decode()


@pytest.mark.parametrize("address", [LOGIN, "/nix/", "/account/password/", "/account/session/"])
def test_every_answer_carries_the_headers(client: Client, address: str) -> None:
    answer = client.get(address)
    policy = answer["Content-Security-Policy"]
    for directive in (
        "script-src 'self'",
        "style-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ):
        assert directive in policy
    assert "unsafe" not in policy
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"


def test_static_files_may_be_kept(client: Client) -> None:
    answer = client.get("/static/jiqun/css/layout.css")
    assert answer.status_code == 200
    assert "no-store" not in answer["Cache-Control"]


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(client: Client) -> None:
    client.get(LOGIN)
    cookie = client.cookies["jiqun-csrf"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("trouble", [OperationalError("gone"), InterfaceError("closed")])
def test_database_away_is_told_as_that_and_when_to_ask_again(
    trouble: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    for accept, told in (("text/html", "暂时不能读写数据"), ("application/json", "数据库没有响应")):
        request = RequestFactory().get("/a/1/", HTTP_ACCEPT=accept)
        try:
            raise trouble
        except Exception:
            answer = errors.failed(request)
        assert (answer.status_code, answer["Retry-After"]) == (503, "5")
        page = answer.content.decode()
        assert told in (page if accept == "text/html" else json.loads(page)["error"])
    assert "no database for GET /a/1/" in caplog.text and "Traceback" not in caplog.text
