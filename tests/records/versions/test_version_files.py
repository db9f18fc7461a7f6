"""The list of a disc's files, written and compared."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.utils import timezone

from jiqun.records.versions.version_files import VersionFile, codes_text, compare_codes

A, B, C = ("a" * 64, "b" * 64, "c" * 64)


@pytest.fixture
def files() -> list[VersionFile]:
    now = timezone.now()
    paths = {"第1版/定稿.json": A, "佐证材料/001-诊断 报告.pdf": B}
    return [VersionFile(path, code, 0, now, BytesIO) for path, code in paths.items()]


def test_own_list_agrees_however_it_was_written_down(files: list[VersionFile]) -> None:
    text = codes_text((one.path, one.sha256) for one in files)
    assert text.splitlines()[0] == f"{A}  第1版/定稿.json"
    windows = "\ufeff" + text.replace("/", "\\").replace("\n", "\r\n").replace(A, A.upper())
    for said in (text, windows, text.replace("  ", " *./")):
        compared = compare_codes(files, said)
        assert compared.agrees and len(compared.same) == 2 and compared.unknown == ()


def test_what_is_missing_different_or_unknown_is_named(files: list[VersionFile]) -> None:
    compared = compare_codes(files, f"{C}  第1版/定稿.json\n{C}  多余.pdf\n没有校验码\n")
    assert not compared.agrees and compared.same == ()
    assert compared.different == ("第1版/定稿.json",)
    assert compared.missing == ("佐证材料/001-诊断 报告.pdf",)
    assert compared.unknown == (f"{C}  多余.pdf", "没有校验码")


def test_path_that_stands_there_twice_agrees_only_where_both_do(files: list[VersionFile]) -> None:
    for said in (
        f"{A}  第1版/定稿.json\n{C}  第1版/定稿.json",
        f"{C} 第1版/定稿.json\n{A} 第1版/定稿.json",
    ):
        assert compare_codes(files, said).different == ("第1版/定稿.json",)
