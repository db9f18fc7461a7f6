"""Saves while others read pages and download PDFs and Word files; and what the processes then hold.

Eight clients on the one-command server on SQLite: saves alone and in a mix, in turn; then 200 PDFs.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterable
from pathlib import Path

import psutil
from rich.table import Table
from tests.bench.load import MIX, Measured, Task, measure
from tests.bench.site import CLIENTS, PASSWORD, PEOPLE, figures
from tests.site.site_process import Site
from tests.site.site_visitor import Visitor

from jiqun.engine import cell

SECONDS = 6.0
TURNS = 3
PDFS = 200
MEGABYTE = 2**20


def mix_table() -> Table:
    """Measure everything; the goals stand beside the figures."""
    mixed = ", ".join(f"{MIX.count(what)} % {what}" for what in dict.fromkeys(MIX))
    table = Table(title=f"{CLIENTS} clients on SQLite; mix: {mixed}")
    for head in ("", "alone", "in the mix", "mix ÷ alone", "goal"):
        table.add_column(head)
    with tempfile.TemporaryDirectory(prefix="jiqun-bench-") as folder:
        site = Site(Path(folder), known={"JIQUN_DEMO_PASSWORD": PASSWORD})
        site.start("demo")
        try:
            _add_saves(table, site)
            _add_memory(table, site)
        finally:
            site.end()
    return table


def _add_saves(table: Table, site: Site) -> None:
    alone: list[Measured] = []
    mixed: list[Measured] = []
    names = [str(cell(*figure)) for figure in figures()]
    for _ in range(TURNS):
        for found, mix in ((alone, False), (mixed, True)):
            task = Task(
                site.port, CLIENTS, SECONDS, names, people=PEOPLE, password=PASSWORD, mix=mix
            )
            found.append(measure(task))
    for words, name, goal in (
        ("saves a second", "rate", ""),
        ("median of a save, ms", "p50", ""),
        ("p99 of a save, ms", "p99", "≤ 2"),
    ):
        one, other = (statistics.median(getattr(m, name) for m in ms) for ms in (alone, mixed))
        table.add_row(words, f"{one:.1f}", f"{other:.1f}", f"{other / one:.2f}", goal)
    failed = [str(sum(m.failures for m in ms)) for ms in (alone, mixed)]
    table.add_row("failures", *failed, "", "0", end_section=True)


def _add_memory(table: Table, site: Site) -> None:
    before = _held(_web(site))
    visitor = Visitor(site.port)
    visitor.log_in(PEOPLE[0], PASSWORD)
    address = visitor.application()
    for _ in range(PDFS):
        status, _ = visitor.ask("GET", f"{address}download/pdf/")
        if status != 200:
            raise RuntimeError(f"a PDF was answered with {status}")
    visitor.leave()
    web = _web(site)
    drawing = [child for process in web for child in process.children()]
    for words, processes, goal in (
        (f"web processes after {PDFS} PDFs", web, "≤ 220 MB each"),
        ("typesetters", drawing, f"≤ {len(web)} processes"),
    ):
        then = before if processes is web else ""
        table.add_row(f"{words}, PSS (RSS) MB", then, _held(processes), "", goal)


def _web(site: Site) -> list[psutil.Process]:
    return [psutil.Process(number) for number in site.children()["web"]]


def _held(processes: Iterable[psutil.Process]) -> str:
    held = [process.memory_full_info() for process in processes]
    return ", ".join(f"{m.pss / MEGABYTE:.0f} ({m.rss / MEGABYTE:.0f})" for m in held)
