"""How far each part of the form is: the states of the left column, and the whole in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jiqun.engine import Answers, Finding, Outcome, Section, cell, count_findings
from jiqun.records.filings.progress import Progress
from jiqun.records.filings.queries.required_answers import required_answers

EMPTY, FILLING, TO_MEND, TO_EXPLAIN, READY = "empty", "filling", "to_mend", "to_explain", "ready"
BY_HAND = "by_hand"
LABELS = {
    EMPTY: "未填",
    FILLING: "填写中",
    TO_MEND: "{errors} 处需改",
    TO_EXPLAIN: "{confirms} 处需核实",
    READY: "已就绪",
    BY_HAND: "打印后签章",
}
_SETTLED = frozenset({READY, BY_HAND})


@dataclass(frozen=True, slots=True)
class SectionState:
    """A part: how many of its required answers are given, and what the checks say of it.

    `errors` leaves out the answers that are only missing, which are `missing`. `state` is empty,
    filling, to_mend, to_explain, ready or, where all that is left is to sign and seal the printed
    page, by_hand; `label` is that in Chinese.
    """

    section: str
    part: int
    heading: str
    state: str
    label: str
    filled: int
    total: int
    errors: int
    confirms: int
    notes: int
    missing: int

    @property
    def is_open(self) -> bool:
        """Whether something is still to be filled in, mended or explained here."""
        return self.state not in _SETTLED


def section_states(answers: Answers, outcome: Outcome) -> list[SectionState]:
    """The state of every part, in the order of the form."""
    form = answers.form
    by_section: dict[str, list[Finding]] = {s.id: [] for s in form.sections}
    for finding in outcome.findings:
        section = form.section_of(finding.at)
        if section:
            by_section[section].append(finding)
    return [_state(answers, s, by_section[s.id], s.id in outcome.begun) for s in form.sections]


def progress(states: Sequence[SectionState]) -> Progress:
    """The parts added up."""
    return Progress(
        sum(s.filled for s in states),
        sum(s.total for s in states),
        sum(s.errors for s in states),
        sum(s.confirms for s in states),
        sum(s.missing for s in states),
        next((s.part for s in states if s.is_open), None),
    )


def _state(
    answers: Answers, section: Section, findings: Sequence[Finding], begun: bool
) -> SectionState:
    filled, total = required_answers(answers, section.id)
    found = count_findings(findings)
    if not begun:
        state = BY_HAND if _is_signed(section) else EMPTY
    elif found.error:
        state = TO_MEND
    elif found.unfilled:
        state = FILLING
    elif found.confirm:
        state = TO_EXPLAIN
    else:
        state = READY if _is_recorded(answers, section) else BY_HAND
    label = LABELS[state].format(errors=found.error, confirms=found.confirm)
    return SectionState(
        section.id,
        section.part,
        section.heading,
        state,
        label,
        filled,
        total,
        found.error,
        found.confirm,
        found.note,
        found.unfilled,
    )


def _is_signed(section: Section) -> bool:
    """Whether a part is printed and then signed by hand, nothing in it having to be filled in."""
    fields = section.fields
    return any(f.kind.signed for f in fields) and all(f.required == "no" for f in fields)


def _is_recorded(answers: Answers, section: Section) -> bool:
    """Whether a part that is signed by hand says who signed it and when; any other part does."""
    county_fields = [field.id for field in section.fields if field.written_by == "county"]
    return not _is_signed(section) or all(cell(field) in answers.cells for field in county_fields)
