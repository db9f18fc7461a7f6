"""The command sweep-evidence: it deletes what broke off, nothing that is named or still young."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from laid_site import LaidSite
from site_process import Site


@pytest.fixture
def laid(laid_site: LaidSite, tmp_path: Path) -> Site:
    return laid_site(tmp_path)


def _leave(site: Site, name: str, age: float) -> Path:
    path = site.folder / "evidence" / name[:2] / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"broke off")
    os.utime(path, (time.time() - age,) * 2)
    return path


def _leave_part(site: Site, name: str, age: float) -> list[Path]:
    folder = site.folder / "parts" / "1"
    folder.mkdir(parents=True, exist_ok=True)
    left = [folder / f"{name}{ending}" for ending in (".json", ".bytes")]
    for path in left:
        path.write_text("{}")
        os.utime(path, (time.time() - age,) * 2)
    return left


def test_upload_in_parts_that_nobody_went_on_with_for_a_day_is_deleted(laid: Site) -> None:
    old, young = _leave_part(laid, "a" * 32, 90_000), _leave_part(laid, "b" * 32, 80_000)
    assert laid.run("sweep-evidence").stdout == "已删除 1 个没有登记的上传残留文件。\n"
    assert ([p.exists() for p in old], [p.exists() for p in young]) == ([False] * 2, [True] * 2)


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
