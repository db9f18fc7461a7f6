"""Check a filled form: what the answers say of themselves, and whether each part fits its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from jiqun.engine.answers import Answers
from jiqun.engine.definition import NOWHERE
from jiqun.engine.documents.overfull_sheets import overfull_sheets
from jiqun.engine.documents.paper import POINTS_PER_MM, SheetFit
from jiqun.engine.findings import Facts, Finding, Memory, Outcome, assess, make_finding

NO_FACTS = Facts()
_ORDER = {"error": 0, "confirm": 1, "note": 2}


def check(
    answers: Answers,
    facts: Facts = NO_FACTS,
    standard: str | None = None,
    memory: Memory | None = None,
) -> Outcome:
    """The whole outcome of a filled form, the fit of its pages included
    where it has a paper.

    `standard` is the id of one of the form's standards (KeyError otherwise); `memory` as for
    `assess`.
    """
    outcome = assess(answers, facts, standard, memory)
    if answers.form.layout is None:
        return outcome
    crowded = overflow_findings(answers, overfull_sheets(answers, outcome.values, memory))
    if not crowded:
        return outcome
    findings = sorted((*outcome.findings, *crowded), key=lambda f: _ORDER[f.level])
    return replace(outcome, findings=tuple(findings))


def overflow_findings(answers: Answers, fits: Iterable[SheetFit]) -> tuple[Finding, ...]:
    """A finding for each part that does not keep to its page, on its longest answer."""
    return tuple(_finding(answers, fit) for fit in fits if not fit.fits)


def _finding(answers: Answers, fit: SheetFit) -> Finding:
    section = answers.form.section_by_id.get(fit.sheet)
    words = {
        "part": section.heading if section else fit.sheet,
        "over": str(max(1, round(-fit.room / POINTS_PER_MM))),
    }
    at = fit.longest[0].whole if fit.longest else NOWHERE
    return make_finding(answers, "page_overflow", at, words)
