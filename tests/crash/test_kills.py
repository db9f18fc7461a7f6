"""The server is killed while people save: what it said was saved is there, nothing by halves."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest
from tests.crash.saving import Saver
from tests.site.laid_site import PASSWORD, TWO_PROCESSES, LaidSite
from tests.site.site_process import Site, wait_until
from tests.site.site_visitor import Visitor

from proofs import times

SEED = 640521
ROUNDS = times("kills")
WORKERS_A_ROUND = 2
pytestmark = pytest.mark.proof("kills")
SECTION = "part_2"
FIELDS = ("total_output", "sme_output_share", "leading_output_share")


@dataclass(frozen=True)
class Killed:
    """What is left after the kills: the people, the site, how often which part was killed; and
    from before them the journal's anchor and the revisions of the filings."""

    savers: list[Saver]
    site: Site
    servers: int
    workers: int
    anchor: str
    revisions: dict[int, int]
    seconds: float


@pytest.fixture(scope="module")
def killed(laid_site: LaidSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killed]:
    """A demonstration whose server was killed again and again while three people saved."""
    began = time.monotonic()
    site = laid_site(tmp_path_factory.mktemp("site"), **TWO_PROCESSES)
    anchor = site.run("verify-journal").stdout.split()[-1]
    revisions = {row["id"]: row["revision"] for row in _rows(site, "filings_filing")}
    site.start("serve")
    savers = [_saver(site, field) for field in FIELDS]
    chance = random.Random(SEED)
    workers = 0
    try:
        for saver in savers:
            saver.start()
        for _ in range(ROUNDS):
            for number in range(WORKERS_A_ROUND):
                _wait_for_saves(savers, chance)
                _kill_worker(site, number)
                workers += 1
            _wait_for_saves(savers, chance)
            site.kill_all()
            site.start("serve")
        _wait_for_saves(savers, chance)
    finally:
        for saver in savers:
            saver.stop.set()
        for saver in savers:
            if saver.is_alive():
                saver.join(15)
        if site.process and site.process.poll() is None:
            site.kill_all()
    yield Killed(savers, site, ROUNDS + 1, workers, anchor, revisions, time.monotonic() - began)


def _saver(site: Site, field: str) -> Saver:
    visitor = Visitor(site.port)
    visitor.log_in("zhongning-park", PASSWORD)
    keys = [f"{field}:{year}" for year in (2023, 2024, 2025)]
    return Saver(visitor, visitor.application(), SECTION, keys)


def _wait_for_saves(savers: list[Saver], chance: random.Random) -> None:
    """Until saving goes on again, and then to a moment nobody chose."""
    before = sum(saver.ledger.count for saver in savers)
    wait_until(lambda: sum(saver.ledger.count for saver in savers) >= before + 3, 30)
    time.sleep(chance.random() * 0.25)


def _kill_worker(site: Site, number: int) -> None:
    """Kill one of the two processes that answer, once it is there (again)."""
    wait_until(lambda: len(site.children().get("web", [])) > number, 60)
    os.kill(sorted(site.children()["web"])[0], signal.SIGKILL)


def test_no_acknowledged_save_is_lost(killed: Killed, capsys: pytest.CaptureFixture[str]) -> None:
    (filing,) = (
        row["filing_id"]
        for row in _rows(killed.site, "applications_application")
        if row["public_id"] in killed.savers[0].application
    )
    rows = _rows(killed.site, "filings_answerrow")
    standing = {row["key"]: row for row in rows if row["filing_id"] == filing}
    for saver in killed.savers:
        for key, (revision, value) in saver.ledger.acknowledged.items():
            row = standing[key]
            sent = saver.ledger.sent[key]
            later = sent[sent.index(value) :]
            assert row["revision"] >= revision
            assert json.loads(row["value"]) in (later if row["revision"] > revision else [value])
    saves = sum(saver.ledger.count for saver in killed.savers)
    lost = sum(saver.ledger.lost for saver in killed.savers)
    with capsys.disabled():
        print(
            f"\n{killed.servers} kills of the whole server, {killed.workers} of a worker: "
            f"{saves} saves acknowledged, {lost} unanswered and sent again, 0 lost, "
            f"{killed.seconds:.0f} s"
        )
    assert killed.servers + killed.workers >= 3 * ROUNDS
    assert saves >= 3 * (ROUNDS * (WORKERS_A_ROUND + 1) + 1)  # as many were waited for


def test_people_were_told_nothing_odd(killed: Killed) -> None:
    assert [odd for saver in killed.savers for odd in saver.ledger.odd] == []


def test_every_change_has_its_event_and_the_reverse(killed: Killed) -> None:
    """The revisions of every answer are 1, 2, 3 … in the journal up to that of its row, and the
    last event says what stands there."""
    rows = _rows(killed.site, "filings_answerrow")
    events = _rows(killed.site, "journal_event")
    told: dict[tuple[str, str], list[dict[str, object]]] = {}
    for event in events:
        if event["kind"] == "answer_changed":
            told.setdefault((event["subject"], event["topic"]), []).append(
                json.loads(event["details"])
            )
    assert {(f"filing:{row['filing_id']}", row["key"]) for row in rows} == set(told)
    for row in rows:
        changes = told[f"filing:{row['filing_id']}", row["key"]]
        assert [one["revision"] for one in changes] == [*range(1, row["revision"] + 1)]
        if "after" in changes[-1]:
            assert changes[-1]["after"] == json.loads(row["value"])


def test_filing_counts_as_many_changes_as_there_are_events(killed: Killed) -> None:
    for filing in _rows(killed.site, "filings_filing"):
        subject = f"filing:{filing['id']}"
        changed = [
            event
            for event in _rows(killed.site, "journal_event")
            if event["subject"] == subject and event["source"] == "web"
        ]
        assert filing["revision"] == killed.revisions[filing["id"]] + len(changed)


def test_the_journal_is_whole(killed: Killed) -> None:
    done = killed.site.run("verify-journal", "--kept", killed.anchor)
    assert done.returncode == 0, done.stdout
    assert "日志完整" in done.stdout


def test_all_invariants_hold(killed: Killed) -> None:
    done = killed.site.run("check-invariants")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "条不变式都成立" in done.stdout


def test_the_database_is_sound(killed: Killed) -> None:
    with closing(_open(killed.site)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def _rows(site: Site, table: str) -> list[dict[str, Any]]:
    with closing(_open(site)) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(f"SELECT * FROM {table} ORDER BY id")]


def _open(site: Site) -> sqlite3.Connection:
    return sqlite3.connect(site.folder / "jiqun.sqlite3")
