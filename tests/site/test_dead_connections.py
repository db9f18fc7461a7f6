"""Connections that a database left dead behind: nobody meets one."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import psycopg
from postgresql_server import postgresql_server
from site_process import Site
from site_visitor import Visitor

PASSWORD = "枸杞红了-2026"
AT_ONCE = 8


def test_dead_connections_are_met_by_nobody(tmp_path: Path) -> None:
    with postgresql_server() as server:
        known = {"JIQUN_DEMO_PASSWORD": PASSWORD, "DATABASE_URL": server.address}
        site = Site(tmp_path, known=known)
        site.start("demo")
        try:
            visitors = [Visitor(site.port) for _ in range(AT_ONCE)]
            for visitor in visitors:
                visitor.log_in("zhongning", PASSWORD)
            assert set(_all_at_once(visitors)) == {200}  # so that each process keeps several
            line = server.kill()
            server.start(line)
            _wait_for(server.address)
            assert {visitor.ask("GET", "/")[0] for visitor in visitors} == {200}
        finally:
            site.kill_all()


def _all_at_once(visitors: list[Visitor]) -> list[int]:
    found: list[int] = []

    def look(visitor: Visitor) -> None:
        found.extend(visitor.ask("GET", "/")[0] for _ in range(5))

    threads = [threading.Thread(target=look, args=[visitor]) for visitor in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _wait_for(address: str) -> None:

    for _ in range(300):
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.Error:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not come back")
