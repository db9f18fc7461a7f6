"""方格图: the counties of a region as squares that lie to one another about as the counties do. It
draws no boundary and is no map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jiqun.records.applications.board import STATES, BoardRow

_NINGXIA = """
.      .      .      惠农
.      .      大武口 平罗
.      西夏   贺兰   兴庆
.      金凤   永宁   灵武   宁东
.      青铜峡 利通   盐池
沙坡头 中宁   红寺堡 同心
.      海原   原州   彭阳
.      西吉   隆德   泾源
"""
"""North is up, every city is one block; 宁东 has no code of its own and acts like a county."""

_PLACES: Mapping[str, tuple[int, int]] = {
    name: (row, column)
    for row, line in enumerate(_NINGXIA.split("\n")[1:-1], 1)
    for column, name in enumerate(line.split(), 1)
    if name != "."
}


@dataclass(frozen=True, slots=True)
class Tile:
    """A county's square: its short name, where it lies (from 1), how far it is by the state that
    needs a hand most, in words; `search` finds its rows on the board."""

    name: str
    row: int
    column: int
    state: str
    words: str
    percent: int | None
    search: str


def tiles(rows: Iterable[BoardRow]) -> list[Tile]:
    """The squares of the counties on a board; none where it is of another region."""
    own: dict[str, list[BoardRow]] = {}
    for row in rows:
        name = next((name for name in _PLACES if row.county.startswith(name)), None)
        if name is not None:
            own.setdefault(name, []).append(row)
    return [_tile(name, of) for name, of in own.items()]


def _tile(name: str, rows: list[BoardRow]) -> Tile:
    first = min(rows, key=lambda row: list(STATES).index(row.state))
    asked = first.filled + first.missing
    place_row, column = _PLACES[name]
    return Tile(
        name,
        place_row,
        column,
        first.state,
        f"{first.county}：{first.stage}",
        first.filled * 100 // asked if first.application and asked else None,
        first.county,
    )
