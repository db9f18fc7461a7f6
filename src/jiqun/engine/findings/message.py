"""Speaking: from the place where a check hits to the finding, its message filled."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.engine.definition import Check
from jiqun.engine.findings.figure_scope import FigureScope, MessageScope
from jiqun.engine.findings.finding import Finding, Hit


@dataclass(frozen=True, slots=True)
class RaisedFinding:
    """A check that hits, where, and what it says."""

    check: Check
    hit: Hit
    finding: Finding


def finding_of(check: Check, hit: Hit, figures: FigureScope) -> Finding:
    """The finding of a check where it speaks, its message filled."""
    labels = figures.labels
    where = hit.words.get("place") or labels.where(hit.at, hit.words.get("row_label", ""))
    scope = MessageScope(figures.seen_from(hit.at), {**hit.words, "where": where})
    return Finding(
        code=check.code,
        level=check.level,
        message=check.message.fill(scope)
        + (hit.words.get("hint") or check.settings.get("advice", "")),
        at=hit.at,
        formula=hit.formula,
        repair=hit.repair,
        source=check.source,
        ways=hit.ways,
    )
