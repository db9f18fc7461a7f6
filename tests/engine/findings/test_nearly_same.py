"""How much two texts have in common."""

from __future__ import annotations

import pytest

from jiqun.engine.findings.nearly_same import is_near


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("abcdefghijk", "abcdefghijk", True),
        ("abcdefghijk", "abcdefghij", True),  # 9 of 10 pairs
        ("abcdefghijk", "abcdefghijX", True),
        ("abcdefghijk", "abcdXfghijk", False),  # a change within breaks two pairs
        ("abcdefghijk", "abcdefghi", False),
        ("abababababa", "ababababab", True),
        (
            "abababababa",
            "abcdefghijk",
            False,
        ),  # a pair counts as often as it stands
        ("abcdefghijk", "", False),
    ],
)
def test_texts_are_near_where_nine_tenths_of_the_pairs_are_shared(
    one: str, other: str, near: bool
) -> None:
    assert is_near(one, other, 90) is near
    assert is_near(other, one, 90) is near
