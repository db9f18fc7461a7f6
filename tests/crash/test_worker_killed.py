"""The worker is killed while it reads a Word file: the file is read all the same, or given up."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from tests.site.laid_site import PASSWORD, LaidSite
from tests.site.site_process import Site, wait_until
from tests.site.site_visitor import Visitor

MOST_TRIES = 3


@pytest.fixture(scope="module")
def site(laid_site: LaidSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demonstration, served."""
    site = laid_site(tmp_path_factory.mktemp("site"))
    site.start("serve")
    yield site
    if site.process and site.process.poll() is None:
        site.kill_all()


@pytest.fixture
def clerk(site: Site) -> Visitor:
    visitor = Visitor(site.port)
    visitor.log_in("zhongning", PASSWORD)
    return visitor


def kill_at_the_reading(site: Site, tries: int) -> None:
    """Kill the worker in the middle of its work on the only job, once it is at it that often."""
    # The reading itself takes a third of a second.
    wait_until(lambda: job(site)[:2] == ("RUNNING", tries), 60, every=0.01)
    os.kill(site.children()["worker"][0], signal.SIGKILL)


def job(site: Site) -> tuple[str, int, str]:
    """State and number of tries of the latest job, and the state of its preview."""
    with closing(sqlite3.connect(site.folder / "jiqun.sqlite3")) as database:
        (found,) = database.execute(
            "SELECT status, json_array_length(worker_ids),"
            " (SELECT state FROM filings_importpreview ORDER BY id DESC LIMIT 1)"
            " FROM django_tasks_database_dbtaskresult ORDER BY enqueued_at DESC LIMIT 1"
        )
    return found


def printed(clerk: Visitor) -> bytes:
    status, word = clerk.ask("POST", f"{clerk.application()}download/word/", "do=1", FORM)
    assert status == 200 and word.startswith(b"PK")
    return word


FORM = "application/x-www-form-urlencoded"


def test_file_is_read_though_the_worker_was_killed_at_it(site: Site, clerk: Visitor) -> None:
    preview = clerk.bring(clerk.application(), printed(clerk))
    kill_at_the_reading(site, 1)
    wait_until(lambda: job(site) == ("SUCCESSFUL", 2, "open"), 30)
    assert "逐项对照" in clerk.ask("GET", preview)[1].decode()
    assert kept(site) == []
    assert site.run("verify-journal").returncode == 0


def test_file_that_kills_the_worker_three_times_is_given_up_with_a_number(
    site: Site, clerk: Visitor
) -> None:
    preview = clerk.bring(clerk.application(), printed(clerk))
    for tries in range(1, MOST_TRIES + 1):
        kill_at_the_reading(site, tries)
    wait_until(lambda: job(site) == ("FAILED", MOST_TRIES, "refused"), 30)
    page = clerk.ask("GET", preview)[1].decode()
    assert "试了几次都没有成功" in page and "重新上传" in page
    number = re.search("事件编号 ([0-9A-F]{4}-[0-9A-F]{4})", page)
    assert number
    assert kept(site) == []
    assert site.process and site.process.stdout
    site.process.send_signal(signal.SIGTERM)
    assert f"incident {number[1]}: job " in site.process.stdout.read()


def kept(site: Site) -> list[str]:
    """The Word files that still lie there."""
    return [path.name for path in (site.folder / "brought").rglob("*") if path.is_file()]
