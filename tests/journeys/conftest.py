"""What a journey may ask for: the site as a process of its own, a browser, watched visits to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from filing_fixtures import EDITIONS
from laid_site import TWO_PROCESSES, LaidSite, laid_site  # noqa: F401
from playwright.sync_api import Browser, expect
from site_process import Site
from visiting import PATIENCE, Visit, Visits

_OPEN_CALL = """
from datetime import timedelta
from django.utils import timezone
from jiqun.records.applications.calls import CallTerms, open_call
from jiqun.records.journal.actions import SYSTEM
now = timezone.now()
opens, closes = now - timedelta(hours=1), now + timedelta(days=30)
open_call(CallTerms("ningxia-2026", {title!r}, opens, closes), SYSTEM)
"""


@pytest.fixture(scope="session")
def site(
    laid_site: LaidSite,  # noqa: F811
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """The one-command server with the demonstration, in a folder and at a port of its own.

    A test that stops or spoils the site starts one of its own instead.
    """
    running = laid_site(tmp_path_factory.mktemp("site"), JIQUN_FORMS=str(EDITIONS), **TWO_PROCESSES)
    running.start("serve")
    yield running
    if running.process and running.process.poll() is None:
        running.end()


@pytest.fixture
def visit(site: Site, browser: Browser) -> Iterator[Visit]:
    """Opens pages: visit("zhongning", "/"), each call in a context of its own.

    At the end no page may have written an error or a refusal of the content policy.
    """
    expect.set_options(timeout=PATIENCE)
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


@pytest.fixture(scope="session")
def new_filing(site: Site) -> Callable[..., str]:
    """Begins a form for an office, beside any application, that reads the filings named as
    NAME=ADDRESS; its address."""

    def begin(form: str, office: str, *sources: str) -> str:
        done = site.run("new-filing", form, office, *sources)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return begin
