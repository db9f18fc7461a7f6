"""The one-command server, for real: it starts, answers, mends itself and ends whole."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from site_process import Site, wait_until
from site_visitor import Visitor

from jiqun.demo.accounts import ACCOUNTS
from jiqun.site.serving.server import WEB_PROCESSES


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A demonstration that is laid out and not served."""
    site = Site(tmp_path_factory.mktemp("site"), known={"JIQUN_DEMO_PASSWORD": "枸杞红了-2026"})
    done = site.run("demo", "--without-serving")
    assert done.returncode == 0, done.stderr
    return site


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
    assert psutil.Process(children["worker"]).nice() == min(own + 10, 19)
    assert psutil.Process(children["web"]).nice() == own


def test_serve_starts_again_what_was_killed(served: Site) -> None:
    before = served.children()
    family = [psutil.Process(before["web"]), *psutil.Process(before["web"]).children()]
    for process in before.values():
        os.kill(process, signal.SIGKILL)
    assert psutil.wait_procs(family, timeout=10)[1] == []
    wait_until(lambda: set(served.children().values()).isdisjoint(before.values()))
    wait_until(lambda: set(served.children()) == {"web", "worker"})
    wait_until(lambda: _answers(served))
    assert "登录" in served.get("/account/login/")


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
    visitor.log_in("zhongning", "枸杞红了-2026")
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
