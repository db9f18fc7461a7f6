"""Points: half a point is the smallest step, the range of the field the end."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.engine.definition import Range
from jiqun.engine.kinds import KINDS, NONE, PlainQuestion, Trouble

POINTS = KINDS["points"]
ASKED = PlainQuestion(unit="分", range=Range(high=Decimal(10)))


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("7", "7"),
        ("7.5", "7.5"),
        ("7.50", "7.5"),
        ("７．５", "7.5"),
        (" 8.0 分 ", "8"),
        ("0", "0"),
        ("-0", "0"),
        (10, "10"),
        (0.5, "0.5"),
    ],
)
def test_score_in_half_points_is_understood(raw: object, shown: str) -> None:
    value = POINTS.parse(raw, ASKED)
    assert isinstance(value, Decimal)
    assert POINTS.show(value, ASKED) == POINTS.dump(value, ASKED) == shown


@pytest.mark.parametrize("raw", ["7.3", "7.25", "0.01", "9.75"])
def test_score_between_the_steps_is_out_of_range_and_says_so(raw: str) -> None:
    found = POINTS.parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert found.code == "out_of_range"
    assert "以0.5" in found.params["hint"]
    assert found.params["range"] == "不大于10、以0.5为一档"


@pytest.mark.parametrize("raw", ["10.5", "11", "-0.5", "-1"])
def test_score_beyond_the_ends_is_out_of_range(raw: str) -> None:
    found = POINTS.parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert found.code == "out_of_range"


@pytest.mark.parametrize("raw", ["七分", "约7", "7元", "1e1"])
def test_score_of_other_words_is_not_a_number(raw: str) -> None:
    found = POINTS.parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert found.code == "not_a_number"


@pytest.mark.parametrize("raw", [True, ["7"], {"points": 7}])
def test_score_of_another_shape_is_wrong_shape(raw: object) -> None:
    found = POINTS.parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert found.code == "wrong_shape"


def test_none_is_a_score_only_where_allowed() -> None:
    assert POINTS.parse("无", PlainQuestion(none_allowed=True)) == NONE


@given(st.integers(0, 20))
def test_every_score_printed_or_dumped_comes_back_equal(halves: int) -> None:
    value = POINTS.parse(str(Decimal(halves) / 2), ASKED)
    assert isinstance(value, Decimal)
    assert value == Decimal(halves) / 2
    assert POINTS.parse(POINTS.show(value, ASKED), ASKED) == value
    assert POINTS.parse(POINTS.dump(value, ASKED), ASKED) == value
