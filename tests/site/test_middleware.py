"""Whose address a request comes from: believed of our own proxies, of nobody else."""

from __future__ import annotations

from gzip import decompress
from io import BytesIO
from ipaddress import ip_network

import pytest
from django.conf import LazySettings
from django.http import FileResponse, HttpResponse
from django.test import RequestFactory

from jiqun.records.file_store import NoRoomError
from jiqun.site.middleware import NO_ROOM, CompressPages, client_address, room_for_what_came

PROXIES = [ip_network("10.0.0.2"), ip_network("10.1.0.0/16"), ip_network("::1")]


@pytest.mark.parametrize(
    ("peer", "told", "address"),
    [
        ("10.0.0.2", "203.0.113.7", "203.0.113.7"),
        ("10.0.0.2", "1.2.3.4, 203.0.113.7", "203.0.113.7"),
        ("10.0.0.2", "203.0.113.7, 10.1.4.4", "203.0.113.7"),
        ("::1", "2001:db8::7", "2001:db8::7"),
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "1.2.3.4, nonsense", "10.0.0.2"),
        ("203.0.113.9", "1.2.3.4", "203.0.113.9"),
        ("", "1.2.3.4", ""),
    ],
)
def test_address_is_what_our_proxies_say(
    settings: LazySettings, peer: str, told: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = PROXIES
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=told)
    client_address(lambda request: HttpResponse())(request)
    assert request.META["REMOTE_ADDR"] == address


def test_scheme_is_believed_of_a_proxy_alone(settings: LazySettings) -> None:
    settings.TRUSTED_PROXIES = PROXIES
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for peer, secure in (("10.0.0.2", True), ("203.0.113.9", False)):
        headers = {"HTTP_X_FORWARDED_PROTO": "https"}
        request = RequestFactory().get("/", REMOTE_ADDR=peer, **headers)
        client_address(lambda request: HttpResponse())(request)
        assert request.is_secure() is secure


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json"])
def test_pages_and_data_are_sent_compressed_to_who_takes_it(kind: str) -> None:
    page = "集群".encode() * 400

    def sent(**headers: str) -> HttpResponse:
        told = CompressPages(lambda request: HttpResponse(page, content_type=kind))
        return told(RequestFactory().get("/", **headers))

    answer = sent(HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    assert answer["Content-Encoding"] == "gzip" and "Accept-Encoding" in answer["Vary"]
    assert len(answer.content) < len(page) / 4 and decompress(answer.content) == page
    assert sent().content == page


def test_files_are_sent_as_they_are() -> None:
    for answer in (
        FileResponse(BytesIO(b"%PDF" * 400), content_type="application/pdf"),
        FileResponse(BytesIO(b"<p>" * 400), content_type="text/html"),
        HttpResponse(b"PK" * 400, content_type="application/zip"),
    ):
        request = RequestFactory().get("/", HTTP_ACCEPT_ENCODING="gzip")
        told = CompressPages(lambda request, answer=answer: answer)(request)
        assert not told.has_header("Content-Encoding")


def test_request_whose_body_had_no_room_fails_as_an_upload_that_has_none() -> None:
    request = RequestFactory().post("/", REMOTE_ADDR="127.0.0.1", **{NO_ROOM: True})
    with pytest.raises(NoRoomError):
        room_for_what_came(lambda request: HttpResponse())(request)
    request = RequestFactory().post("/")
    assert room_for_what_came(lambda request: HttpResponse())(request).status_code == 200
