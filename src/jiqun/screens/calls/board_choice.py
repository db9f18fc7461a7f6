"""What of the board is shown: chosen in the address, read as a sentence, and the sums of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from jiqun.records.applications.board import STATES, BoardRow
from jiqun.screens.widgets.sort_heads import SortHead, sort_head

_ORDERS: Mapping[str, tuple[str, bool, Callable[[BoardRow], Any] | None]] = {
    "county": ("县（市、区）", False, None),
    "stage": ("阶段", False, lambda row: list(STATES).index(row.state)),
    "filled": ("已填", False, lambda row: row.filled),
    "missing": ("未填", True, lambda row: row.missing),
    "errors": ("需改", True, lambda row: row.errors),
    "confirms": ("需核实", True, lambda row: row.confirms),
    "idle": (
        "未保存天数",
        True,
        lambda row: (row.days_since_save is not None, row.days_since_save),
    ),
    "left": ("剩余天数", False, lambda row: (row.days_left is None, row.days_left)),
    "moved": ("最近办理", True, lambda row: (row.moved_at is not None, row.moved_at)),
}


@dataclass(frozen=True, slots=True)
class BoardSums:
    """Of the rows that are shown: how many, and the sums of their counts."""

    rows: int
    filled: int
    missing: int
    errors: int
    confirms: int


@dataclass(frozen=True, slots=True)
class BoardChoice:
    """What is shown of a board, as the address says: of one city or all (""), in one state or any
    (""), with some words in the names of county, city or cluster, in an order."""

    city: str = ""
    state: str = ""
    words: str = ""
    order: str = "county"

    @classmethod
    def of(cls, asked: QueryDict) -> BoardChoice:
        """What an address asks for; what it cannot ask for counts for nothing."""
        state, order = asked.get("state", ""), asked.get("order", "")
        return cls(
            asked.get("city", "")[:100],
            state if state in STATES else "",
            asked.get("q", "").strip()[:100],
            order if order.removeprefix("-") in _ORDERS else "county",
        )

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.city or self.state or self.words)

    def shown(self, rows: Sequence[BoardRow]) -> list[BoardRow]:
        """The rows that are shown, in their order; equal ones stay as they come."""
        found = [row for row in rows if self._has(row)]
        back = self.order.startswith("-")
        _, _, key = _ORDERS[self.order.removeprefix("-")]
        if key is None:
            return found[::-1] if back else found
        return sorted(found, key=key, reverse=back)

    def heads(self) -> dict[str, SortHead]:
        """The heads of the table."""
        return {
            name: sort_head(words, name, self.order, from_back)
            for name, (words, from_back, _) in _ORDERS.items()
        }

    def _has(self, row: BoardRow) -> bool:
        named = f"{row.county} {row.city} {row.cluster} {row.number} {row.formerly}"
        return (
            self.city in ("", row.city)
            and self.state in ("", row.state)
            and all(word in named for word in self.words.split())
        )


def counts(rows: Sequence[BoardRow]) -> list[tuple[str, str, int]]:
    """The states in which there is any row: id, words and how many."""
    found = Counter(row.state for row in rows)
    return [(state, words, found[state]) for state, words in STATES.items() if found[state]]


def sums(rows: Sequence[BoardRow]) -> BoardSums:
    """The last line of the table."""
    return BoardSums(
        len(rows),
        sum(row.filled for row in rows),
        sum(row.missing for row in rows),
        sum(row.errors for row in rows),
        sum(row.confirms for row in rows),
    )
