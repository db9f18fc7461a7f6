"""Locks: a published edition never changes; what changed is told, and what to do instead."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jiqun.engine.definition import (
    DefinitionError,
    check_lock,
    find_editions,
    lint,
    lock,
    read_edition,
    revise,
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


DAY = date(2027, 3, 1)
PART_1, PART_2 = "application/parts/part_1.yaml", "application/parts/part_2.yaml"
CHECKS = "application/checks/output.yaml"


@pytest.fixture
def revised(copy: Path, plant: Plant) -> Path:
    """The copy, published and then revised twice."""
    lock(copy, lint)
    plant(CHECKS, "少于{least_companies}家。请核对。", "少于{least_companies}家。请核实。")
    revise(copy, "张三", "更正提示", DAY, lint)
    plant(CHECKS, "title: 企业数量下限", "title: 企业数量不足")
    revise(copy, "李四", "更正标题", DAY, lint)
    return copy


def test_corrections_are_signed_as_revisions(revised: Path) -> None:
    edition = read_edition(revised)
    assert edition.revision == "2027.2"
    assert [(r.number, r.by, r.why) for r in edition.revisions] == [
        (1, "张三", "更正提示"),
        (2, "李四", "更正标题"),
    ]
    assert check_lock(revised) == []
    assert lint(revised) == []


def test_newest_lock_is_understood_by_sha256sum(revised: Path) -> None:
    command = ["sha256sum", "--check", "--quiet", "--strict", "LOCK.2"]
    assert subprocess.run(command, cwd=revised, check=False).returncode == 0


def test_lock_of_a_revision_begins_with_its_entry(revised: Path) -> None:
    first = (revised / "LOCK.1").read_text(encoding="utf-8").splitlines()[0]
    assert first == '# {number: 1, date: 2027-03-01, by: "张三", why: "更正提示"}'
    assert first[2:] in (revised / "edition.yaml").read_text(encoding="utf-8")


def test_change_after_a_revision_is_told_by_file(revised: Path, plant: Plant) -> None:
    plant(PART_1, "label: 集群名称", "label: 名称")
    told = [str(m) for m in check_lock(revised)]
    assert told == [f"{PART_1}：这个文件在公布之后被改动。{INSTEAD}"]


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("LOCK", "  edition.yaml", "  edition.yml", "LOCK.1 第2行：与签发记录和 LOCK 对不上"),
        ("LOCK.1", "更正提示", "改提示", "LOCK.1 第1行：签发记录与 edition.yaml 里的不同"),
        ("LOCK.1", "  edition.yaml", "  edition.yml", "LOCK.2 第2行：与签发记录和 LOCK.1 对不上"),
        ("LOCK.2", "李四", "王五", "LOCK.2 第2行：与签发记录和 LOCK.1 对不上"),
        ("edition.yaml", "张三", "王五", "LOCK.1 第1行：签发记录与 edition.yaml 里的不同"),
        ("LOCK.shape", "decimal", "count", "LOCK.shape：这个文件在公布之后被改动。"),
    ],
)
def test_altered_history_is_told(
    revised: Path, plant: Plant, file: str, old: str, new: str, words: str
) -> None:
    plant(file, old, new)
    told = [str(m) for m in check_lock(revised)]
    assert any(m.startswith(words) for m in told), told


def test_lock_or_entry_of_a_revision_that_is_gone_is_told(revised: Path, plant: Plant) -> None:
    (revised / "LOCK.2").unlink()
    assert "LOCK.2：没有这个文件，edition.yaml 里却写有修订版。请恢复它。" in map(
        str, check_lock(revised)
    )
    plant("edition.yaml", '  - {number: 2, date: 2027-03-01, by: "李四", why: "更正标题"}\n', "")
    plant("edition.yaml", '  - {number: 1, date: 2027-03-01, by: "张三", why: "更正提示"}\n', "")
    told = [str(m) for m in check_lock(revised)]
    assert "edition.yaml：没有 LOCK.1 所锁定的修订版，它的记录被删除了。" in told


def test_revision_that_changes_what_is_asked_is_refused_and_writes_nothing(
    copy: Path, plant: Plant
) -> None:
    lock(copy, lint)
    plant(CHECKS, "请核对。", "请核实。")
    line = plant(PART_2, "kind: count\n    unit: 家", "kind: decimal\n    unit: 家") - 2
    before = (copy / "edition.yaml").read_bytes()
    with pytest.raises(DefinitionError) as refused:
        revise(copy, "张三", "更正", DAY, lint)
    (told,) = refused.value.mistakes
    assert (told.file, told.line) == (PART_2, line)
    assert "填报项“company_count”的类型由“count”改为“decimal”。" in told.text
    assert "jiqun new-edition" in told.text
    assert (copy / "edition.yaml").read_bytes() == before
    assert not (copy / "LOCK.1").exists()


def test_check_that_came_with_a_revision_must_stay(copy: Path, plant: Plant) -> None:
    lock(copy, lint)
    own = (
        "- code: another\n  level: note\n  title: 另一项\n  fields: [company_count]\n"
        "  condition: it < 1\n  message: '{where}为{it}家。'\n  source: 申请通知第五条\n"
    )
    plant(CHECKS, "- code: output_dropped", f"{own}- code: output_dropped")
    revise(copy, "张三", "补一项校验", DAY, lint)
    plant(CHECKS, own, "")
    with pytest.raises(DefinitionError, match="校验“another”没有了"):
        revise(copy, "张三", "去掉", DAY, lint)


@pytest.mark.parametrize(
    ("by", "why", "words"), [(" ", "更正", "没有写明签发人"), ("张三", "", "没有写明修订原因")]
)
def test_revision_nobody_signs_is_refused(
    copy: Path, plant: Plant, by: str, why: str, words: str
) -> None:
    lock(copy, lint)
    plant(CHECKS, "请核对。", "请核实。")
    with pytest.raises(DefinitionError, match=words):
        revise(copy, by, why, DAY, lint)


def test_revision_without_lock_without_change_or_with_mistakes_is_refused(
    copy: Path, plant: Plant
) -> None:
    with pytest.raises(DefinitionError, match="还没有锁定"):
        revise(copy, "张三", "更正", DAY, lint)
    lock(copy, lint)
    with pytest.raises(DefinitionError, match="锁定之后没有改动"):
        revise(copy, "张三", "更正", DAY, lint)
    plant(CHECKS, "level: confirm", "level: warn")
    with pytest.raises(DefinitionError, match="warn"):
        revise(copy, "张三", "更正", DAY, lint)


def test_revision_of_an_altered_history_or_shape_is_refused(revised: Path, plant: Plant) -> None:
    plant(CHECKS, "请核实。", "请再核实。")
    plant("LOCK.shape", "decimal", "count")
    with pytest.raises(DefinitionError, match="不知道哪些改动可以修订"):
        revise(revised, "张三", "更正", DAY, lint)
    plant("LOCK", "  edition.yaml", "  edition.yml")
    with pytest.raises(DefinitionError, match="与签发记录和 LOCK 对不上"):
        revise(revised, "张三", "更正", DAY, lint)
