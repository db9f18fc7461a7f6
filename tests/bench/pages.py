"""Long pages: a key in a list of 2,000 rows beside one in a list of 20, the evidence page with 200
files beside the page of the history, a part's first visit over a slow line.

Time is that of processors: of the browser for a key, slowed to a quarter, of the server for a page.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from rich.table import Table
from tests.bench.site import PASSWORD, PEOPLE
from tests.machine import CHROMIUM
from tests.site.site_process import Site

ROWS, FEW, FILES = 2000, 20, 200
KEYS = 12
PAGES = 30
SLOWED = {"offline": False, "latency": 80, "downloadThroughput": -1, "uploadThroughput": -1}
VISITS = 5
_LAY = """
import io
from jiqun.demo.pdf_page import page
from jiqun.engine import Address
from jiqun.records.applications.models import Application
from jiqun.records.evidence import actions, queries
from jiqun.records.filings import queries as filings
from jiqun.records.filings.actions import Change, save_answers
from jiqun.records.organisations.models import Person
who = Person.objects.get(username={person!r})
filing = Application.objects.get(public_id={application!r}).filing
at, now = Address(list="patents"), filings.answers_now(filing)
rows = [{{"number": f"ZL{{n:012d}}.X", "name": f"枸杞烘干装置{{n}}"}} for n in range({rows})]
save_answers(filing, [Change(at, rows, now[at].revision if at in now else 0)], who)
places = [tick.at for tick in queries.matrix(filing, filings.answers(filing)).ticks]
for number in range(len(queries.pieces_of(filing)), {files}):
    proof, place = io.BytesIO(page([str(number)])), places[number % len(places)]
    name = f"关于机制的通知（第{{number}}号）.pdf"
    actions.add_piece(filing, name, proof, "authority", [place], who)
"""


def pages_table() -> Table:
    """Measure everything; the goals stand beside the figures."""
    table = Table("工作", "本软件", "对照", "÷", "目标（空闲的双核机器）", title="长页面基准")
    with tempfile.TemporaryDirectory(prefix="jiqun-bench-") as folder, sync_playwright() as play:
        site = Site(Path(folder), known={"JIQUN_DEMO_PASSWORD": PASSWORD})
        site.start("demo")
        browser = play.chromium.launch(executable_path=CHROMIUM)
        try:
            _measure(table, site, browser)
        finally:
            browser.close()
            site.end()
    return table


def _measure(table: Table, site: Site, browser: Browser) -> None:
    page = browser.new_page(base_url=site.address, viewport={"width": 1366, "height": 768})
    page.goto("/account/login/")
    page.locator("[name=login]").fill(PEOPLE[0])
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("/")
    way = page.locator(".card-head a.btn").first.get_attribute("href") or ""
    address = "/".join(way.split("/")[:3]) + "/"
    few = _key(page, site, address, FEW)
    many = _key(page, site, address, ROWS)
    table.add_row(
        f"{ROWS} 行清单里按一个键（处理器放慢到四分之一；对照：{FEW} 行）",
        f"{many:.0f} 毫秒",
        f"{few:.0f} 毫秒",
        f"{many / few:.1f}×",
        "≤ 50 毫秒，≤ 1.3×",
    )
    nodes = page.evaluate("document.querySelectorAll('*').length")
    table.add_row("　　这一页的节点", str(nodes), "—", "—", "≤ 3000")
    ours, peer, size = _evidence(page, site, address)
    table.add_row(
        f"{FILES} 份文件的佐证材料页（对照：操作记录页）",
        f"{ours:.0f} 毫秒",
        f"{peer:.0f} 毫秒",
        f"{ours / peer:.1f}×",
        "≤ 40 毫秒",
    )
    table.add_row("　　网页大小", f"{size / 1000:.0f} kB", "—", "—", "≤ 150 kB")
    first = statistics.median(
        _first_visit(browser, page, f"{address}part/2/") for _ in range(VISITS)
    )
    table.add_row(
        "第一次打开第二部分（往返 80 毫秒）", f"{first:.0f} 毫秒", "—", "—", "≤ 1000 毫秒"
    )


def _lay(site: Site, address: str, rows: int, files: int) -> None:
    told = {"person": PEOPLE[0], "application": address.split("/")[2], "rows": rows, "files": files}
    done = site.run("shell", "--verbosity", "0", "-c", _LAY.format(**told))
    if done.returncode:
        raise RuntimeError(done.stderr)


def _key(page: Page, site: Site, address: str, rows: int) -> float:
    """The median of the browser's work for one key, in milliseconds."""
    _lay(site, address, rows, 0)
    page.goto(f"{address}part/3/")
    line = page.context.new_cdp_session(page)
    line.send("Performance.enable")
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.locator('[id="a-lists:patents:5:name"]').click()
    page.wait_for_timeout(2000)  # what came with opening the page is over
    found = []
    for _ in range(KEYS):
        before = _worked(line)
        page.keyboard.press("a")
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        found.append((_worked(line) - before) * 1000)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    line.detach()
    return statistics.median(found)


def _worked(line: CDPSession) -> float:
    metrics: list[dict[str, Any]] = line.send("Performance.getMetrics")["metrics"]
    return next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")


def _evidence(page: Page, site: Site, address: str) -> tuple[float, float, int]:
    """Milliseconds of processors for the evidence page and the history, turn by turn; its bytes."""
    _lay(site, address, ROWS, FILES)
    ask = page.context.request
    times: dict[str, float] = {"evidence/": 0, "history/": 0}
    for number in range(PAGES + 3):
        for path in times:
            before = _served(site)
            ask.get(f"{address}{path}")
            if number >= 3:  # the first ones find a server that has just learnt of the files
                times[path] += _served(site) - before
    ours, peer = (taken / PAGES * 1000 for taken in times.values())
    return ours, peer, len(ask.get(f"{address}evidence/").body())


def _served(site: Site) -> float:
    """The seconds of processors that the site took so far."""
    assert site.process
    first = psutil.Process(site.process.pid)
    times = [process.cpu_times() for process in (first, *first.children(recursive=True))]
    return sum(time.user + time.system for time in times)


def _first_visit(browser: Browser, page: Page, path: str) -> float:
    """Milliseconds until a page is there that the browser has nothing of, over a slow line."""
    with browser.new_context(base_url=page.url.partition("/a/")[0]) as visit:
        visit.add_cookies(page.context.cookies())
        fresh = visit.new_page()
        visit.new_cdp_session(fresh).send("Network.emulateNetworkConditions", SLOWED)
        fresh.goto(path)
        return float(fresh.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
