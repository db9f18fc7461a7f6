"""A disk of a test's own that is soon full."""

from __future__ import annotations

import os
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

SIZE = "1m"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of 1 MB in memory; it takes root to have one."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    mounted = os.geteuid() == 0 and not subprocess.run(command, check=False).returncode
    if not mounted:
        missing = (
            "no file system may be mounted here: tests of a full disk are skipped; run as root"
        )
        warnings.warn(missing, stacklevel=1)  # seen at the end of every run, unlike a skip
        pytest.skip(missing)
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)
