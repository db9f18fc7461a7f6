"""The levels 级别 of findings: how heavy each is, and in which words it is spoken of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FindingLevel:
    """`rank` sorts, the heaviest first; `label` is the official word, `to_do` what to do."""

    rank: int
    label: str
    to_do: str


FINDING_LEVELS: Mapping[str, FindingLevel] = {
    "error": FindingLevel(0, "强制性", "需改"),
    "confirm": FindingLevel(1, "核实性", "需核实"),
    "note": FindingLevel(2, "提示", "提示"),
}
"""An error blocks submission, a confirm passes once it is explained, a note informs."""
