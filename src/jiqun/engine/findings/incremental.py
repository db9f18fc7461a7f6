"""Remembering what was found, for the next assessment of a form that differs in a few answers.

What a formula comes to depends on nothing but the cells it read. So each result is kept together
with those cells, and as long as every one of them is still the same object the result is too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from jiqun.engine.definition import Edition
from jiqun.engine.findings.scope import CellRead, FigureScope

Result = TypeVar("Result")


class Memory:
    """What was found in a form, by the place in its checks. Threads may share it: an entry is
    replaced as a whole, and says itself whether it still holds.

    It belongs to one edition; used with another it starts anew.
    """

    def __init__(self) -> None:
        self._edition: Edition | None = None
        self._known: dict[object, tuple[Any, object, tuple[tuple[CellRead, object], ...]]] = {}

    def of(self, edition: Edition) -> Memory:
        """This memory, empty if what it held was of another edition."""
        if self._edition is not edition:
            self._edition, self._known = edition, {}
        return self

    def recall(
        self, name: object, figures: FigureScope, work: Callable[[], Result], given: object = None
    ) -> Result:
        """The result of `work` under a name: as it was, if neither what it was `given` nor a cell
        it read is another now."""
        known = self._known.get(name)
        if known is not None and known[1] == given:
            source = figures.source
            for asked, stood in known[2]:
                if source(asked) is not stood:
                    break
            else:
                result: Result = known[0]
                return result
        reads: list[CellRead] = []
        figures.asked = reads
        result = work()
        figures.asked = None
        sources = tuple((asked, figures.source(asked)) for asked in dict.fromkeys(reads))
        self._known[name] = (result, given, sources)
        return result


class NoMemory(Memory):
    """For an assessment after which there is no next one: everything is worked out."""

    def recall(
        self, name: object, figures: FigureScope, work: Callable[[], Result], given: object = None
    ) -> Result:
        """The result of `work`."""
        return work()
