"""The store: whole files or none, and no orphans."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from pytest_django import Settings

from jiqun.records.file_store import FileStore

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
