"""The site among slow clients, and its first page: what a reader waits, in milliseconds."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.site.serving.slow_clients import KINDS, slow_clients
from tests.site.site_process import Site
from tests.site.site_visitor import Visitor

EACH = 200
PAGES = 20
PASSWORD = "枸杞红了-2026"
CLIENTS = EACH * len(KINDS)


@dataclass(frozen=True)
class Waits:
    """The first page after the start; the median and the longest wait for a page with nobody else
    there, and among the slow clients."""

    first: float
    alone: tuple[float, float]
    among: tuple[float, float]


def measure_waits() -> Waits:
    """Measure them at a demonstration of its own."""
    with tempfile.TemporaryDirectory(prefix="jiqun-bench-") as folder:
        site = Site(Path(folder), known={"JIQUN_DEMO_PASSWORD": PASSWORD})
        site.start("demo")
        try:
            first = _time(lambda: site.get("/account/login/"))
            visitor = Visitor(site.port)
            visitor.log_in("zhongning", PASSWORD)
            path = f"{visitor.application()}part/2/"

            def page() -> None:
                if visitor.ask("GET", path)[0] != 200:
                    raise RuntimeError(f"{path} was refused")

            alone = _times(page)
            with slow_clients(site.port, EACH):
                return Waits(first, alone, _times(page))
        finally:
            site.end()


def _times(work: Callable[[], object]) -> tuple[float, float]:
    times = [_time(work) for _ in range(PAGES)]
    return statistics.median(times), max(times)


def _time(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000
