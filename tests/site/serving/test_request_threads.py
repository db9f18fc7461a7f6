"""The turn: one request has it, who takes long loses it, who waits leaves others room."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from jiqun.screens.filling import typesetting
from jiqun.site.serving.application import OUT_OF_LINE
from jiqun.site.serving.request_threads import RequestThreads

LONG = 20.0  # seconds; a wait of a test ends with it


class Bench:
    """Threads with work that says when it begins and ends when it is let go."""

    def __init__(self, threads: RequestThreads) -> None:
        self.threads = threads
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.at_work = self.most = 0
        self.count = threading.Lock()
        self.let_go: dict[str, threading.Event] = {}

    def put(self, name: str, *, writes: bool = False, held: bool = True) -> None:
        self.let_go[name] = threading.Event()
        if not held:
            self.let_go[name].set()
        self.threads.put(lambda: self._work(name), writes=writes)

    def _work(self, name: str) -> None:
        with self.count:
            self.begun.append(name)
            self.at_work += 1
            self.most = max(self.most, self.at_work)
        assert self.let_go[name].wait(LONG)
        with self.count:
            self.at_work -= 1
            self.ended.append(name)

    def until_begun(self, *names: str) -> None:
        until = time.monotonic() + LONG
        while not set(names) <= set(self.begun):
            assert time.monotonic() < until, f"{names}: {self.begun}"
            self.threads.pass_on()
            time.sleep(0.005)


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench(RequestThreads(patience=LONG, most_readers=3, most_writers=2))
    yield made
    for event in made.let_go.values():
        event.set()


def test_requests_are_worked_on_one_after_the_other_in_their_order() -> None:
    bench = Bench(RequestThreads(patience=LONG))
    names = [f"{n}" for n in range(20)]
    for name in names:
        bench.put(name, writes=int(name) % 3 == 0, held=False)
    bench.until_begun(*names)
    assert (bench.begun, bench.most) == (names, 1)


def test_who_works_is_passed_only_after_a_while() -> None:
    bench = Bench(RequestThreads(patience=0.3))
    began = time.monotonic()
    ends = threading.Event()

    def work() -> None:
        while not ends.is_set():
            sum(range(1000))

    bench.threads.put(work, writes=False)
    bench.put("next", held=False)
    bench.until_begun("next")
    ends.set()
    assert time.monotonic() - began >= 0.3


def test_who_says_that_it_will_wait_is_passed_at_once(bench: Bench) -> None:
    drawn, order = threading.Event(), []

    def draw() -> None:
        with bench.threads.out_of_line():
            assert drawn.wait(LONG)
        with bench.threads.out_of_line():  # without the turn there is none to give
            order.append("pdf")

    bench.threads.put(draw, writes=False)
    bench.put("save", writes=True)
    until = time.monotonic() + LONG
    while not bench.begun:  # nobody looks
        assert time.monotonic() < until
        time.sleep(0.005)
    drawn.set()
    while not order:
        assert time.monotonic() < until
        time.sleep(0.005)
    bench.put("next", held=False)
    assert bench.ended == []
    bench.let_go["save"].set()
    bench.until_begun("next")


def test_name_under_which_screens_find_the_way_out_of_line_is_the_same() -> None:
    assert typesetting._OUT_OF_LINE == OUT_OF_LINE


def test_who_waits_is_passed_and_ends_all_the_same(bench: Bench) -> None:
    bench.put("long")
    bench.put("short", held=False)
    bench.until_begun("long", "short")
    assert "long" not in bench.ended
    bench.let_go["long"].set()
    bench.put("next", held=False)
    bench.until_begun("next")


def test_who_takes_long_keeps_the_turn_while_nobody_waits(bench: Bench) -> None:
    bench.put("long")
    bench.until_begun("long")
    time.sleep(0.05)
    assert bench.threads.pass_on()
    bench.let_go["long"].set()
    until = time.monotonic() + LONG
    while bench.threads.pass_on():
        assert time.monotonic() < until


def test_writers_who_wait_leave_readers_their_threads(bench: Bench) -> None:
    for name in ("w1", "w2", "w3", "w4"):
        bench.put(name, writes=True)
    bench.until_begun("w1", "w2")
    bench.put("reader", held=False)
    bench.until_begun("reader")
    assert bench.begun == ["w1", "w2", "reader"]
    bench.let_go["w2"].set()
    bench.until_begun("w3")
    assert "w4" not in bench.begun


def test_readers_who_wait_leave_writers_their_threads(bench: Bench) -> None:
    for name in ("r1", "r2", "r3", "r4"):
        bench.put(name)
    bench.put("writer", writes=True, held=False)
    bench.until_begun("r1", "r2", "r3", "writer")
    assert bench.begun == ["r1", "r2", "r3", "writer"]


def test_request_that_fails_gives_its_place_free(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("the cause")

    for _ in range(4):
        bench.threads.put(fail, writes=True)
    bench.put("next", writes=True, held=False)
    bench.until_begun("next")
    assert caplog.text.count("ValueError: the cause") == 4


def test_threads_that_are_not_needed_end(bench: Bench) -> None:
    before = threading.active_count()
    for name in ("a", "b", "c"):
        bench.put(name)
    bench.put("w", writes=True)
    bench.until_begun("a", "b", "c", "w")
    assert threading.active_count() >= before + 4
    for event in bench.let_go.values():
        event.set()
    until = time.monotonic() + LONG
    while threading.active_count() > before + 2:
        assert time.monotonic() < until
        time.sleep(0.01)
