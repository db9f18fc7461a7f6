"""Moves by many processes at once, and by processes that are killed in the middle: one submission,
one receipt, one event, one notice; and never half a move."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from postgresql_server import postgresql_server
from site_process import Site

from proofs import times

PROGRAM = Path(__file__).with_name("moves_in_processes.py")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A site with nothing in its database."""
    folder = tmp_path_factory.mktemp("site")
    if request.param == "sqlite":
        yield migrated(Site(folder))
        return
    with postgresql_server() as server:
        yield migrated(Site(folder, known={"DATABASE_URL": server.address}))


def migrated(site: Site) -> Site:
    done = site.run("migrate")
    assert done.returncode == 0, done.stderr
    return site


def told(site: Site, *words: str) -> list[dict[str, Any]]:
    """What the program says of its rounds."""
    done = subprocess.run(
        [sys.executable, str(PROGRAM), *words],
        env=site.environment,
        capture_output=True,
        encoding="utf-8",
        timeout=1500,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.proof("submissions")
def test_twenty_presses_at_once_submit_once(site: Site) -> None:
    rounds = times("submissions")
    said = told(site, "parallel", str(rounds))
    assert len(said) == rounds
    for number, one in enumerate(said, 1):
        assert one["statuses"] == [302] * 20
        assert (one["events"], one["told"], one["offices"]) == (1, 2, 2)
        assert one["place"] == "under_review/city"
        (receipt,) = one["receipts"]
        assert receipt.endswith(f"-{number}-01")
        assert one["broken"] == []


@pytest.mark.proof("killed moves")
def test_move_killed_at_any_step_is_made_whole_or_not_at_all(site: Site) -> None:
    stride = 100 // times("killed moves")
    said = told(site, "killed", str(stride))
    made = [(one["move"], one["place"]) for one in said]
    assert made == [
        ("freeze", "ready_to_seal"),
        ("submit", "under_review/city"),
        ("send_back", "returned/city"),
        ("freeze", "ready_to_reseal/city"),
        ("resubmit", "under_review/city"),
    ]
    for one in said:
        assert one["broken"] == []
        assert one["kills"] * stride >= 10
