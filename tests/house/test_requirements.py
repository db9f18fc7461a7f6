"""The locks of dependencies: what is tested is what is run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

LOCKS = Path(__file__).parents[2] / "requirements"


def pinned(name: str) -> dict[str, str]:
    """The versions of a lock by package."""
    text = (LOCKS / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["run.txt", "site.txt"])
def test_what_is_run_is_tested_in_the_same_version(name: str) -> None:
    run, tested = pinned(name), pinned("dev.txt")
    assert len(run) > 5
    assert {package: tested.get(package) for package in run} == run
