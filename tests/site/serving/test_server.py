"""The one-command server, for real: it starts, answers, mends itself and ends whole."""

from __future__ import annotations

import os
import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from laid_site import PASSWORD, TWO_PROCESSES, LaidSite
from site_process import Site, wait_until
from site_visitor import Visitor

from jiqun.demo.accounts import ACCOUNTS
from jiqun.site.serving.server import WEB_PROCESSES


@pytest.fixture(scope="module")
def laid(laid_site: LaidSite, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A demonstration that is laid out and not served."""
    return laid_site(tmp_path_factory.mktemp("site"), **TWO_PROCESSES)


@pytest.fixture
def served(laid: Site) -> Iterator[Site]:
    """The demonstration served."""
    laid.start("serve")
    yield laid
    if laid.process and laid.process.poll() is None:
        laid.kill_all()


def test_serve_answers_and_gives_static_files_by_names_made_from_their_content(
    served: Site,
) -> None:
    page = served.get("/account/login/")
    assert "演示" in page
    assert all(account.username in page for account in ACCOUNTS)
    address = page.split('href="/static/jiqun/css/variables.')[1].split('"')[0]
    assert "--primary" in served.get(f"/static/jiqun/css/variables.{address}")
    children = served.children()
    own = os.nice(0)  # with which these tests were started, and so their site
    (worker,) = children["worker"]
    assert psutil.Process(worker).nice() == min(own + 10, 19)
    assert [psutil.Process(web).nice() for web in children["web"]] == [own] * WEB_PROCESSES


def test_serve_starts_again_what_was_killed(served: Site) -> None:
    before = _family(served)
    for process in before:
        process.kill()
    assert psutil.wait_procs(before, timeout=10)[1] == []
    wait_until(lambda: len(_family(served)) == WEB_PROCESSES + 1)
    wait_until(lambda: _answers(served), 60)
    assert "登录" in served.get("/account/login/")


def test_web_process_that_dies_leaves_the_site_to_the_other(served: Site) -> None:
    # The address is told once one of them answers; the other may still be warming up.
    wait_until(lambda: all(map(_listens, served.children()["web"])), 60)
    first = served.children()["web"][0]
    os.kill(first, signal.SIGKILL)
    # Dying it loses its name before its socket, so it is waited for until it is gone.
    wait_until(lambda: not psutil.pid_exists(first))
    for _ in range(5):
        assert "登录" in served.get("/account/login/")


def test_process_that_dies_again_and_again_is_started_ever_later_and_the_site_stays(
    served: Site,
) -> None:
    deaths: list[int] = []
    while len(deaths) < 6:
        deaths.append(_next_worker(served, deaths))
        os.kill(deaths[-1], signal.SIGKILL)
        assert "登录" in served.get("/account/login/")
    assert served.process and served.process.poll() is None
    said = served.said_until("连续第 6 次")
    waits = [float(wait) for wait in re.findall(r"后台处理停止了（信号 9，.*?([0-9.]+) 秒后", said)]
    assert waits == [0.2, 0.4, 0.8, 1.6, 3.2, 6.4]


def _listens(process: int) -> bool:
    sockets = psutil.Process(process).net_connections("tcp")
    return any(one.status == psutil.CONN_LISTEN for one in sockets)


def _next_worker(site: Site, before: list[int]) -> int:
    wait_until(lambda: set(site.children().get("worker", [])) - set(before))
    (worker,) = site.children()["worker"]
    return worker


def _family(site: Site) -> list[psutil.Process]:
    return [psutil.Process(one) for those in site.children().values() for one in those]


def _answers(site: Site) -> bool:
    try:
        return bool(site.get("/account/session/"))
    except OSError:
        return False


def test_serve_told_to_end_leaves_nobody_behind(served: Site) -> None:
    assert served.process
    family = psutil.Process(served.process.pid).children(recursive=True)
    assert served.end() == 0
    assert psutil.wait_procs(family, timeout=10)[1] == []


def test_serve_killed_takes_its_children_along(served: Site) -> None:
    assert served.process
    family = psutil.Process(served.process.pid).children(recursive=True)
    served.end(signal.SIGKILL)
    assert psutil.wait_procs(family, timeout=15)[1] == []


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_pdfs_are_drawn_by_few_processes_that_end_with_the_site(
    served: Site, how: signal.Signals
) -> None:
    visitor = Visitor(served.port)
    visitor.log_in("zhongning", PASSWORD)
    address = visitor.application()
    for _ in range(6):
        status, file = visitor.ask("GET", f"{address}download/pdf/")
        assert (status, file[:5]) == (200, b"%PDF-")
    visitor.leave()
    assert served.process
    family = psutil.Process(served.process.pid).children(recursive=True)
    drawing = [p for p in family if any("typesetter" in word for word in p.cmdline())]
    assert 1 <= len(drawing) <= WEB_PROCESSES
    served.end(how)
    assert psutil.wait_procs(family, timeout=15)[1] == []


def test_serve_on_a_taken_port_says_which_to_take(laid: Site) -> None:
    with socket.create_server(("127.0.0.1", laid.port)):
        done = laid.run("serve")
    assert done.returncode == 2
    assert f"不能在 127.0.0.1 的 {laid.port} 端口上启动" in done.stderr


def test_serve_with_tables_behind_the_program_refuses(tmp_path: Path) -> None:
    done = Site(tmp_path).run("serve")
    assert done.returncode == 2
    assert "jiqun-site migrate" in done.stderr
