"""Between connection and application: what comes and goes, whole, large, too large."""

from __future__ import annotations

import http.client
import io
import logging
import os
import shutil
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings
from tests.site.serving.served import LARGEST, PATIENCE, connection, echo, rest_of, served

from jiqun.site.middleware import NO_ROOM
from jiqun.site.serving import request_body
from jiqun.site.serving.limits import FILE_AT_ONCE, IN_MEMORY

Start = Callable[..., Any]


@pytest.fixture(autouse=True)
def disk(settings: Settings, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path


def _post(port: int, body: bytes, **headers: str) -> tuple[int, bytes]:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    asking.request("POST", "/", body, headers)
    answer = asking.getresponse()
    said = answer.status, answer.read()
    asking.close()
    return said


def _try_to_post(port: int, body: bytes) -> int:
    """The status; 503 too where the connection was cut before all was sent."""
    try:
        return _post(port, body)[0]
    except OSError:
        return 503


@pytest.mark.parametrize("size", [0, 1, IN_MEMORY, IN_MEMORY + 1, 3_000_000])
def test_body_comes_whole(size: int) -> None:
    body = os.urandom(size)
    with served(echo) as port:
        assert _post(port, body) == (200, body)


def test_body_in_chunks_comes_whole_with_its_length() -> None:
    lengths: list[str] = []

    def look(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        lengths.append(environ["CONTENT_LENGTH"])
        assert "HTTP_TRANSFER_ENCODING" not in environ
        return echo(environ, start)

    with served(look) as port, connection(port) as asking:
        asking.sendall(
            b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
        )
        assert rest_of(asking).endswith(b"\r\n\r\nabcde")
    assert lengths == ["5"]


def test_nobody_works_on_a_request_before_its_body_is_there() -> None:
    at_work = threading.Event()

    def work(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        at_work.set()
        return echo(environ, start)

    with served(work) as port, connection(port) as asking:
        asking.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 200001\r\n\r\n")
        asking.sendall(b"x" * 200_000)
        assert not at_work.wait(0.3)
        asking.sendall(b"x")
        assert at_work.wait(PATIENCE)


def test_body_that_says_it_is_too_large_is_left_unread_to_the_application() -> None:
    seen: list[tuple[str, bytes]] = []

    def refuse(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        seen.append((environ["CONTENT_LENGTH"], environ["wsgi.input"].read()))
        start("413 Content Too Large", [("Content-Length", "2")])
        return [b"no"]

    with served(refuse) as port, connection(port) as asking:
        asking.sendall(b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\nxxx" % (LARGEST + 1))
        assert b"413" in asking.recv(1000)
    assert seen == [(str(LARGEST + 1), b"")]


def test_body_in_chunks_that_becomes_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(echo) as port, connection(port) as asking:
        asking.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        piece = b"%x\r\n" % 1_000_000 + b"x" * 1_000_000 + b"\r\n"
        try:
            for _ in range(LARGEST // 1_000_000 + 2):
                asking.sendall(piece)
        except OSError:
            pass  # it closed while we were still sending
        assert not rest_of(asking).startswith(b"HTTP/1.1 200 ")
    with served(echo) as port:
        assert _post(port, b"again") == (200, b"again")


def test_bodies_take_no_more_of_the_disk_than_they_may_and_give_it_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The default of the parameter is bound already; the server of the test is made with this one.
    monkeypatch.setattr(request_body.RequestBodies.__init__, "__defaults__", (300_000,))
    with served(echo) as port:
        for _ in range(3):
            assert _post(port, b"x" * 200_000)[0] == 200
        with connection(port) as asking:
            asking.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 250000\r\n\r\n")
            asking.sendall(b"x" * 249_999)
            for _ in range(100):  # until the first one's bytes have come
                if (status := _try_to_post(port, b"y" * 200_000)) == 503:
                    break
            assert status == 503
        assert _post(port, b"small") == (200, b"small")


def test_headers_come_as_they_were_sent_but_for_such_as_look_like_others() -> None:
    seen: dict[str, Any] = {}

    def look(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        seen.update(environ)
        return echo(environ, start)

    with served(look) as port, connection(port) as asking:
        asking.sendall(
            b"GET /%E9%9B%86/a%2Fb?q=%20x HTTP/1.1\r\nHost: x.cn\r\nConnection: close\r\n"
            b"X_Forwarded_For: 9.9.9.9\r\nCookie: a=1\r\nCookie: b=2\r\nX-A: 1\r\nX-A: 2\r\n\r\n"
        )
        rest_of(asking)
    assert seen["PATH_INFO"].encode("latin-1").decode() == "/集/a/b"
    assert seen["QUERY_STRING"] == "q=%20x"
    assert seen["HTTP_HOST"] == "x.cn"
    assert "HTTP_X_FORWARDED_FOR" not in seen
    assert (seen["HTTP_COOKIE"], seen["HTTP_X_A"]) == ("a=1; b=2", "1,2")
    assert (seen["REMOTE_ADDR"], seen["SERVER_PORT"]) == ("127.0.0.1", str(port))
    assert "SECRET_KEY" not in seen and "PATH" not in seen


@pytest.mark.parametrize("size", [FILE_AT_ONCE, FILE_AT_ONCE + 1])
def test_file_is_read_once_for_who_wants_it_and_closed(size: int, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * size)
    opened: list[_Counted] = []

    def give(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        opened.append(_Counted(path))
        start("200 OK", [("Content-Length", str(size))])
        return environ["wsgi.file_wrapper"](opened[-1])

    with served(give) as port:
        for method, length in (("HEAD", 0), ("GET", size)):
            asking = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            asking.request(method, "/")
            answer = asking.getresponse()
            assert (answer.headers["Content-Length"], len(answer.read())) == (str(size), length)
            asking.close()
    assert [(file.closed, file.given) for file in opened] == [(True, 0), (True, size)]


class _Counted(io.FileIO):
    """A file that counts the bytes it gave."""

    given = 0

    def read(self, size: int | None = -1) -> bytes:
        piece = super().read(-1 if size is None else size) or b""
        self.given += len(piece)
        return piece


def test_application_that_fails_is_answered_for_and_the_next_request_works(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if environ["wsgi.input"].read() == b"fail":
            raise ValueError("the cause")
        return echo(environ, start)

    with served(fail) as port, caplog.at_level(logging.ERROR):
        assert _post(port, b"fail")[0] == 500
        assert _post(port, b"") == (200, b"")
    assert "the cause" in caplog.text


def test_body_that_does_not_fit_on_the_disk_is_told_to_the_application_and_leaves_nothing(
    small_disk: Path, settings: Settings
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = small_disk
    told: list[tuple[object, bytes]] = []

    def look(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        told.append((environ.get(NO_ROOM), environ["wsgi.input"].read(1)))
        environ["wsgi.input"].seek(0)
        return echo(environ, start)

    free = shutil.disk_usage(small_disk).free
    with served(look) as port:
        for _ in range(3):
            _post(port, b"x" * 2_000_000)
        assert told == [(True, b"")] * 3
        assert shutil.disk_usage(small_disk).free == free
        assert _post(port, b"x" * 300_000) == (200, b"x" * 300_000)
    assert told[-1] == (None, b"x")
