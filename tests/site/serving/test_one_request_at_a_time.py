"""Requests in line: one works at a time, and neither slow senders nor files hold the others up."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from jiqun.screens.applicant import typesetting
from jiqun.site.serving.one_request_at_a_time import (
    LARGEST,
    OUT_OF_LINE,
    one_request_at_a_time,
)

PATIENCE = 5.0  # seconds


class Site:
    """An application that notes how many requests are at work at once, and what they brought."""

    def __init__(self) -> None:
        self.at_work = self.most = 0
        self.bodies: list[bytes] = []
        self.count = threading.Lock()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        with self.count:
            self.at_work += 1
            self.most = max(self.most, self.at_work)
        size = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(size) if size else b""
        time.sleep(0.005)
        with self.count:
            self.at_work -= 1
            self.bodies.append(body)
        return [b""]


class Slow(io.BytesIO):
    """A body that comes only when it is let through."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.come = threading.Event()
        self.asked = threading.Event()

    def read(self, size: int | None = -1) -> bytes:
        self.asked.set()
        assert self.come.wait(PATIENCE)
        return super().read(size)


def _ask(site: Callable[..., Any], body: io.BytesIO, media_type: str = "application/json") -> Any:
    length = str(len(body.getbuffer()))
    environ = {"CONTENT_LENGTH": length, "CONTENT_TYPE": media_type, "wsgi.input": body}
    thread = threading.Thread(target=site, args=(environ, lambda *_: None), daemon=True)
    thread.start()
    return thread


def test_requests_are_worked_on_one_after_the_other() -> None:
    site = Site()
    line = one_request_at_a_time(site)
    for thread in [_ask(line, io.BytesIO(b"%d" % n)) for n in range(8)]:
        thread.join(PATIENCE)
    assert site.most == 1
    assert sorted(site.bodies) == [b"%d" % n for n in range(8)]


def test_body_that_comes_slowly_holds_nobody_up() -> None:
    site, slow = Site(), Slow(b"late")
    line = one_request_at_a_time(site)
    waiting = _ask(line, slow)
    assert slow.asked.wait(PATIENCE)
    _ask(line, io.BytesIO(b"quick")).join(PATIENCE)
    assert site.bodies == [b"quick"]
    slow.come.set()
    waiting.join(PATIENCE)
    assert site.bodies == [b"quick", b"late"]


@pytest.mark.parametrize(
    ("media_type", "size"),
    [("multipart/form-data; boundary=x", 10), ("application/json", LARGEST + 1)],
)
def test_files_that_are_sent_keep_out_of_the_line(media_type: str, size: int) -> None:
    site, slow = Site(), Slow(b"x" * size)
    line = one_request_at_a_time(site)
    sending = _ask(line, slow, media_type)
    assert slow.asked.wait(PATIENCE)
    _ask(line, io.BytesIO(b"quick")).join(PATIENCE)
    assert (site.bodies, site.most) == ([b"quick"], 2)
    slow.come.set()
    sending.join(PATIENCE)
    assert len(site.bodies[1]) == size


def test_request_that_fails_gives_its_place_free() -> None:
    def failing(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        raise ValueError

    line = one_request_at_a_time(failing)
    for _ in range(2):
        with pytest.raises(ValueError):
            line({}, lambda *_: None)


def test_who_waits_for_another_process_lets_the_next_go_on() -> None:
    drawn, begun = threading.Event(), threading.Event()
    order: list[str] = []

    def site(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/pdf":
            with environ[OUT_OF_LINE]():
                begun.set()
                assert drawn.wait(PATIENCE)
        order.append(environ["PATH_INFO"])
        return [b""]

    line = one_request_at_a_time(site)
    waiting = threading.Thread(target=line, args=({"PATH_INFO": "/pdf"}, lambda *_: None))
    waiting.start()
    assert begun.wait(PATIENCE)
    saving = threading.Thread(target=line, args=({"PATH_INFO": "/save"}, lambda *_: None))
    saving.start()
    saving.join(PATIENCE)
    drawn.set()
    waiting.join(PATIENCE)
    assert order == ["/save", "/pdf"]
    line({"PATH_INFO": "/next"}, lambda *_: None)  # the turn is free, and there is one of it
    assert order[-1] == "/next"


def test_name_under_which_screens_find_the_way_out_of_line_is_the_same() -> None:
    assert typesetting._OUT_OF_LINE == OUT_OF_LINE
