"""The counties as squares, where they lie to one another as the counties do."""

from __future__ import annotations

from jiqun.engine import divisions_in
from jiqun.records.applications.board import BoardRow
from jiqun.screens.calls.tile_grid import tiles


def row(county: str, state: str = "filling", **more: object) -> BoardRow:
    return BoardRow(1, county, "", state, "填报中", **more)  # type: ignore[arg-type]


def test_every_county_of_the_region_has_a_square_of_its_own() -> None:
    counties = [d.name for city in divisions_in("640000") for d in divisions_in(city.code)]
    found = tiles(map(row, [*counties, "宁东管委会经济发展局"]))
    assert len(counties) == 22
    assert len({(tile.row, tile.column) for tile in found}) == len(found) == 23


def test_neighbours_lie_as_they_do() -> None:
    at = {
        tile.name: (tile.row, tile.column)
        for tile in tiles(map(row, ("贺兰县", "永宁县", "兴庆区")))
    }
    assert at["贺兰"][0] < at["永宁"][0]  # north of it
    assert at["贺兰"][1] < at["兴庆"][1]  # west of it


def test_square_tells_what_needs_a_hand_most_and_how_far_it_is() -> None:
    rows = [
        row("中宁县", "at_city", application="a", filled=153),
        row("中宁县", "late", application="b", filled=1, missing=3),
        row("海原县", "not_started"),
    ]
    late, begun = tiles(rows)
    assert (late.state, late.percent, late.search) == ("late", 25, "中宁县")
    assert (begun.state, begun.percent) == ("not_started", None)


def test_counties_of_another_region_have_none() -> None:
    assert tiles([row("昆明市五华区")]) == []
