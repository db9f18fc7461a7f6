"""The deadline hour: savers and submitters arrive as they come; what was acknowledged is compared
with what is there afterwards, on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psutil
from rich.table import Table
from scripts import with_postgresql
from tests.bench.arrivals import Arrivals, Served, p95
from tests.site.site_process import Site

SECONDS = float(os.environ.get("JIQUN_BENCH_SECONDS", "300"))
SAVERS, SUBMITTERS = 8.0, 3.0  # a second
COUNTIES = 20
GOAL = 10_000  # submissions an hour


def deadline_table() -> Table:
    """Measure on both databases; the goals stand beside the figures."""
    title = f"截止前一小时：每秒 {SAVERS:g} 次保存、{SUBMITTERS:g} 次提交，开放到达，{SECONDS:g} 秒"
    table = Table("", "SQLite", "PostgreSQL", "目标", title=title)
    columns = [_measured(found) for found in (_sqlite(), _postgresql())]
    for words, goal in _ROWS.items():
        table.add_row(words, *(column.get(words, "没有安装") for column in columns), goal)
    return table


_ROWS = {
    "提交 份/小时": f"≥ {GOAL:,}",
    "提交 p95 毫秒（按下到看见结果）": "",
    "保存 p95 毫秒": "",
    "处理器 毫秒/请求": "",
    "失败": "0",
    "丢失（提交，保存）": "0，0",
    "重复": "0",
    "不变式不成立": "0",
}


@contextmanager
def _sqlite() -> Iterator[str | None]:
    yield ""


@contextmanager
def _postgresql() -> Iterator[str | None]:
    try:
        hindrance = with_postgresql.what_hinders(with_postgresql.programs())
    except SystemExit as missing:
        hindrance = str(missing)
    if hindrance:
        yield None
        return
    with with_postgresql.server() as address:
        yield address


def _measured(database: Any) -> dict[str, str]:
    with database as address, tempfile.TemporaryDirectory(prefix="jiqun-bench-") as folder:
        if address is None:
            return {}
        site = Site(Path(folder), known={"DATABASE_URL": address} if address else {})
        if (done := site.run("migrate")).returncode:
            raise RuntimeError(done.stderr)
        ready = int(SECONDS * SUBMITTERS * 1.2 / COUNTIES) + 1
        counties = json.loads(_program(site, "", "lay", str(COUNTIES), str(ready)))
        site.start("serve")
        try:
            before = _worked(site)
            task = Arrivals(site.port, SECONDS, SAVERS, SUBMITTERS, counties)
            served = _served(task)
            work = _worked(site) - before
        finally:
            site.end()
        ledger = {"submissions": served.submissions, "saves": served.saved}
        verdict = json.loads(_program(site, json.dumps(ledger), "look"))
    asked = len(served.saves) + 2 * len(served.submits)
    return {
        "提交 份/小时": f"{len(set(served.submissions)) / SECONDS * 3600:,.0f}",
        "提交 p95 毫秒（按下到看见结果）": f"{p95(served.submits):.0f}",
        "保存 p95 毫秒": f"{p95(served.saves):.0f}",
        "处理器 毫秒/请求": f"{work / asked * 1000:.1f}",
        "失败": str(served.failures),
        "丢失（提交，保存）": f"{verdict['lost']}，{verdict['lost saves']}",
        "重复": str(verdict["double"]),
        "不变式不成立": str(len(verdict["broken"])),
    }


def _program(site: Site, given: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.deadline_world", *words],
        input=given,
        env=site.environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def _served(task: Arrivals) -> Served:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.arrivals"],
        input=json.dumps(asdict(task)),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=task.seconds + 300,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Served(**json.loads(done.stdout))


def _worked(site: Site) -> float:
    """The seconds of processors that the web processes have taken."""
    return sum(sum(psutil.Process(number).cpu_times()[:2]) for number in site.children()["web"])
