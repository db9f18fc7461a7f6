"""An invariant: what always holds, and how what breaks it is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Find = Callable[[], Iterable[str]]
"""What breaks an invariant: of each thing its name in the journal, and more where that helps."""


@dataclass(frozen=True, slots=True)
class Invariant:
    """What always holds, in Chinese words; `find` gives what breaks it, nothing where it holds."""

    id: str
    words: str
    find: Find


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that is broken, and by what."""

    invariant: Invariant
    by: str
