"""What a page shows of a filing as it is now, gathered once for all widgets."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jiqun.engine import Address, Answers, Field, Labels


@dataclass(frozen=True, slots=True)
class Chip:
    """A piece of evidence at the end of a line: the file's name, its kind in words, its address."""

    name: str
    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class PageState:
    """The answers as understood and as kept, their revisions, the computed values, the words for
    places of the form, the evidence by what it proves; `writes` is false for who may only look, and
    `open_only` names the fields and lists that may be written, where not all of them may."""

    answers: Answers
    kept: Mapping[Address, object]
    revisions: Mapping[Address, int]
    values: Mapping[Address, Decimal | str]
    labels: Labels
    chips: Mapping[Address, list[Chip]] = field(default_factory=dict)
    writes: bool = True
    evidence_address: str = ""
    open_only: Collection[str] | None = None
    agreeing: Collection[Address] = ()  # answers that rounding alone may tell from their value

    def words(self, field: Field) -> str:
        """The words for an answer that tell it from all others."""
        return self.labels.label(field.id)

    def text(self, field: Field, period: str | None) -> str:
        """The text that stands in the input of an answer: in standard form, or as it was typed."""
        return self.answers.shown(field.id, period)

    def writes_in(self, field: Field) -> bool:
        """Whether the person may write this answer."""
        return self.writes_at(field.id) and field.written_by == "county"

    def writes_at(self, name: str) -> bool:
        """Whether the person may write the field or list of a name."""
        return self.writes and (self.open_only is None or name in self.open_only)

    def rows(self, at: Address) -> list[Mapping[str, object]]:
        """The rows of a list as they are kept."""
        kept = self.kept.get(at)
        return [r for r in kept if isinstance(r, Mapping)] if isinstance(kept, list) else []

    def row(self, at: Address) -> Mapping[str, object]:
        """A row of targets as it is kept."""
        kept = self.kept.get(at)
        return kept if isinstance(kept, Mapping) else {}
