"""What a journey may ask for: the site as a process of its own, a browser, watched visits to it."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from site_process import Site
from visiting import PASSWORD, PATIENCE, Visit, Visits

_CHROMIUM = Path("/usr/bin/chromium")
_QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
_OPEN_CALL = """
from datetime import timedelta
from django.utils import timezone
from jiqun.records.applications.actions import open_call
from jiqun.records.journal.actions import SYSTEM
now = timezone.now()
open_call("ningxia-2026", {title!r}, now - timedelta(hours=1), now + timedelta(days=30), SYSTEM)
"""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The one-command server with the demonstration, in a folder and at a port of its own.

    A test that stops or spoils the site starts one of its own instead.
    """
    running = Site(tmp_path_factory.mktemp("site"), known={"JIQUN_DEMO_PASSWORD": PASSWORD})
    running.start("demo")
    yield running
    if running.process and running.process.poll() is None:
        running.end()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    if not _CHROMIUM.exists():
        missing = f"{_CHROMIUM} is not installed: journeys are skipped; run scripts/test-machine"
        warnings.warn(missing, stacklevel=1)  # seen at the end of every run, unlike a skip
        pytest.skip(missing)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=_CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", *_QUIET],
        )
        yield running
        running.close()


@pytest.fixture
def visit(site: Site, browser: Browser) -> Iterator[Visit]:
    """Opens pages: visit("zhongning", "/"), each call in a context of its own.

    At the end no page may have written an error or a refusal of the content policy.
    """
    visits = Visits(browser, site.address)
    yield visits.open
    visits.end()


@pytest.fixture(scope="session")
def open_call(site: Site) -> Callable[[str], None]:
    """Opens a further call by its title, so that a county can start an empty application."""

    def open_titled(title: str) -> None:
        done = site.run("shell", "--verbosity", "0", "-c", _OPEN_CALL.format(title=title))
        assert done.returncode == 0, done.stderr

    return open_titled
