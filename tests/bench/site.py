"""The site under load: saving one answer with its checks over HTTP, and the page of a part.

Eight clients on the one-command server, on SQLite and on PostgreSQL; the peer is a plain Django
ModelForm on the same server and database, which neither checks nor keeps a history.
"""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil
import psycopg
from rich.table import Table
from scripts import with_postgresql
from tests.bench.load import SECTION, Measured, Task, measure
from tests.bench.many_filings import FEW, MANY, measure_many_filings
from tests.bench.slow_clients import CLIENTS as SLOW
from tests.bench.slow_clients import measure_waits
from tests.site.site_process import Site, free_port
from tests.site.site_visitor import Visitor

from jiqun.engine import cell, find_editions, load_edition
from jiqun.site.serving.server import WEB_PROCESSES

EDITION = "ningxia-2026"
PASSWORD = "枸杞红了-2026"
PEOPLE = ("zhongning", "zhongning-park")
CLIENTS = 8
SECONDS = 8.0
PAGES = 30
NOTES = 500


@dataclass(frozen=True)
class Load:
    """What the clients measured, and the time of processors that the server took for one save, in
    milliseconds: that says the same on a machine that does other things beside."""

    measured: Measured
    work: float

    @property
    def busy(self) -> float:
        """How many processors the server kept busy."""
        return self.measured.rate * self.work / 1000


def site_table() -> Table:
    """Measure everything; the goals stand beside the figures."""
    table = Table(
        "工作",
        "本软件",
        "对照：ModelForm",
        "对照 ÷ 本软件",
        "目标（空闲的双核机器）",
        title=f"网站基准：{CLIENTS} 个客户端逐项保存并校验（同一次运行）",
    )
    _add_waits(table)
    _add_many_filings(table)
    for name, found in _databases():
        with found as addresses:
            if addresses is None:
                table.add_row(f"{name}：没有安装，没有测", "—", "—", "—", "")
                continue
            ours, pages, presence = _ours(addresses[0])
            _add(table, name, ours, pages, _plain(addresses[1]))
            _add_edit(table, ours, presence)
    return table


def _add_waits(table: Table) -> None:
    waits = measure_waits()
    table.add_row("启动后的第一个页面", f"{waits.first:.0f} 毫秒", "—", "—", "≤ 100 毫秒")
    for words, among, alone in zip(("中位", "最长"), waits.among, waits.alone, strict=True):
        table.add_row(
            f"{SLOW} 个极慢的连接之间的页面，{words}（对照：没有这些连接）",
            f"{among:.0f} 毫秒",
            f"{alone:.0f} 毫秒",
            f"{alone / among:.2f}×",
            "< 300 毫秒",
        )
    table.add_section()


def _add_many_filings(table: Table) -> None:
    found = measure_many_filings()
    table.add_row(
        f"轮流保存 {MANY} 份表（对照：{FEW} 份）",
        f"{found.many * 1000:.1f} 毫秒",
        f"{found.few * 1000:.1f} 毫秒",
        f"{found.few / found.many:.2f}×",
        "≥ 0.91×",
    )
    table.add_row(f"　　{MANY} 份占内存", f"{found.memory:.0f} MB", "—", "—", "", end_section=True)


def _add(table: Table, name: str, mine: Load, pages: tuple[float, float], theirs: Load) -> None:
    ours, peer = mine.measured, theirs.measured
    table.add_row(
        f"{name}：自动保存",
        f"{ours.rate:.0f} 次/秒",
        f"{peer.rate:.0f} 次/秒",
        f"{peer.rate / ours.rate:.1f}×",
        "≥ 300 次/秒",
    )
    for words, own, other, goal in (
        ("中位", ours.p50, peer.p50, ""),
        ("p99", ours.p99, peer.p99, "< 150 毫秒"),
        ("每次占用处理器", mine.work, theirs.work, ""),
    ):
        table.add_row(f"　　{words}", f"{own:.1f} 毫秒", f"{other:.1f} 毫秒", "—", goal)
    table.add_row(
        "　　忙着的处理器",
        f"{mine.busy:.2f}",
        f"{theirs.busy:.2f}",
        "—",
        "≥ 对照 − 0.1",
    )
    table.add_row("　　失败", f"{ours.failures} 次", f"{peer.failures} 次", "—", "0 次")
    still, changed = pages
    table.add_row("　　第二部分页面", f"{still:.1f} 毫秒", "—", "—", "≤ 50 毫秒")
    table.add_row("　　改一项后的第二部分页面", f"{changed:.1f} 毫秒", "—", "—", "≤ 50 毫秒")


def _add_edit(table: Table, mine: Load, presence: float) -> None:
    """An edit as a browser makes it: the save, which tells the findings, and of what the page says
    every 12 seconds of who is there the third that falls to an edit every 4 seconds."""
    edit = mine.work + presence / 3
    table.add_row("　　在场通报占用处理器", f"{presence:.1f} 毫秒", "—", "—", "≤ 1.5 毫秒")
    table.add_row(
        "　　浏览器里的一次编辑", f"{edit:.1f} 毫秒", "—", "—", "≤ 8 毫秒", end_section=True
    )


def _ours(database: str) -> tuple[Load, tuple[float, float], float]:
    """Saving; the median of the page as it is and after a change, and the server's processor time
    for saying that somebody is there, in milliseconds."""
    with tempfile.TemporaryDirectory(prefix="jiqun-bench-") as folder:
        known = {"JIQUN_DEMO_PASSWORD": PASSWORD, "DATABASE_URL": database}
        site = Site(Path(folder), known=known)
        site.start("demo")
        try:
            assert site.process
            pages = _pages(site.port)
            names = [str(cell(*figure)) for figure in figures()]
            task = Task(site.port, CLIENTS, SECONDS, names, people=PEOPLE, password=PASSWORD)
            return _load([site.process], task), pages, _presence(site)
        finally:
            site.end()


def _presence(site: Site) -> float:
    assert site.process
    visitor = Visitor(site.port)
    visitor.log_in(PEOPLE[0], PASSWORD)
    path = f"{visitor.application()}presence/"
    body, media_type = urlencode({"section": SECTION}), "application/x-www-form-urlencoded"
    before = worked(site.process)
    for _ in range(NOTES):
        if visitor.ask("POST", path, body, media_type)[0] != 200:
            raise RuntimeError(f"{path} was refused")
    visitor.leave()
    return (worked(site.process) - before) / NOTES * 1000


def _pages(port: int) -> tuple[float, float]:
    visitor = Visitor(port)
    visitor.log_in(PEOPLE[0], PASSWORD)
    address = visitor.application()
    key = "total_output:2025"
    revision = visitor.answers(address, SECTION)[key]["revision"]
    still, changed = [], []
    for number in range(PAGES):
        still.append(_time(visitor, f"{address}part/2/"))
        visitor.save(address, key, f"{number + 70}.25", revision + number, SECTION)
        changed.append(_time(visitor, f"{address}part/2/"))
    visitor.leave()
    # The first ones find a server that has just started.
    return statistics.median(still[5:]), statistics.median(changed[5:])


def _time(visitor: Visitor, path: str) -> float:
    begin = time.perf_counter()
    status, _ = visitor.ask("GET", path)
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")
    return (time.perf_counter() - begin) * 1000


def _plain(database: str) -> Load:
    known = {**os.environ, "DATABASE_URL": database}
    lay = [sys.executable, "-m", "tests.bench.plain.lay"]
    laid = subprocess.run(lay, env=known, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    session = laid.stdout.split()[-1]
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.plain.serve", "127.0.0.1", str(port)]
    servers = [subprocess.Popen(command, env=known) for _ in range(WEB_PROCESSES)]
    try:
        _wait(port)
        names = ["_".join(figure) for figure in figures()]
        task = Task(port, CLIENTS, SECONDS, names, path="/draft/1/", session=session)
        return _load(servers, task)
    finally:
        for server in servers:
            server.send_signal(signal.SIGTERM)
            server.wait(20)


def _load(servers: list[subprocess.Popen[Any]], task: Task) -> Load:
    before = sum(map(worked, servers))
    measured = measure(task)
    return Load(measured, (sum(map(worked, servers)) - before) / measured.saves * 1000)


def worked(server: subprocess.Popen[Any]) -> float:
    """The seconds of processors that a server and what it started took so far."""
    first = psutil.Process(server.pid)
    times = [process.cpu_times() for process in (first, *first.children(recursive=True))]
    return sum(time.user + time.system for time in times)


def _wait(port: int) -> None:
    for _ in range(150):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.2)
    raise RuntimeError("the baseline did not start")


def figures() -> list[tuple[str, str]]:
    """The figures of the second part: field and year."""
    section = load_edition(find_editions()[EDITION]).main.section_by_id[SECTION]
    return [
        (field.id, period)
        for field in section.fields
        if field.kind.numeric
        for period in field.periods
    ]


def _databases() -> Iterator[tuple[str, AbstractContextManager[tuple[str, str] | None]]]:
    yield "SQLite", _sqlite()
    yield "PostgreSQL", _postgresql()


@contextmanager
def _sqlite() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory(prefix="jiqun-bench-") as folder:
        yield f"sqlite:///{folder}/site.sqlite3", f"sqlite:///{folder}/plain.sqlite3"


@contextmanager
def _postgresql() -> Iterator[tuple[str, str] | None]:
    """Two empty databases on a server of its own; None where PostgreSQL is not installed."""
    with ExitStack() as stack:
        try:
            address = stack.enter_context(with_postgresql.server())
        except SystemExit:
            yield None
            return
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE DATABASE plain")
        yield address, f"{address.rpartition('/')[0]}/plain"
