"""What every answer tells the browser: each route, each way it can end, and failures too."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from tests.access.routes import FILING, Row, rows
from tests.access.world import World, body, taken_back

pytestmark = pytest.mark.django_db
ROWS = rows()
STRICT = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
LOCKED_UP = {"sandbox": "", "default-src": "'none'", "frame-ancestors": "'none'"}
# The browser's own viewer draws the PDF within our page; nothing of the file may run.
IN_OUR_PAGE = {
    "default-src": "'none'",
    "style-src": "'unsafe-inline'",
    "object-src": "'self'",
    "frame-ancestors": "'self'",
}
OWN_POLICY = {"evidence_file": LOCKED_UP, "scan": LOCKED_UP, "download-pdf?inline": IN_OUR_PAGE}


def policy(answer: HttpResponse) -> dict[str, str]:
    """The directives of the content policy."""
    pairs = (one.strip().partition(" ") for one in answer["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in pairs if name}


def assert_told(answer: HttpResponse, wanted: dict[str, str] = STRICT) -> None:
    """The answer carries every header, with this content policy."""
    assert policy(answer) == wanted
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == ("SAMEORIGIN" if wanted is IN_OUR_PAGE else "DENY")
    # "Content-Type" is what is not guessed at.
    assert "charset=utf-8" in answer["Content-Type"] or not answer["Content-Type"].startswith(
        "text/"
    )


@pytest.mark.parametrize("row", ROWS, ids=[row.title for row in ROWS])
@pytest.mark.parametrize("role", ["anonymous", "county", "other_county"])
def test_every_route_carries_the_headers(world: World, row: Row, role: str) -> None:
    with taken_back():
        client, address = world.client(role), row.address(world.own)
        for answer in (client.get(address), row.post(client, address), client.put(address)):
            body(answer)
            shown = answer.status_code == 200 and answer.wsgi_request.method == "GET"
            assert_told(
                answer, OWN_POLICY.get(row.title.removeprefix(FILING), STRICT) if shown else STRICT
            )


def test_evidence_is_given_to_be_kept(world: World) -> None:
    answer = world.client("county").get(
        f"/a/{world.own['public_id']}/evidence/{world.own['piece']}/"
    )
    body(answer)
    assert answer["Content-Disposition"].startswith("attachment;")


def test_refused_token_carries_the_headers(world: World) -> None:
    client = world.client("county", enforce_csrf_checks=True)
    answer = client.post("/account/logout/")
    assert answer.status_code == 403
    assert_told(answer)


def test_unknown_address_carries_the_headers(client: Client) -> None:
    answer = client.get("/.git/config")
    assert answer.status_code == 404
    assert_told(answer)


def test_unknown_host_carries_the_headers(client: Client) -> None:
    answer = client.get("/", HTTP_HOST="elsewhere.example")
    assert answer.status_code == 400
    assert_told(answer)


def test_upload_beyond_the_limit_carries_the_headers(world: World) -> None:
    answer = world.client("county").post(
        f"/a/{world.own['public_id']}/word/", {}, CONTENT_LENGTH="99999999"
    )
    assert answer.status_code == 413
    assert_told(answer)


@override_settings(ROOT_URLCONF="tests.access.failing_urls")
def test_our_own_failure_carries_the_headers(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/fails/")
    assert answer.status_code == 500
    assert "事件编号" in answer.content.decode()
    assert_told(answer)


def test_locked_account_carries_the_headers(client: Client, world: World) -> None:
    with taken_back():
        for _ in range(6):
            answer = client.post("/account/login/", {"login": "admin", "password": "wrong"})
        assert answer.status_code == 429
        assert_told(answer)


@override_settings(SECURE_HSTS_SECONDS=31536000, SECURE_SSL_REDIRECT=True)
def test_over_https_browsers_are_told_to_stay_there() -> None:
    client = Client()
    assert "max-age=31536000" in client.get("/", secure=True)["Strict-Transport-Security"]
    answer = client.get("/account/login/")
    assert answer.status_code == 301
    assert answer["Location"].startswith("https://")
