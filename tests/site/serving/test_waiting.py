"""The real site while somebody holds the lock of all writers: readers read, and no save is lost."""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.site.laid_site import PASSWORD, TWO_PROCESSES, LaidSite
from tests.site.site_process import Site
from tests.site.site_visitor import Visitor

from jiqun.site.serving.limits import MOST_WRITERS
from jiqun.site.serving.server import WEB_PROCESSES

# More than may wait in all web processes together.
WRITERS = (MOST_WRITERS + 2) * WEB_PROCESSES
FIELDS = ("total_output", "sme_output_share", "leading_output_share")


@pytest.fixture
def site(laid_site: LaidSite, tmp_path: Path) -> Iterator[Site]:
    served = laid_site(tmp_path, **TWO_PROCESSES)
    served.start("serve")
    yield served
    served.end()


def _visitor(site: Site, other: Visitor | None = None) -> Visitor:
    """Somebody at the site on a connection of their own, with the login of the other."""
    if other is not None:
        return Visitor(site.port, dict(other.cookies), other.token)
    visitor = Visitor(site.port)
    visitor.log_in("zhongning", PASSWORD)
    return visitor


def test_lock_of_all_writers_stops_no_reader(site: Site) -> None:
    first = _visitor(site)
    address = first.application()
    answers = first.answers(address, "part_2")
    keys = [key for key in answers if key.startswith(FIELDS)]
    at_work = threading.Barrier(WRITERS + 1)

    def save(number: int) -> int:
        visitor = _visitor(site, first)
        key = keys[number % len(keys)]
        at_work.wait(20)
        # Of those who save the same answer one is the first; the others are told so.
        status, _ = visitor.save(
            address, key, f"{number + 10}.5", answers[key]["revision"], "part_2"
        )
        visitor.leave()
        return status

    with ThreadPoolExecutor(WRITERS) as pool:
        with (site.folder / "jiqun.sqlite3.turn").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            saves = [pool.submit(save, number) for number in range(WRITERS)]
            at_work.wait(20)
            # Each on a connection of its own, so that both web processes are asked.
            for _ in range(6):
                reader = _visitor(site, first)
                for path in ("part/2/", "checks/"):
                    assert reader.ask("GET", address + path)[0] == 200
                reader.leave()
            assert not any(one.done() for one in saves)
        assert {one.result(60) for one in saves} == {200}
