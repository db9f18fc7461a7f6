"""The heads of a list by which it can be ordered: each is a link that orders it so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SortHead:
    """A head by which a list can be ordered: how it is ordered now (ascending, descending or not at
    all), and the order that a press makes."""

    words: str
    now: str
    order: str


def sort_head(words: str, name: str, order: str, from_back: bool = False) -> SortHead:
    """The head of a name in a list that has an order (with a minus before it: from the back);
    `from_back` is where the first press begins."""
    if order.removeprefix("-") != name:
        return SortHead(words, "", f"-{name}" if from_back else name)
    back = order.startswith("-")
    return SortHead(words, "descending" if back else "ascending", name if back else f"-{name}")
