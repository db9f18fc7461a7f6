"""The command verify-versions, on a site whose application was frozen and then tampered with."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from laid_site import LaidSite
from site_process import Site

FREEZE = """
from jiqun.records.filings.models import Filing
from jiqun.records.journal.actions import SYSTEM, writing
from jiqun.records.versions.actions import freeze
with writing():
    freeze(Filing.objects.get(owner__division="640521"), SYSTEM)
"""


@pytest.fixture
def site(laid_site: LaidSite, tmp_path: Path) -> Site:
    site = laid_site(tmp_path / "site")
    assert site.run("shell", "-c", FREEZE).returncode == 0
    return site


def test_versions_are_whole_until_somebody_was_at_them(site: Site) -> None:
    done = site.run("verify-versions")
    assert (done.returncode, done.stdout) == (0, "定稿版本都与当时一致。\n")
    with closing(sqlite3.connect(site.folder / "jiqun.sqlite3")) as database:
        change = "UPDATE versions_frozenversion SET content = replace(content, '枸杞', '大米')"
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            database.execute(change)
        database.execute("DROP TRIGGER version_no_update")
        database.execute(change)
        database.commit()
    done = site.run("verify-versions")
    assert done.returncode == 1
    assert "第1版”：内容与摘要不符，被改动过。" in done.stdout
    assert "请保留现场并报告" in done.stdout
