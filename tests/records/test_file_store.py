"""The store: whole files or none, and no orphans."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytest_django import Settings

from jiqun.records import file_store
from jiqun.records.file_store import FileStore, NoRoomError

ID = "ab" * 16
store = FileStore("EVIDENCE_DIR")


@pytest.fixture
def store_folder(tmp_path: Path, settings: Settings) -> Path:
    """Where the store lies."""
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    return settings.EVIDENCE_DIR


def test_kept_file_is_opened_again(store_folder: Path) -> None:
    store.keep(ID, b"content")
    with store.opened(ID) as file:
        assert file.read() == b"content"
    assert [p.name for p in store_folder.rglob("*") if p.is_file()] == [ID]


def test_file_is_synced_before_it_has_its_name_and_the_folder_after(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, rename = os.fsync, Path.rename
    monkeypatch.setattr(
        os,
        "fsync",
        lambda h: (steps.append("folder" if _is_folder(h) else "file"), sync(h))[1],
    )
    monkeypatch.setattr(Path, "rename", lambda p, t: (steps.append("name"), rename(p, t))[1])
    store.keep(ID, b"content")
    assert steps == ["file", "name", "folder", "folder"]


def _is_folder(handle: int) -> bool:
    return Path(f"/proc/self/fd/{handle}").resolve().is_dir()


@pytest.mark.parametrize("name", ["../" + "a" * 29, "AB" * 16, "", "ab" * 16 + ".part", "x" * 32])
def test_no_way_out_of_the_store(store_folder: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not an id"):
        store.opened(name)


def test_file_that_is_not_there_is_said(store_folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        store.opened(ID)
    store.drop(ID)


def test_sweep_takes_what_nothing_names_once_it_is_old(store_folder: Path) -> None:
    named, orphan, young = "aa" * 16, "bb" * 16, "cc" * 16
    for stored in (named, orphan, young):
        store.keep(stored, b"x")
    broken = store_folder / "dd" / ("dd" * 16 + ".part")
    broken.parent.mkdir()
    broken.write_bytes(b"half")
    old = time.time() - 7200
    for path in store_folder.rglob("*"):
        if path.is_file() and path.name != young:
            os.utime(path, (old, old))
    assert sorted(store.sweep({named}, 3600)) == sorted([orphan, broken.name])
    assert sorted(p.name for p in store_folder.rglob("*") if p.is_file()) == sorted([named, young])


def test_sweep_of_an_empty_store_is_nothing(store_folder: Path) -> None:
    assert store.sweep(set(), 0) == []


SMALL, LARGE = 100_000, 2_000_000


def test_file_that_does_not_fit_leaves_nothing_and_the_next_that_does_is_kept(
    small_disk: Path, settings: Settings
) -> None:
    settings.EVIDENCE_DIR = small_disk / "evidence"
    store.keep(ID, b"x" * SMALL)
    for _ in range(3):
        with pytest.raises(NoRoomError):
            store.keep("cd" * 16, b"x" * LARGE)
    assert [p.name for p in small_disk.rglob("*") if p.is_file()] == [ID]
    store.keep("ef" * 16, b"x" * SMALL)
    with store.opened(ID) as file:
        assert len(file.read()) == SMALL


def test_disk_that_fills_up_while_a_file_is_written_keeps_nothing_of_it(
    small_disk: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EVIDENCE_DIR = small_disk / "evidence"
    monkeypatch.setattr(file_store, "check_room", lambda folder, size: None)
    free = shutil.disk_usage(small_disk).free
    for number in range(3):
        with pytest.raises(NoRoomError):
            store.keep(f"{number}" * 32, b"x" * LARGE)
    assert [p for p in small_disk.rglob("*") if p.is_file()] == []
    assert free - shutil.disk_usage(small_disk).free < 50_000  # the folders
    store.keep(ID, b"x" * SMALL)


def test_file_over_the_limit_of_the_process_leaves_nothing(tmp_path: Path) -> None:
    code = f"""
import resource, signal
from pathlib import Path
from django.conf import settings
settings.configure(EVIDENCE_DIR=Path({str(tmp_path)!r}), KEPT_FREE=0)
from jiqun.records.file_store import FileStore, NoRoomError
resource.setrlimit(resource.RLIMIT_FSIZE, ({SMALL}, {SMALL}))
store = FileStore("EVIDENCE_DIR")
try:
    store.keep({ID!r}, b"x" * {LARGE})
except NoRoomError:
    store.keep({"cd" * 16!r}, b"x" * 1000)
    print("refused")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "refused\n", done.stderr
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["cd" * 16]


def test_as_long_as_little_is_free_no_file_is_taken(store_folder: Path, settings: Settings) -> None:
    settings.KEPT_FREE = shutil.disk_usage(store_folder.parent).free + LARGE
    with pytest.raises(NoRoomError):
        store.keep(ID, b"x")
    assert not store_folder.exists()
    settings.KEPT_FREE = 0
    store.keep(ID, b"x")


def test_what_a_crash_left_half_written_is_swept_and_what_is_being_written_is_not(
    store_folder: Path,
) -> None:
    store.keep(ID, b"content")
    for name, age in (("old", 700), ("new", 0)):
        unfinished = store_folder / "cd" / f"{name}.part"
        unfinished.parent.mkdir(exist_ok=True)
        unfinished.write_bytes(b"half")
        os.utime(unfinished, (time.time() - age,) * 2)
    os.utime(store_folder / "ab" / ID, (0, 0))
    assert store.sweep_unfinished(600) == 1
    assert sorted(p.name for p in store_folder.rglob("*") if p.is_file()) == [ID, "new.part"]
