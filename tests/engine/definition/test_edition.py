"""Finding and reading editions: everything once, every mistake at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from jiqun.engine.definition import (
    NO_CHECKS,
    DefinitionError,
    edition_files,
    load_edition,
)
from jiqun.engine.definition.edition import read_form_on_paper

Plant = Callable[[str, str, str], int]


def test_edition_holds_form_layout_checks_and_standards(small: Path) -> None:
    edition = load_edition(small)
    assert (edition.id, edition.region, edition.base_year) == ("yunnan-2027", "530000", 2026)
    assert edition.issuer == "云南省工业和信息化厅"
    assert [s.id for s in edition.main.sections] == ["part_1", "part_2"]
    assert [s.id for s in edition.main.layout.sheets] == ["instructions", "part_1", "part_2"]
    assert edition.main.checks.checks[0].code == "required"
    assert [s.id for s in edition.main.standards] == ["yunnan-2025"]


def test_edition_is_read_once_however_its_folder_is_written(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.parent)
    assert load_edition(small) is load_edition(Path(small.name))


def test_edition_cannot_be_changed_by_its_readers(small: Path) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_edition(small).title = "别的"  # type: ignore[misc]


def test_mistakes_of_all_files_are_raised_together(copy: Path, plant: Plant) -> None:
    plant("edition.yaml", "region:", "regoin:")
    plant("application/parts/part_1.yaml", "kind: date", "kind: day")
    plant("application/layout/layout.yaml", "face: kai", "face: kaiti")
    plant("application/checks/output.yaml", "level: confirm", "level: warn")
    plant("standards/yunnan-2025.yaml", "status: verified", "status: maybe")
    with pytest.raises(DefinitionError) as caught:
        load_edition(copy)
    assert {m.file for m in caught.value.mistakes} == {
        "edition.yaml",
        "application/parts/part_1.yaml",
        "application/layout/layout.yaml",
        "application/checks/output.yaml",
        "standards/yunnan-2025.yaml",
    }


@pytest.mark.parametrize(
    "name",
    [
        "edition.yaml",
        "application/form.yaml",
        "application/parts/part_2.yaml",
        "application/layout/layout.yaml",
        "application/layout/part_1.yaml",
        "application/checks.yaml",
        "application/checks/output.yaml",
    ],
)
@pytest.mark.parametrize("content", ["", "a: [", "- 1\n", "一段文字\n"])
def test_file_of_the_wrong_shape_is_a_definition_error(copy: Path, name: str, content: str) -> None:
    (copy / name).write_text(content, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_edition(copy)
    assert any(m.file == name for m in caught.value.mistakes)


def test_files_of_an_edition_leave_out_lock_and_hidden_ones(copy: Path) -> None:
    before = edition_files(copy)
    (copy / "LOCK").touch()
    (copy / ".git").mkdir()
    (copy / ".git" / "config").touch()
    assert edition_files(copy) == before
    assert list(before) == sorted(before)
    assert "edition.yaml" in before


def test_form_on_paper_has_fields_and_layout_without_checks(small: Path) -> None:
    whole, form = load_edition(small).main, read_form_on_paper(small / "application")
    assert (form.name, form.fields, form.layout) == (whole.name, whole.fields, whole.layout)
    assert (form.checks, form.standards) == (NO_CHECKS, whole.standards)
    statement = read_form_on_paper(small.parent / "hebei-2028" / "onsite_statement")
    assert (statement.name, statement.is_main) == ("hebei-2028/onsite_statement", False)


def test_form_on_paper_with_a_mistake_is_a_definition_error(copy: Path, plant: Plant) -> None:
    plant("application/layout/layout.yaml", "face: kai", "face: kaiti")
    with pytest.raises(DefinitionError):
        read_form_on_paper(copy / "application")
