"""Keeping a few results in this process: the ones last used, by a name no two states share."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Name = TypeVar("Name", bound=Hashable)
Result = TypeVar("Result")


MOST_FILINGS = 384
"""As many filings a process keeps what it knows of: answers, evidence, findings. All of it takes
some 0.65 MB for one that is filled in, so 250 MB at most."""


class LruCache(Generic[Name, Result]):
    """The results last used, at most so many; threads may share it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._results: OrderedDict[Name, Result] = OrderedDict()
        self._turn = threading.Lock()

    def get(self, name: Name) -> Result | None:
        """The result of a name, None where it is not kept (any more)."""
        with self._turn:
            result = self._results.get(name)
            if result is not None:
                self._results.move_to_end(name)
            return result

    def put(self, name: Name, result: Result) -> None:
        """Keep a result, and let go of the one not used for longest."""
        with self._turn:
            self._results[name] = result
            self._results.move_to_end(name)
            while len(self._results) > self._most:
                self._results.popitem(last=False)
