"""Ways to be sly: a true form with one figure, list, text or tick made to look better than it is.

A way changes the plain objects and says which findings may tell of it, by code and field; None
where the form gives no occasion for it.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

Data = dict[str, Any]
Told = set[tuple[str, str]]
Way = Callable[[Data, Random], Told | None]
WAYS: dict[str, Way] = {}


def way(make: Way) -> Way:
    """A way to be sly, under the name of its function."""
    WAYS[make.__name__.replace("_", " ")] = make
    return make


def times_of(text: str, factor: str) -> str:
    """A figure as a multiple of what it was."""
    return text if text == "无" else format((Decimal(text) * Decimal(factor)).normalize(), "f")


def number(text: str) -> Decimal:
    """A figure as a number; 无 is none."""
    return Decimal(0) if text == "无" else Decimal(text)


def rounded(text: str) -> str:
    """A figure as it would be printed, with two decimals."""
    return text if text == "无" else format(Decimal(text).quantize(Decimal("0.01")), "f")
