"""What every test may ask for: the published form, its edition, the shipped example."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from jiqun.engine.answers import Answers, read_answers, read_json
from jiqun.engine.definition import Edition, Form, load_edition
from machine import CHROMIUM, what_browsers_lack
from proofs import PROVING, name_on_report, table

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
EDITION = ROOT / "forms" / "ningxia-2026"
EXAMPLE = ROOT / "examples" / "中宁枸杞.json"
SAMPLES = Path(__file__).parent / "samples"

# No example has a time limit of its own: a machine with much else to do is no fault.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Results of the long proofs are told apart from the others."""
    name_on_report(items)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """`make prove` ends with a table of what was proved."""
    found = [one for many in terminalreporter.stats.values() for one in many]
    rows = table(one for one in found if isinstance(one, pytest.TestReport))
    if PROVING and rows:
        terminalreporter.section("proofs")
        terminalreporter.write_line("\n".join(rows))


@pytest.fixture(scope="session")
def form() -> Form:
    """The application form of ningxia-2026."""
    return load_edition(EDITION).main


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The whole edition ningxia-2026: form, layout, checks, standards."""
    return load_edition(EDITION)


@pytest.fixture
def example_data() -> dict[str, object]:
    """The shipped example 中宁枸杞.json as plain objects, fresh for every test."""
    data = read_json(EXAMPLE.read_bytes())
    assert isinstance(data, dict)
    return data


@pytest.fixture
def example(form: Form, example_data: dict[str, object]) -> Answers:
    """The shipped example as answers."""
    return read_answers(form, example_data)


@pytest.fixture(scope="session")
def read(form: Form) -> Callable[..., Answers]:
    """Answers of the form from its fields given as keywords."""

    def read_fields(**answers: object) -> Answers:
        return read_answers(form, {"form": form.name, "answers": answers})

    return read_fields


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window: one for all tests of a process, as its interface asks."""
    from playwright.sync_api import sync_playwright

    if missing := what_browsers_lack():
        missing += ": browser tests are skipped; run scripts/test-machine"
        warnings.warn(missing, stacklevel=1)  # seen at the end of every run, unlike a skip
        pytest.skip(missing)
    # Its interface keeps a loop in the tests' thread as long as it lives; Django must bear that.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    quiet = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", *quiet],
        )
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
