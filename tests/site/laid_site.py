"""The demonstration laid out once for a whole run of tests; each site that wants one copies it.

To lay it takes some seconds of a processor, to copy it a moment. Tests of the start itself begin
with an empty folder and `jiqun-site demo` instead.
"""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from site_process import Site

PASSWORD = "枸杞红了-2026"
_KNOWN = {"JIQUN_DEMO_PASSWORD": PASSWORD}
_ONE_PROCESS = {"JIQUN_WEB_PROCESSES": "1"}  # each takes two seconds of a processor to begin
TWO_PROCESSES = {"JIQUN_WEB_PROCESSES": "2"}
_COLLECT = """
import django
django.setup()
from jiqun.site.setup import prepare
prepare.collect_static()
"""

LaidSite = Callable[..., Site]


@pytest.fixture(scope="session")
def laid_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> LaidSite:
    """Copies the demonstration, accounts, evidence, static files and all, into an empty folder:
    laid_site(folder, NAME="value") is its site, on SQLite and not served yet, by one process
    where nothing else is said; the names go into the environment of its commands."""
    base = tmp_path_factory.getbasetemp()
    # Beside the folders of all workers of this run; where there are none, in the run's own.
    home = base.parent if hasattr(request.config, "workerinput") else base
    with (home / "demonstration.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        laid = _laid_in(home)

    def copy(folder: Path, **known: str) -> Site:
        shutil.copytree(laid, folder, dirs_exist_ok=True)
        return Site(folder, known={**_KNOWN, **_ONE_PROCESS, **known})

    return copy


def _laid_in(home: Path) -> Path:
    """The folder of the demonstration, which nobody serves or writes to; laid if it is not."""
    laid = home / "demonstration"
    if not laid.exists():
        site = Site(home / "demonstration.draft", known=_KNOWN)
        done = site.run("demo", "--without-serving")
        assert done.returncode == 0, done.stderr
        known = {**site.environment, "DJANGO_SETTINGS_MODULE": "jiqun.site.settings"}
        subprocess.run([sys.executable, "-c", _COLLECT], env=known, check=True)
        # All of the database is in its one file: a copy of the folder is a copy of it.
        assert not (site.folder / "jiqun.sqlite3-wal").exists()
        site.folder.rename(laid)
    return laid
