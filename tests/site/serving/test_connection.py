"""Connections with slow clients: each is cut off in its time, those who keep to it are not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.site.serving.served import connection, echo, giving, rest_of, served

from jiqun.site.serving import application, limits, request_body
from jiqun.site.serving import connection as connection_module

SHORT = 0.6  # seconds
ASK = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
LARGE = bytes(range(256)) * 20000  # 5 MB, more than the system takes from the program at once


@pytest.fixture(autouse=True)
def short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in (
        (connection_module, "WINDOW"),
        (connection_module, "HEAD_SECONDS"),
        (request_body, "WINDOW"),
    ):
        monkeypatch.setattr(module, name, SHORT)


@pytest.mark.parametrize(
    "begun",
    [b"", b"GE", b"POST / HTTP/1.1\r\nHost: x\r\nX-A: b", b"\r\n"],
    ids=["nothing", "two letters", "half a head", "an empty line"],
)
def test_head_that_does_not_come_is_not_waited_for(begun: bytes) -> None:
    with served(echo) as port, connection(port) as slow:
        slow.sendall(begun)
        assert rest_of(slow) == b""


def test_second_head_that_does_not_come_is_not_waited_for() -> None:
    with served(echo) as port, connection(port) as slow:
        slow.sendall(ASK)
        assert slow.recv(1000).startswith(b"HTTP/1.1 200")
        slow.sendall(b"\r\nGET")
        assert rest_of(slow) == b""


def test_head_without_end_is_not_taken_in() -> None:
    with served(echo) as port, connection(port) as endless:
        endless.sendall(b"GET / HTTP/1.1\r\n")
        sent = 0
        with pytest.raises(OSError):
            while sent < 100 * limits.HEAD_LARGEST:
                sent += endless.send(b"X-A: " + b"b" * 1000 + b"\r\n")


@pytest.mark.parametrize("body", [b"", b"some"], ids=["nothing", "the beginning"])
@pytest.mark.parametrize("length", [10, 500_000], ids=["small", "large"])
def test_body_that_does_not_come_is_answered_with_a_timeout(body: bytes, length: int) -> None:
    with served(echo) as port, connection(port) as slow:
        slow.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % length + body)
        said = rest_of(slow)
        assert said.startswith(b"HTTP/1.1 408 ") and b"connection: close" in said


def test_body_that_trickles_is_answered_with_a_timeout() -> None:
    with served(echo) as port, connection(port) as slow:
        slow.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n")
        for _ in range(8):
            slow.sendall(b"x" * 10)
            time.sleep(SHORT / 4)
            slow.setblocking(False)
            try:
                assert slow.recv(1000).startswith(b"HTTP/1.1 408 ")
                return
            except BlockingIOError:
                slow.setblocking(True)
        raise AssertionError("the trickle was taken for longer than it may be")


def test_body_at_more_than_the_least_rate_may_take_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_body, "LEAST", 1000)
    with served(echo) as port, connection(port) as slow:
        slow.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8000\r\n\r\n")
        for _ in range(8):  # 1000 bytes each third of a window: longer than two windows in all
            slow.sendall(b"x" * 1000)
            time.sleep(SHORT / 3)
        assert slow.recv(1000).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("where", ["memory", "disk"])
def test_answer_that_is_not_read_is_cut_off(where: str, tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(LARGE)
    give = giving(LARGE, str(file) if where == "disk" else "")
    with served(give) as port, connection(port, narrow=True) as deaf:
        deaf.sendall(ASK)
        time.sleep(SHORT * 3)
        head, _, content = rest_of(deaf).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200")
        assert 0 < len(content) < len(LARGE)


@pytest.mark.parametrize("where", ["memory", "disk"])
@pytest.mark.parametrize("length", [0, 1, limits.LEAST, 2 * limits.LEAST, len(LARGE)])
def test_answer_that_is_read_slowly_comes_whole(
    where: str, length: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "FILE_AT_ONCE", 1000)
    content = LARGE[:length]
    file = tmp_path / "large"
    file.write_bytes(content)
    give = giving(content, str(file) if where == "disk" else "")
    with served(give) as port, connection(port) as slow:
        slow.sendall(b"GET / HTTP/1.0\r\nHost: x\r\n\r\n")
        time.sleep(SHORT / 2)
        assert rest_of(slow).partition(b"\r\n\r\n")[2] == content
