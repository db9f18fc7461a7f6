"""Copy to the next year: id, title and years move along; comments, standards and sources stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jiqun.engine.definition import (
    DefinitionError,
    find_editions,
    lint,
    load_edition,
    lock,
    new_edition,
)

Plant = Callable[[str, str, str], int]


@pytest.fixture
def next_year(small: Path, tmp_path: Path) -> Path:
    target = tmp_path / "yunnan-2028"
    assert new_edition(small, target, "yunnan-2028", 2027) == []
    return target


def read(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def test_copy_has_the_new_id_title_and_base_year(next_year: Path) -> None:
    edition = load_edition(next_year)
    assert (edition.id, edition.main.name, edition.base_year) == (
        "yunnan-2028",
        "yunnan-2028",
        2027,
    )
    assert edition.title == "云南省特色产业集群培育申请（2028年）"
    assert edition.main.fields["output"].periods == ("2026", "2027")


def test_years_of_words_and_ids_move_along(next_year: Path) -> None:
    edition = load_edition(next_year)
    assert edition.main.instructions[0] == "未注明年度的，填写2027年底的数据。"
    assert edition.main.fields["plan_2028"].label == "2028年工作打算"
    assert "2026年\n\t2027年" in read(next_year, "application/official.txt")


def test_comments_and_order_of_the_files_stay(small: Path, next_year: Path) -> None:
    before, after = (read(f, "application/parts/part_2.yaml") for f in (small, next_year))
    assert after == before.replace("plan_2027", "plan_2028")
    assert read(next_year, "edition.yaml").startswith("# A second, small edition")


def test_standards_and_years_of_documents_stay(copy: Path, plant: Plant, tmp_path: Path) -> None:
    plant("application/checks.yaml", "申请通知第四条", "云工信〔2026〕5号第四条")
    target = tmp_path / "yunnan-2028"
    assert new_edition(copy, target, "yunnan-2028", 2027) == []
    assert read(target, "standards/yunnan-2025.yaml") == read(copy, "standards/yunnan-2025.yaml")
    assert "云工信〔2026〕5号第四条" in read(target, "application/checks.yaml")
    assert "standards: [yunnan-2025]" in read(target, "application/form.yaml")


def test_lock_and_hidden_files_are_not_copied(copy: Path, tmp_path: Path) -> None:
    lock(copy, lint)
    (copy / ".DS_Store").write_bytes(b"x")
    target = tmp_path / "yunnan-2028"
    new_edition(copy, target, "yunnan-2028", 2027)
    assert not (target / "LOCK").exists()
    assert not (target / ".DS_Store").exists()


def test_source_is_left_as_it_was(copy: Path, tmp_path: Path) -> None:
    lock_before = lock(copy, lint).read_bytes()
    new_edition(copy, tmp_path / "yunnan-2028", "yunnan-2028", 2027)
    assert lock(copy, lint).read_bytes() == lock_before


def test_existing_folder_is_refused_and_untouched(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "yunnan-2028"
    target.mkdir()
    with pytest.raises(DefinitionError, match="已经存在，不能覆盖"):
        new_edition(small, target, "yunnan-2028", 2027)
    assert list(target.iterdir()) == []


@pytest.mark.parametrize(
    ("folder", "new_id", "message"),
    [
        ("yunnan-2028", "yunnan-2029", "文件夹名应当与编号“yunnan-2029”相同"),
        ("云南2028", "云南2028", "不能作编号"),
        ("../x", "../x", "文件夹名应当与编号"),
    ],
)
def test_id_that_is_none_or_another_than_the_folder_is_refused(
    small: Path, tmp_path: Path, folder: str, new_id: str, message: str
) -> None:
    with pytest.raises(DefinitionError, match=message):
        new_edition(small, tmp_path / folder, new_id, 2027)


def test_source_that_cannot_be_read_is_refused(copy: Path, tmp_path: Path, plant: Plant) -> None:
    plant("edition.yaml", "issuer: 云南", "issuer: : 云南")
    with pytest.raises(DefinitionError, match="YAML 写法不通"):
        new_edition(copy, tmp_path / "yunnan-2028", "yunnan-2028", 2027)


@pytest.mark.parametrize("folder", find_editions().values(), ids=lambda folder: folder.name)
def test_shipped_edition_moved_by_a_year_is_clean(folder: Path, tmp_path: Path) -> None:
    base_year = load_edition(folder).base_year + 1
    mistakes = new_edition(folder, tmp_path / "moved-by-one", "moved-by-one", base_year)
    assert [str(m) for m in mistakes] == []
