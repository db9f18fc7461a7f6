"""The command sweep-evidence: it deletes what broke off, nothing that is named or still young."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from site_process import Site


@pytest.fixture
def laid(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    done = site.run("demo", "--without-serving")
    assert done.returncode == 0, done.stderr
    return site


def _leave(site: Site, name: str, age: float) -> Path:
    path = site.folder / "evidence" / name[:2] / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"broke off")
    os.utime(path, (time.time() - age,) * 2)
    return path


def test_leftovers_are_deleted_and_evidence_stays(laid: Site) -> None:
    pieces = [path for path in (laid.folder / "evidence").glob("??/*") if path.is_file()]
    for path in pieces:
        os.utime(path, (0, 0))
    old, young = _leave(laid, "a" * 32, 7200), _leave(laid, "b" * 32, 60)
    done = laid.run("sweep-evidence")
    assert (done.returncode, done.stdout) == (0, "已删除 1 个没有登记的上传残留文件。\n")
    assert (old.exists(), young.exists()) == (False, True)
    assert pieces and all(path.exists() for path in pieces)
    assert laid.run("sweep-evidence").stdout == "没有上传残留文件。\n"
    assert laid.run("verify-journal").returncode == 0
