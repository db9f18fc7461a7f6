"""Revisions in edition.yaml: read in order, written last, called by the year of the call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jiqun.engine.definition import EditionRevision, lint, new_edition, read_edition
from jiqun.engine.definition.edition_revision import with_revisions, without_revisions

Tells = Callable[..., None]
FIRST = EditionRevision(1, date(2027, 3, 1), "张三", "更正“提示”：第5条")
SECOND = EditionRevision(2, date(2027, 3, 9), "李四", "版式")


def entered(folder: Path, *revisions: EditionRevision) -> None:
    path = folder / "edition.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(with_revisions(text, revisions), encoding="utf-8")


def test_edition_as_published_is_revision_0_of_the_year_of_the_call(small: Path) -> None:
    edition = read_edition(small)
    assert (edition.base_year, edition.revision, edition.revisions) == (2026, "2027.0", ())
    assert edition.main.edition_revision == "2027.0"


def test_revisions_that_were_written_are_read_again(copy: Path) -> None:
    entered(copy, FIRST)
    entered(copy, FIRST, SECOND)
    edition = read_edition(copy)
    assert edition.revisions == (FIRST, SECOND)
    assert (edition.revision, edition.name_of(FIRST)) == ("2027.2", "2027.1")
    assert edition.main.edition_revision == "2027.2"
    assert lint(copy) == []


def test_revisions_taken_out_leave_the_rest_as_it_was(copy: Path) -> None:
    before = (copy / "edition.yaml").read_text(encoding="utf-8")
    entered(copy, FIRST, SECOND)
    assert without_revisions((copy / "edition.yaml").read_text(encoding="utf-8")) == before


def test_copy_for_another_year_has_no_revisions(copy: Path, tmp_path: Path) -> None:
    entered(copy, FIRST)
    assert new_edition(copy, tmp_path / "yunnan-2028", "yunnan-2028", 2027) == []
    assert read_edition(tmp_path / "yunnan-2028").revision == "2028.0"


ENTRY = "{number: 1, date: 2027-03-01, by: 张三, why: 更正}"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (ENTRY.replace("number: 1", "number: 2"), "修订版应当依次编号，这里应当是 1。"),
        (ENTRY.replace("2027-03-01", "三月一日"), "“三月一日”不是日期，应当写成 2026-12-01。"),
        (ENTRY.replace("张三", "''"), "没有写明签发人。"),
        (ENTRY.replace("更正", "' '"), "没有写明修订原因。"),
        (ENTRY.replace(", why: 更正", ""), "缺少“why”。"),
        (ENTRY.replace("by:", "from:"), "不认识“from”。"),
    ],
)
def test_entry_that_is_none_is_told(tells: Tells, entry: str, message: str) -> None:
    forms = "forms: [application]   # each a folder; the first is the main form 主表\n"
    tells("edition.yaml", forms, f"{forms}revisions:\n  - {entry}\n", message, below=2)


def test_revisions_before_the_end_of_the_file_are_told(tells: Tells) -> None:
    changed = f"revisions:\n  - {ENTRY}\nregion:"
    tells("edition.yaml", "region:", changed, "修订版应当写在文件的最后。")
