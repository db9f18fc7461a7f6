"""The command verify-journal, on copies of a real database that somebody has been at."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from site_process import Site

TRIGGERS = ("update", "delete", "replace")
COLUMNS = "at, person_id, person_name, office_name, source, kind, subject, topic, details"
TAMPERING = {
    "edit": ("UPDATE journal_event SET details = '{}' WHERE id = 3", "改动过"),
    "delete": ("DELETE FROM journal_event WHERE id = 3", "缺少第 3 条"),
    "insert": (
        f"INSERT INTO journal_event (id, {COLUMNS}, previous, digest) SELECT 1000, {COLUMNS},"
        " previous, digest FROM journal_event WHERE id = 3",
        "缺少",
    ),
    "reorder": (
        "UPDATE journal_event SET id = 100000 WHERE id = 3;"
        "UPDATE journal_event SET id = 3 WHERE id = 4;"
        "UPDATE journal_event SET id = 4 WHERE id = 100000",
        "接不上",
    ),
    "truncation": ("DELETE FROM journal_event WHERE id > 10", "末尾的记录被删除"),
}


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("site"))
    done = site.run("demo", "--without-serving")
    assert done.returncode == 0, done.stderr
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
            new.execute(f"DROP TRIGGER journal_no_{what}")
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
        "DELETE FROM journal_event WHERE id > 10;"
        "UPDATE journal_head SET count = 10,"
        " digest = (SELECT digest FROM journal_event WHERE id = 10)",
    )
    assert copied.run("verify-journal").returncode == 0
    done = copied.run("verify-journal", "--kept", kept)
    assert done.returncode == 1
    assert "换回过旧的一份" in done.stdout


def test_anchor_that_is_none_is_refused(laid: Site) -> None:
    done = laid.run("verify-journal", "--kept", "12")
    assert done.returncode == 2
    assert "用法" in done.stderr
