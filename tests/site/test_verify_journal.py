"""The command verify-journal, on copies of a real database that somebody has been at."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from laid_site import LaidSite
from site_process import Site

TRIGGERS = (
    *("journal_no_update", "journal_no_delete", "journal_no_replace", "journal_no_renumber"),
    *("anchor_no_update", "anchor_no_delete", "anchor_no_replace"),
)
# The chain that is longest in the demonstration.
LONGEST = "(SELECT subject FROM journal_chain ORDER BY count DESC, subject LIMIT 1)"
COLUMNS = "at, person_id, person_name, office_name, source, kind, subject, topic, details"
OF_IT = f"subject = {LONGEST} AND number"
TAMPERING = {
    "edit": (f"UPDATE journal_event SET details = '{{}}' WHERE {OF_IT} = 3", "改动过"),
    "delete": (f"DELETE FROM journal_event WHERE {OF_IT} = 3", "缺少第 3 条"),
    "insert": (
        f"INSERT INTO journal_event (number, {COLUMNS}, previous, digest) SELECT 1000, {COLUMNS},"
        f" previous, digest FROM journal_event WHERE {OF_IT} = 3",
        "缺少",
    ),
    "reorder": (
        f"UPDATE journal_event SET number = 100000 WHERE {OF_IT} = 3;"
        f"UPDATE journal_event SET number = 3 WHERE {OF_IT} = 4;"
        f"UPDATE journal_event SET number = 4 WHERE {OF_IT} = 100000",
        "接不上",
    ),
    "truncation": (f"DELETE FROM journal_event WHERE {OF_IT} > 10", "末尾的记录被删除"),
    "chain taken away": (
        "DELETE FROM journal_event WHERE subject = 'filing:1';"
        "DELETE FROM journal_chain WHERE subject = 'filing:1'",
        "filing:1 至少有",
    ),
}


@pytest.fixture(scope="module")
def laid(laid_site: LaidSite, tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = laid_site(tmp_path_factory.mktemp("site"))
    assert site.run("verify-journal").returncode == 0  # which binds the chains
    return site


@pytest.fixture
def copied(laid: Site, tmp_path: Path) -> Site:
    """A copy of the database, without its triggers, behind the same command."""
    copy = tmp_path / "copy.sqlite3"
    with (
        closing(sqlite3.connect(laid.folder / "jiqun.sqlite3")) as old,
        closing(sqlite3.connect(copy)) as new,
    ):
        old.backup(new)
        for what in TRIGGERS:
            new.execute(f"DROP TRIGGER {what}")
    return Site(laid.folder, known={"DATABASE_URL": f"sqlite:///{copy}"})


def tamper(site: Site, sql: str) -> None:
    place = site.known["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(place)) as database:
        database.executescript(sql)


def test_intact_journal_passes_and_gives_an_anchor_to_keep(laid: Site) -> None:
    done = laid.run("verify-journal")
    assert done.returncode == 0
    kept = done.stdout.splitlines()[-1]
    assert laid.run("verify-journal", "--kept", kept).returncode == 0


@pytest.mark.parametrize("how", TAMPERING)
def test_tampering_is_found(copied: Site, how: str) -> None:
    sql, words = TAMPERING[how]
    tamper(copied, sql)
    done = copied.run("verify-journal")
    assert done.returncode == 1
    assert words in done.stdout


def test_database_put_back_is_found_by_the_anchor(laid: Site, copied: Site) -> None:
    kept = laid.run("verify-journal").stdout.splitlines()[-1]
    tamper(
        copied,
        "DELETE FROM journal_anchor; DELETE FROM journal_event WHERE subject = 'filing:1';"
        "DELETE FROM journal_chain WHERE subject = 'filing:1'",
    )
    assert copied.run("verify-journal").returncode == 0
    done = copied.run("verify-journal", "--kept", kept)
    assert done.returncode == 1
    assert "换回过旧的一份" in done.stdout


def test_anchor_that_is_none_is_refused(laid: Site) -> None:
    done = laid.run("verify-journal", "--kept", "12")
    assert done.returncode == 2
    assert "用法" in done.stderr
