"""The niche 细分领域 of an application, as its county said it when it was frozen, and whether two
are the same: by code, or by the words without spaces, in one width."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.engine import comparison_key
from jiqun.records.versions.models import FrozenVersion
from jiqun.records.versions.queries import said_in


@dataclass(frozen=True, slots=True)
class Niche:
    """A niche: its words, and its code of GB/T 4754."""

    words: str
    code: str

    def is_same(self, other: Niche) -> bool:
        """Whether another is the same niche; one that was not said is none."""
        same_code = bool(self.code) and self.code == other.code
        words = comparison_key(self.words)
        return same_code or (bool(words) and words == comparison_key(other.words))


def niche_of(version: FrozenVersion) -> Niche:
    """The niche that was said when a version was frozen."""
    said = said_in(version)
    return Niche(said.get("niche", "").strip(), said.get("niche_code", "").strip())
