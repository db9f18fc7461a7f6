"""The home page of city and region, with few and many applications, and what clerks feel of it.

The baseline is the same page with thirty applications, and the clerks' saving while nobody asks for
lists.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.table import Table
from tests.bench.load import Task, measure
from tests.bench.site import CLIENTS, PASSWORD, PEOPLE, SECONDS, figures, worked
from tests.site.site_process import Site
from tests.site.site_visitor import Visitor

from jiqun.engine import cell

SIZES = (30, 300, 3000)
PAGES = 60
LOOKERS = {"自治区": "ningxia", "地级市": "zhongwei"}
# Applications like those of the demonstration, each of a county of its own below the city.
_MORE = """
import sys
from django.utils import timezone
from jiqun.records.applications.models import Application
from jiqun.records.filings.models import Filing
from jiqun.records.filings.public_ids import new_id
from jiqun.records.organisations.models import Office
like = Application.objects.select_related("county", "filing").get(county__name__contains="中宁")
have, now = Application.objects.count(), timezone.now()
for number in range(have, {size}):
    county = Office.objects.create(
        name=f"第{{number:04}}县工业和信息化局", level="county", parent=like.county.parent,
        division=f"{{100000 + number}}",
    )
    filing = Filing.objects.get(pk=like.filing_id)
    filing.pk, filing.public_id, filing.mark, filing.owner = None, new_id(), new_id(), county
    filing.save(force_insert=True)
    Application.objects.create(
        call=like.call, county=county, filing=filing, stage=like.stage, created_at=now
    )
print(Application.objects.count())
"""


def lists_table() -> Table:
    """Measure the pages at each size, then the clerks."""
    table = Table(
        "工作",
        *(f"{size} 份申报" for size in SIZES),
        "最多 ÷ 最少",
        "目标",
        title="首页列表基准（服务器占用的处理器，毫秒一页；SQLite）",
    )
    with tempfile.TemporaryDirectory(prefix="jiqun-bench-") as folder:
        site = Site(Path(folder), known={"JIQUN_DEMO_PASSWORD": PASSWORD})
        site.start("demo")
        try:
            work: dict[str, list[float]] = {name: [] for name in LOOKERS}
            for size in SIZES:
                done = site.run("shell", "-v0", "-c", _MORE.format(size=size))
                if done.stdout.strip() != str(size):
                    raise RuntimeError(done.stderr)
                for name, person in LOOKERS.items():
                    work[name].append(_page(site, person))
            for name, found in work.items():
                cells = (f"{one:.1f}" for one in found)
                table.add_row(f"{name}首页", *cells, f"{found[-1] / found[0]:.2f}×", "≤ 60 毫秒")
            table.add_section()
            alone, beside = _clerks(site)
            table.add_row(
                "填报人员保存的 p99，无人看列表",
                *("—", "—", f"{alone:.1f} 毫秒", "", ""),
            )
            table.add_row(
                "同上，两名自治区用户不断刷新首页",
                *("—", "—", f"{beside:.1f} 毫秒", f"{beside / alone:.2f}×", "≤ 1.5 ×"),
            )
        finally:
            site.end()
    return table


def _page(site: Site, person: str) -> float:
    assert site.process
    visitor = Visitor(site.port)
    visitor.log_in(person, PASSWORD)
    for number in range(PAGES + 5):
        if number == 5:  # the first ones find a server that has just started
            before = worked(site.process)
        status, _ = visitor.ask("GET", "/")
        if status != 200:
            raise RuntimeError(f"the home page answered {status}")
    visitor.leave()
    return (worked(site.process) - before) / PAGES * 1000


def _clerks(site: Site) -> tuple[float, float]:
    """The 99th of a hundred saves, alone and beside two who reload the list; each twice."""
    task = Task(
        site.port,
        CLIENTS,
        SECONDS / 2,
        [str(cell(*figure)) for figure in figures()],
        people=PEOPLE,
        password=PASSWORD,
    )
    alone, beside = [], []
    for _ in range(2):
        alone.append(measure(task).p99)
        with _reloading(site):
            beside.append(measure(task).p99)
    return min(alone), min(beside)


@contextmanager
def _reloading(site: Site) -> Iterator[None]:
    over = threading.Event()

    def reload() -> None:
        visitor = Visitor(site.port)
        visitor.log_in("ningxia", PASSWORD)
        while not over.is_set():
            visitor.ask("GET", "/")
            time.sleep(0.2)  # as fast as a hand on the key
        visitor.leave()

    threads = [threading.Thread(target=reload) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()
