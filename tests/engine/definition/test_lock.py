"""Locks: a published edition never changes; what changed is told, and what to do instead."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jiqun.engine.definition import (
    DefinitionError,
    check_lock,
    find_editions,
    lint,
    lock,
)

Plant = Callable[[str, str, str], int]
EDITIONS = Path(__file__).parents[1] / "editions"
INSTEAD = (
    "已公布的年度版不再改动：请恢复原文；改正文字、校验或版式，用 jiqun lock-edition --revise "
    "签发修订版；其他改动另用 jiqun new-edition 复制成新的年度版再改。"
)


@pytest.mark.parametrize(
    "folder",
    find_editions([EDITIONS]).values(),
    ids=lambda folder: folder.name,
)
def test_every_locked_edition_of_the_project_agrees_with_its_lock(folder: Path) -> None:
    assert [str(m) for m in check_lock(folder)] == []


def test_lock_lists_every_file_sorted_with_its_checksum(copy: Path) -> None:
    lines = lock(copy, lint).read_text(encoding="utf-8").splitlines()
    names = [line.split("  ", 1)[1] for line in lines]
    files = [p.relative_to(copy).as_posix() for p in copy.rglob("*") if p.is_file()]
    assert names == sorted(set(files) - {"LOCK"})
    digest = hashlib.sha256((copy / "edition.yaml").read_bytes()).hexdigest()
    assert f"{digest}  edition.yaml" in lines


def test_lock_is_understood_by_sha256sum(copy: Path) -> None:
    lock(copy, lint)
    command = ["sha256sum", "--check", "--quiet", "--strict", "LOCK"]
    assert subprocess.run(command, cwd=copy, check=False).returncode == 0


def test_edition_without_lock_is_free(copy: Path, plant: Plant) -> None:
    plant("edition.yaml", "2027年", "二〇二七年")
    assert check_lock(copy) == []


def test_change_after_publication_is_told_by_file(copy: Path, plant: Plant) -> None:
    lock(copy, lint)
    assert check_lock(copy) == []
    plant("application/official.txt", "集群名称", "集群名")
    told = [str(m) for m in check_lock(copy)]
    assert told == [f"application/official.txt：这个文件在公布之后被改动。{INSTEAD}"]


def test_added_and_deleted_files_are_told(copy: Path) -> None:
    lock(copy, lint)
    (copy / "extra.yaml").write_text("a: 1\n", encoding="utf-8")
    (copy / "standards" / "yunnan-2025.yaml").unlink()
    assert [str(m) for m in check_lock(copy)] == [
        f"extra.yaml：这个文件是后来添加的。{INSTEAD}",
        f"standards/yunnan-2025.yaml：这个文件被删除了。{INSTEAD}",
    ]


def test_other_line_ends_and_hidden_files_are_no_change(copy: Path) -> None:
    lock(copy, lint)
    path = copy / "edition.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (copy / ".DS_Store").write_bytes(b"x")
    assert check_lock(copy) == []


def test_locking_twice_changes_nothing(copy: Path) -> None:
    before = lock(copy, lint).read_bytes()
    assert lock(copy, lint).read_bytes() == before


def test_locking_a_changed_edition_again_is_refused(copy: Path, plant: Plant) -> None:
    before = lock(copy, lint).read_bytes()
    plant("edition.yaml", "2027年", "二〇二七年")
    with pytest.raises(DefinitionError, match="被改动"):
        lock(copy, lint)
    assert (copy / "LOCK").read_bytes() == before


def test_locking_an_edition_with_mistakes_is_refused(copy: Path, plant: Plant) -> None:
    plant("edition.yaml", "region:", "regoin:")
    with pytest.raises(DefinitionError, match="regoin"):
        lock(copy, lint)
    assert not (copy / "LOCK").exists()


def test_damaged_lock_is_told_with_its_line(copy: Path) -> None:
    path = lock(copy, lint)
    path.write_text("x\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    told = [str(m) for m in check_lock(copy)]
    assert told == ["LOCK 第1行：这一行不是“校验和  文件名”，LOCK 已损坏。"]


def test_change_of_any_form_is_told(small: Path, tmp_path: Path) -> None:
    three = Path(shutil.copytree(small.parent / "hebei-2028", tmp_path / "hebei-2028"))
    lock(three, lint)
    assert check_lock(three) == []
    report = three / "yearly_report" / "form.yaml"
    report.write_text(report.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert [str(m) for m in check_lock(three)] == [
        f"yearly_report/form.yaml：这个文件在公布之后被改动。{INSTEAD}"
    ]
