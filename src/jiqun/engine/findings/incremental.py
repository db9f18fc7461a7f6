"""Remembering what was found, for the next assessment of a form that differs in a few answers.

What a formula comes to depends on nothing but the cells it read. So each result is kept together
with those cells, and as long as every one of them is still the same object the result is too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Form
from jiqun.engine.findings.figure_scope import CellRead, FigureScope

Result = TypeVar("Result")


class Memory:
    """What was found in a form, by the place in its checks. Threads may share it: an entry is
    replaced as a whole, and says itself whether it still holds.

    It belongs to one form 表 of an edition and to what was read of other filings; used with another
    it starts anew.
    """

    def __init__(self) -> None:
        self._form: Form | None = None
        self._sources: dict[str, Answers] = {}
        self._entries: dict[object, tuple[Any, object, tuple[tuple[CellRead, object], ...]]] = {}

    def of(self, form: Form, sources: Mapping[str, Answers]) -> Memory:
        """This memory, empty if what it held was of another form, or of other sources."""
        same = sources.keys() == self._sources.keys()
        same = same and all(own is self._sources[name] for name, own in sources.items())
        if self._form is not form or not same:
            self._form, self._sources, self._entries = form, dict(sources), {}
        return self

    def recall(
        self, name: object, figures: FigureScope, work: Callable[[], Result], basis: object = None
    ) -> Result:
        """The result of `work` under a name: as it was, if neither its `basis` nor a cell
        it read is another now."""
        entry = self._entries.get(name)
        if entry is not None and entry[1] == basis:
            held = figures.held
            for cell, before in entry[2]:
                if held(cell) is not before:
                    break
            else:
                result: Result = entry[0]
                return result
        reads: list[CellRead] = []
        figures.reads = reads
        result = work()
        figures.reads = None
        sources = tuple((cell, figures.held(cell)) for cell in dict.fromkeys(reads))
        self._entries[name] = (result, basis, sources)
        return result

    def recall_by(self, name: object, basis: object, work: Callable[[], Result]) -> Result:
        """The result of `work` under a name: as it was, if its `basis`, which is all it rests on,
        is equal."""
        entry = self._entries.get(name)
        if entry is not None and entry[1] == basis:
            result: Result = entry[0]
            return result
        result = work()
        self._entries[name] = (result, basis, ())
        return result


class NoMemory(Memory):
    """For an assessment after which there is no next one: everything is worked out."""

    def recall(
        self, name: object, figures: FigureScope, work: Callable[[], Result], basis: object = None
    ) -> Result:
        """The result of `work`."""
        return work()

    def recall_by(self, name: object, basis: object, work: Callable[[], Result]) -> Result:
        """The result of `work`."""
        return work()
