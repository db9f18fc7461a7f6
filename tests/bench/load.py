"""Clients that save one answer after the other, in a process of their own: what they measured.

`python -m tests.bench.load` reads a Task as JSON and prints the Measured as JSON.
"""

from __future__ import annotations

import dataclasses
import http.client
import json
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.site.site_visitor import Visitor

_MARK = re.compile(r'data-(?:mark|same)="(\w+)"')
WARM_UP = 1.5  # seconds
SECTION = "part_2"
MIX = ["save"] * 85 + ["page"] * 10 + ["pdf"] * 3 + ["word"] * 2
"""Of a hundred requests in a mix; each client asks in an order of its own."""


@dataclass(frozen=True)
class Task:
    """What the clients do: `seconds` long, each with a login of its own; `path` is the draft's
    address at the baseline, empty for our own site, where its logins are `people`. In a `mix` they
    also ask for pages, PDFs and Word files, as MIX says."""

    port: int
    clients: int
    seconds: float
    names: list[str]
    path: str = ""
    session: str = ""
    people: tuple[str, ...] = ()
    password: str = ""
    mix: bool = False


@dataclass(frozen=True)
class Measured:
    """Of the saves: those a second, the median and the 99th of a hundred in milliseconds; failures;
    `saves` there were with those of the warm-up."""

    rate: float
    p50: float
    p99: float
    failures: int
    saves: int


def measure(task: Task) -> Measured:
    """Carry out the task in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.load"],
        input=json.dumps(dataclasses.asdict(task)),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=task.seconds + 120,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Measured(**json.loads(done.stdout))


class Client(threading.Thread):
    """One client: it saves the answers `names` in turn, each time with another value."""

    def __init__(self, task: Task, number: int) -> None:
        super().__init__(daemon=True)
        self.task = task
        self.names = task.names[number :: task.clients]
        self.visitor = Visitor(task.port)
        self.revisions: dict[str, int] = {}
        self.times: list[tuple[float, float]] = []
        self.shown: list[str] = []
        self.failures = 0
        self.until = 0.0
        self.order = random.Random(number).sample(MIX, len(MIX)) if task.mix else ["save"]
        if task.path:
            token = "0123456789abcdef" * 2
            self.visitor.cookies = {"sessionid": task.session, "csrftoken": token}
            self.visitor.token = token
        else:
            self.visitor.log_in(task.people[number % len(task.people)], task.password)
            self.address = self.visitor.application()
            now = self.visitor.answers(self.address, SECTION)
            self.revisions = {n: now[n]["revision"] if n in now else 0 for n in self.names}

    def run(self) -> None:
        """Save until it is time to stop."""
        number = 0
        while time.perf_counter() < self.until:
            number += 1
            if (what := self.order[number % len(self.order)]) != "save":
                self.failures += not self._ask_for(what)
                continue
            name, value = self.names[number % len(self.names)], str(number % 89 + 10)
            begin = time.perf_counter()
            try:
                done = self._save(name, value)
            except (OSError, http.client.HTTPException):
                done = False
            self.times.append((begin, time.perf_counter() - begin))
            self.failures += not done

    def _ask_for(self, what: str) -> bool:
        form = ("POST", "download/word/", "wanted=1", "application/x-www-form-urlencoded")
        path = {"page": "part/2/", "pdf": "download/pdf/"}
        method, rest, *body = form if what == "word" else ("GET", path[what])
        return self.visitor.ask(method, f"{self.address}{rest}", *body)[0] == 200

    def _save(self, name: str, value: str) -> bool:
        if self.task.path:
            form = urlencode({"name": name, name: value})
            media_type = "application/x-www-form-urlencoded"
            return self.visitor.ask("POST", self.task.path, form, media_type)[0] == 200
        revision = self.revisions[name]
        status, text = self.visitor.save(self.address, name, value, revision, SECTION, self.shown)
        told = json.loads(text) if status == 200 else {"saved": []}
        if not told["saved"]:
            return False
        self.revisions[name] = told["saved"][0]["revision"]
        self.shown = _MARK.findall(told["findings"])
        return True


def _work(task: Task) -> Measured:
    clients = [Client(task, number) for number in range(task.clients)]
    begin = time.perf_counter() + WARM_UP
    for client in clients:
        client.until = begin + task.seconds
        client.start()
    for client in clients:
        client.join()
    times = sorted(took for c in clients for at, took in c.times if at >= begin)
    return Measured(
        len(times) / task.seconds,
        statistics.median(times) * 1000,
        times[int(len(times) * 0.99)] * 1000,
        sum(client.failures for client in clients),
        sum(len(client.times) for client in clients),
    )


if __name__ == "__main__":
    print(json.dumps(dataclasses.asdict(_work(Task(**json.loads(sys.stdin.read()))))))
