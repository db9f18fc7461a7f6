"""Findings 校验结果: computed values, checks with their proof, explanations, self-assessment.

assess(answers, facts, standard)            → Outcome; quicker with a Memory of the time before
finding_figures(answers, facts)             → what an explanation written now is written for
make_finding(answers, code, at, words)      → Finding of a check made elsewhere
derivation(answers, at)                     → the formula of a computed value, numbers put in
wanted_evidence(field, answers)             → what of a field is to be proven, and by what
trend(answers, field), totals(…)            → growth and sums beside yearly figures
knock_on(form, corrected)                   → what corrections of some fields open besides
begun_parts(answers)                        → the parts that have an answer: those checks speak of
run_cases(edition), find_mistakes(folder)   → worked cases that come out otherwise; all mistakes
is_near(one, other, percent)             → whether two texts are the same or nearly
write_outcome(outcome)                      → plain objects for other programs
"""

from jiqun.engine.findings.assess import assess, derivation, finding_figures, make_finding
from jiqun.engine.findings.finding import (
    FINDING_LEVELS,
    Counts,
    Facts,
    Finding,
    FindingLevel,
    Outcome,
    Repair,
    Requirement,
    Skipped,
    Way,
    count_findings,
    write_outcome,
)
from jiqun.engine.findings.incremental import Memory
from jiqun.engine.findings.knock_on import KnockOn, knock_on
from jiqun.engine.findings.nearly_same import is_near
from jiqun.engine.findings.parts_begun import begun_parts
from jiqun.engine.findings.trends import Totals, Trend, are_parts, totals, trend
from jiqun.engine.findings.wanted_evidence import WantedEvidence, wanted_evidence
from jiqun.engine.findings.worked_cases import find_mistakes, run_cases

__all__ = [
    "FINDING_LEVELS",
    "Counts",
    "Facts",
    "Finding",
    "FindingLevel",
    "KnockOn",
    "Memory",
    "Outcome",
    "Repair",
    "Requirement",
    "Skipped",
    "Totals",
    "Trend",
    "WantedEvidence",
    "Way",
    "are_parts",
    "assess",
    "begun_parts",
    "count_findings",
    "derivation",
    "find_mistakes",
    "finding_figures",
    "is_near",
    "knock_on",
    "make_finding",
    "run_cases",
    "totals",
    "trend",
    "wanted_evidence",
    "write_outcome",
]
