"""The machine the tests run on: what it lacks is said, never a failure nobody understands."""

from __future__ import annotations

import importlib.util
import os
import subprocess
from pathlib import Path

from machine import what_browsers_lack

ROOT = Path(__file__).resolve().parents[2]


def program(path: Path, says: str) -> Path:
    path.write_text(f"#!/bin/sh\n{says}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def told_by_the_script(folder: Path, libraries: str) -> str:
    """What scripts/test-machine says to somebody who may not install, where these libraries are."""
    program(folder / "ldconfig", f"echo '{libraries}'")
    program(folder / "id", "echo 1000")
    done = subprocess.run(
        [ROOT / "scripts" / "test-machine"],
        env={"PATH": f"{folder}:{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stderr


def test_machine_without_the_driver_s_library_is_told_so_loudly(tmp_path: Path) -> None:
    told = told_by_the_script(tmp_path, "libc.so.6 (libc6,x86-64) => /lib/libc.so.6")
    assert "NOT INSTALLED:" in told
    assert "apt-get install" in told.splitlines()[-4]
    assert "libatomic1" in told.splitlines()[-4]


def test_machine_with_the_driver_s_library_is_not_asked_for_it(tmp_path: Path) -> None:
    told = told_by_the_script(tmp_path, "libatomic.so.1 (libc6,x86-64) => /lib/libatomic.so.1")
    assert not any("libatomic1" in line for line in told.splitlines() if "NOT INSTALLED" in line)


def test_browser_is_complete_only_with_a_driver_that_starts(tmp_path: Path) -> None:
    starts = program(tmp_path / "starts", "echo v24.0.0")
    fails = program(tmp_path / "fails", "echo 'libatomic.so.1: cannot open' >&2; exit 127")
    assert what_browsers_lack("/usr/bin/chromium", starts) == ""
    assert what_browsers_lack("/usr/bin/chromium", fails) == "libatomic.so.1: cannot open"
    assert what_browsers_lack(None, starts) == "chromium is not installed"


def test_postgresql_that_nobody_can_reach_is_told(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("pg", ROOT / "scripts" / "with_postgresql.py")
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    program(tmp_path / "postgres", "echo postgres 15")
    tmp_path.chmod(0o700)
    # Its owner can run it: whoever runs the tests, unless that is root, who hands it to nobody.
    assert bool(script.what_hinders(tmp_path)) is (os.geteuid() == 0)
    assert "No such file" in script.what_hinders(tmp_path / "elsewhere") or os.geteuid() == 0
