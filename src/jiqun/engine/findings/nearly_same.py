"""Whether two texts are the same or nearly: how many pairs of characters they share."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache


def is_near(one: str, other: str, percent: int) -> bool:
    """Whether the longer of two texts has at least this share of its pairs in common with the
    other; a pair that stands twice counts twice."""
    longer, shorter = len(one) - 1, len(other) - 1
    if longer < shorter:
        longer, shorter = shorter, longer
    if shorter * 100 < longer * percent:  # as it is of most texts
        return False
    return one == other or _shared(one, other) * 100 >= longer * percent


# While somebody types, all texts but one, and all pairs but those of one, are asked about again.
@lru_cache(maxsize=1024)
def _shared(one: str, other: str) -> int:
    """How many pairs two texts share."""
    return len(_pairs(one) & _pairs(other))


@lru_cache(maxsize=256)
def _pairs(text: str) -> frozenset[tuple[str, int]]:
    """The pairs of a text, each with how often it stood before."""
    times: Counter[str] = Counter()
    pairs = []
    for start in range(len(text) - 1):
        pair = text[start : start + 2]
        pairs.append((pair, times[pair]))
        times[pair] += 1
    return frozenset(pairs)
