"""Open arrivals: people come when they come, whether those before them were served or not; in a
process of its own, which reads its Arrivals as JSON and prints the Served as JSON.
"""

from __future__ import annotations

import http.client
import json
import random
import statistics
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.site.site_visitor import Visitor

PASSWORD = "枸杞红了-2026"
KEYS = tuple(f"enterprise_count:{year}" for year in (2023, 2024, 2025))
FORM = "application/x-www-form-urlencoded"
AT_ONCE = 64
TWICE = 0.1
"""The share of those who press 提交 twice at once."""


@dataclass(frozen=True)
class Arrivals:
    """Who arrives at a port, for so many seconds: savers and submitters a second; `counties` as
    deadline_world.py laid them."""

    port: int
    seconds: float
    savers: float
    submitters: float
    counties: list[dict[str, Any]]
    seed: int = 640521


@dataclass
class Served:
    """What they were told: the seconds from arriving to being told, by what they came for; how many
    failed; and the ledger of what was acknowledged."""

    saves: list[float] = field(default_factory=list)
    submits: list[float] = field(default_factory=list)
    failures: int = 0
    submissions: list[str] = field(default_factory=list)
    saved: list[tuple[str, str, object]] = field(default_factory=list)


def p95(times: list[float]) -> float:
    """The time that 95 of a hundred did not take longer than, in milliseconds."""
    return statistics.quantiles(times, n=20)[-1] * 1000


class _Hour:
    def __init__(self, arrivals: Arrivals) -> None:
        self.arrivals, self.served = arrivals, Served()
        self.lock, self.own = threading.Lock(), threading.local()
        self.logins = [self._login(one["name"]) for one in arrivals.counties]
        self.turns = [threading.Lock() for _ in arrivals.counties]
        self.revisions: dict[tuple[int, str], int] = {}

    def _login(self, name: str) -> Visitor:
        visitor = Visitor(self.arrivals.port)
        visitor.log_in(name, PASSWORD)
        visitor.leave()
        return visitor

    def _visitor(self, county: int) -> Visitor:
        """This thread's own connection, with the login of a county."""
        if not hasattr(self.own, "visitor"):
            self.own.visitor = Visitor(self.arrivals.port)
        visitor: Visitor = self.own.visitor
        login = self.logins[county]
        visitor.cookies, visitor.token = dict(login.cookies), login.token
        return visitor

    def save(self, arrived: float, county: int, key: str, value: str) -> None:
        draft = f"/a/{self.arrivals.counties[county]['draft']}/"
        with self.turns[county]:  # one person types one answer after the other
            revision = self.revisions.get((county, key), 0)
            try:
                status, text = self._visitor(county).save(draft, key, value, revision, "part_2")
                told = json.loads(text)["saved"] if status == 200 else []
            except (OSError, http.client.HTTPException, ValueError):
                told = []
            if told:
                self.revisions[county, key] = told[0]["revision"]
        with self.lock:
            if not told:
                self.served.failures += 1
                return
            self.served.saves.append(time.perf_counter() - arrived)
            own = self.arrivals.counties[county]["draft"]
            self.served.saved.append((own, key, value))

    def submit(self, arrived: float, county: int, own: str) -> None:
        """Press 提交 and read the page one is led to, as a browser does."""
        visitor, page = self._visitor(county), f"/a/{own}/procedure/"
        form = urlencode({"move": "submit", "declaration_date": "2026-03-31"})
        try:
            status, _ = visitor.ask("POST", f"{page}act/", form, FORM)
            done = status == 302 and "已提交" in visitor.ask("GET", page)[1].decode()
        except (OSError, http.client.HTTPException):
            done = False
        with self.lock:
            if not done:
                self.served.failures += 1
                return
            self.served.submits.append(time.perf_counter() - arrived)
            self.served.submissions.append(own)

    def run(self) -> Served:
        chance = random.Random(self.arrivals.seed)
        waiting = [(n, own) for n, c in enumerate(self.arrivals.counties) for own in c["waiting"]]
        chance.shuffle(waiting)
        with ThreadPoolExecutor(AT_ONCE) as threads:
            for at, act in self._schedule(chance, waiting):
                time.sleep(max(0.0, at - time.perf_counter()))
                for _ in range(1 + (act[0] is self.submit and chance.random() < TWICE)):
                    threads.submit(act[0], at, *act[1:])
        return self.served

    def _schedule(
        self, chance: random.Random, waiting: list[tuple[int, str]]
    ) -> list[tuple[float, Any]]:
        """When who comes, at random times of a given rate."""
        begin, found = time.perf_counter() + 0.5, []
        for rate, what in ((self.arrivals.savers, "save"), (self.arrivals.submitters, "submit")):
            at = chance.expovariate(rate)
            while at < self.arrivals.seconds:
                if what == "save":
                    county = chance.randrange(len(self.arrivals.counties))
                    value = str(chance.randrange(100, 900))
                    found.append((begin + at, (self.save, county, chance.choice(KEYS), value)))
                elif waiting:
                    found.append((begin + at, (self.submit, *waiting.pop())))
                at += chance.expovariate(rate)
        return sorted(found, key=lambda one: one[0])


if __name__ == "__main__":
    print(json.dumps(asdict(_Hour(Arrivals(**json.load(sys.stdin))).run())))
