"""What a page shows of a filing as it is now, gathered once for all widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jiqun.engine import Answers, Field


@dataclass(frozen=True, slots=True)
class Chip:
    """A piece of evidence at the end of a line: the file's name, its kind in words, its address."""

    name: str
    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class PageState:
    """The answers as understood and as kept (by key), their revisions, the computed values, the
    words that tell fields apart, the evidence by field and option; `writes` is false for who may
    only look."""

    answers: Answers
    kept: Mapping[str, object]
    revisions: Mapping[str, int]
    values: Mapping[tuple[str, str | None], Decimal | str]
    labels: Mapping[str, str]
    chips: Mapping[tuple[str, str], list[Chip]] = field(default_factory=dict)
    writes: bool = True
    evidence_address: str = ""

    def words(self, field: Field) -> str:
        """The words for an answer that tell it from all others."""
        return self.labels[field.id]

    def text(self, field: Field, period: str | None) -> str:
        """The text that stands in the input of an answer: in standard form, or as it was typed."""
        return self.answers.shown(field.id, period)

    def writes_in(self, field: Field) -> bool:
        """Whether the person may write this answer."""
        return self.writes and field.written_by == "county"

    def rows(self, key: str) -> list[Mapping[str, object]]:
        """The rows of a list as they are kept."""
        kept = self.kept.get(key)
        return [r for r in kept if isinstance(r, Mapping)] if isinstance(kept, list) else []

    def row(self, key: str) -> Mapping[str, object]:
        """A row of targets as it is kept."""
        kept = self.kept.get(key)
        return kept if isinstance(kept, Mapping) else {}
