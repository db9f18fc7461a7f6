"""Section `old-data`: a database, an evidence folder and five Word files of earlier, and what they
say today.

They lie in data/site.tar.xz; how they were made stands in old_site.py.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.same.forms import ROOT

ARCHIVE = Path(__file__).with_name("data") / "site.tar.xz"


def collect() -> dict[str, str]:
    """What tests/same/old_site.py tells of the archive, in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        with tarfile.open(ARCHIVE, "r:xz") as archive:
            archive.extractall(name, filter="data")
        done = subprocess.run(
            [sys.executable, "-m", "tests.same.old_site", "tell", name],
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode:
        return {"failed": done.stderr}
    told: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return {name: _without_times(text) for name, text in told.items()}


def environment() -> dict[str, str]:
    """The environment without settings of the site and of the tests, with the code beside them."""
    own = ("JIQUN_", "DJANGO_", "DATABASE_URL", "SECRET_KEY")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    folders = [str(ROOT / "src"), str(ROOT), str(ROOT / "tests" / "site")]
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "jiqun.site.settings",
        "PYTHONPATH": os.pathsep.join(folders),
    }


def _without_times(text: str) -> str:
    """How a time is put depends on the day it is read."""
    shape = r"(今天|昨天|前天|(\d{4}[-年])?\d{1,2}[-月]\d{1,2}日?)?\s*\b\d{1,2}:\d{2}(:\d{2})?"
    return re.sub(r"\d+(\s*)(秒|分钟|小时|天)前?", r"N\1\2", re.sub(shape, "[time]", text))


def make() -> None:
    """Make the archive: python -c 'from tests.same.old_data import make; make()'."""
    with tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-m", "tests.same.old_site", "make", name]
        subprocess.run(command, cwd=ROOT, env=environment(), check=True)
        ARCHIVE.parent.mkdir(exist_ok=True)
        with tarfile.open(ARCHIVE, "w:xz") as archive:
            for kept in sorted(Path(name).iterdir()):
                if kept.name != "static":
                    archive.add(kept, kept.name)
