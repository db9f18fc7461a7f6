"""Static files are laid when something changed, and only then."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from pytest_django import Settings

from jiqun.site.setup import prepare


@pytest.fixture
def sources(tmp_path: Path, settings: Settings) -> Path:
    """A folder of sources of its own beside the site's, laid once."""
    own = tmp_path / "sources"
    own.mkdir()
    (own / "own.css").write_text("a { color: red }")
    settings.STATICFILES_DIRS = [own]
    settings.STATIC_ROOT = tmp_path / "laid"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "jiqun.site.static_files.NamedByContent"},
    }
    assert prepare.collect_static()
    return own


def laid(name: str, settings: Settings) -> set[str]:
    """The contents of the files that lie there under a name made from their content."""
    stem, _, extension = name.rpartition(".")
    found = Path(settings.STATIC_ROOT).glob(f"{stem}.*.{extension}")
    return {path.read_text() for path in found}


def test_unchanged_sources_are_not_laid_again(sources: Path) -> None:
    assert not prepare.collect_static()


def test_changed_file_is_laid_though_size_and_time_are_the_same(
    sources: Path, settings: Settings
) -> None:
    file = sources / "own.css"
    times = (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    file.write_text("a { color: tan }")
    os.utime(file, ns=times)
    assert prepare.collect_static()
    assert "a { color: tan }" in laid("own.css", settings)


def test_new_file_is_laid(sources: Path, settings: Settings) -> None:
    (sources / "new.css").write_text("b { color: red }")
    assert prepare.collect_static()
    assert laid("new.css", settings) == {"b { color: red }"}


@pytest.mark.parametrize("lost", ["own.*.css", "staticfiles.json", ".laid-from"])
def test_file_that_was_lost_is_laid_again(sources: Path, settings: Settings, lost: str) -> None:
    for path in Path(settings.STATIC_ROOT).glob(lost):
        path.unlink()
    settings.STORAGES = dict(settings.STORAGES)  # as a new process would read them
    assert prepare.collect_static()
    assert laid("own.css", settings) == {"a { color: red }"}


def test_what_broken_off_uploads_left_is_cleared_away_at_the_start(
    tmp_path: Path, settings: Settings
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "arriving"
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    settings.UPLOADS_DIR, settings.PARTS_DIR = tmp_path / "brought", tmp_path / "parts"
    in_parts = [tmp_path / "parts" / "7" / f"{letter * 32}.bytes" for letter in "ab"]
    for path, age in zip(in_parts, (700, 90_000), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"a part")
        os.utime(path, (time.time() - age,) * 2)
    left = [
        *(tmp_path / "arriving" / name for name in ("tmpa.upload.pdf", "tmpb.upload.pdf")),
        *(tmp_path / folder / "ab" / f"{'ab' * 16}.part" for folder in ("evidence", "brought")),
        tmp_path / "evidence" / "ab" / ("ab" * 16),
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
        os.utime(path, (time.time() - 700,) * 2)
    os.utime(left[1])  # another machine is at it
    assert prepare.clear_leftovers() == 4
    assert [path.exists() for path in in_parts] == [True, False]
    assert [path for path in left if path.exists()] == [left[1], left[4]]
