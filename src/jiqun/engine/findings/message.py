"""Speaking: from the place where a check hits to the finding, its message filled."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.engine.answers import EVIDENCE, LISTS
from jiqun.engine.definition import NOWHERE, Check
from jiqun.engine.findings.figure_scope import FigureScope, MessageScope
from jiqun.engine.findings.finding import Finding, Hit, Skipped

_EXCERPT = 20  # characters


@dataclass(frozen=True, slots=True)
class RaisedFinding:
    """A check that hits, where, and what it says."""

    check: Check
    hit: Hit
    finding: Finding


def cut(text: str) -> str:
    """The beginning of a text, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"


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
        asks=(hit.asks or (hit.at,)) if check.asks_only else (),
    )


_ENCLOSURES = {EVIDENCE: "佐证材料", LISTS: "清单"}


def not_carried(check: Check, enclosure: str) -> Skipped:
    """The note that a check was not made, because the file does not carry what it rests on."""
    name = _ENCLOSURES[enclosure]
    message = f"文件不带{name}（Word 申报表只有表内的内容），未执行“{check.title}”校验。"
    return Skipped(check.code, NOWHERE, message)
