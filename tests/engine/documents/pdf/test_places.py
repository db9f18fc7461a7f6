"""Where people sign, date and seal: the places agree with the words drawn there."""

from __future__ import annotations

import pypdfium2
import pytest
from tests.engine.documents.pdf.drawn import Box, characters

from jiqun.engine.documents.paper import Paper, Place
from jiqun.engine.documents.pdf import places
from jiqun.engine.documents.pdf.places import SEAL


@pytest.mark.parametrize("kind", ["blank", "longest"])
def test_places_stand_where_the_words_are_drawn(kind: str, request: pytest.FixtureRequest) -> None:
    paper: Paper = request.getfixturevalue(kind)
    document = pypdfium2.PdfDocument(request.getfixturevalue(f"{kind}_pdf"))
    found = places(paper)
    last = len(document)
    assert [(place.role, place.page) for place in found] == [
        ("seal", 1),
        ("signature", last),
        ("seal", last),
        ("date", last),
        ("seal", last),
        ("date", last),
    ]
    cover, end = (characters(document[n]) for n in (0, last - 1))
    _assert_sealed(found[0], _after("（盖章）：", cover))
    _assert_sealed(found[2], _after("门（公章）：", end))
    _assert_sealed(found[4], _after("位（公章）：", end))
    _assert_written(found[1], _after("（签字）：", end))
    for place in (found[3], found[5]):
        year = [c for c in end if c.text == "年" and _box(place).has_middle_of(c)]
        assert len(year) == 1
        assert _box(place).holds(year[0])


def test_places_keep_within_the_page(longest: Paper) -> None:
    for place in places(longest):
        assert place.x >= 22 / 25.4 * 72 - 0.1
        assert place.x + place.width <= 188 / 25.4 * 72 + 0.1
        assert place.width > 90
        assert place.y > 0


def _assert_sealed(place: Place, end: Box) -> None:
    assert place.width == place.height == pytest.approx(SEAL, abs=0.01)
    assert _box(place).holds(end)


def _assert_written(place: Place, end: Box) -> None:
    assert 0 <= place.x - end.right < 14  # a full-width colon has room behind its ink
    assert place.y < end.top and end.bottom < place.y + place.height


def _after(words: str, ink: list[Box]) -> Box:
    """The last character of some words that stand once on the page."""
    text = "".join(c.text for c in ink)
    assert text.count(words) == 1
    return ink[text.index(words) + len(words) - 1]


def _box(place: Place) -> Box:
    return Box("", place.x, place.y, place.x + place.width, place.y + place.height)
