"""The command check-invariants: the demonstration holds, and a planted violation is told."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from laid_site import LaidSite


def test_demonstration_holds_and_what_does_not_is_told(laid_site: LaidSite, tmp_path: Path) -> None:
    site = laid_site(tmp_path / "site")
    done = site.run("check-invariants")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("条不变式都成立。\n")
    with closing(sqlite3.connect(site.folder / "jiqun.sqlite3")) as database:
        database.execute("UPDATE filings_filing SET filled = 1 WHERE id = 1")
        database.commit()
    done = site.run("check-invariants")
    assert done.returncode == 1
    assert "进展与内容一致（progress_is_right）：filing:1（filled）" in done.stdout
