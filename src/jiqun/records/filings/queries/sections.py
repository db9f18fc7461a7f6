"""How far each part of the form is: the states of the left column, and the whole in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiqun.engine import (
    Address,
    Answers,
    Field,
    Finding,
    Form,
    Outcome,
    Section,
    cell,
    plan_periods,
)

EMPTY, FILLING, TO_MEND, TO_EXPLAIN, READY = "empty", "filling", "to_mend", "to_explain", "ready"
BY_HAND = "by_hand"
LABELS = {
    EMPTY: "空",
    FILLING: "填写中",
    TO_MEND: "{errors} 处需改",
    TO_EXPLAIN: "{confirms} 处需核实",
    READY: "已就绪",
    BY_HAND: "打印后签章",
}
_SETTLED = frozenset({READY, BY_HAND})
MISSING = frozenset({"required", "plan_indicator_missing"})
"""Codes of findings that say nothing but that an answer is missing."""


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


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole form: required answers given of all, and what stands in the way."""

    filled: int
    total: int
    errors: int
    confirms: int
    missing: int

    @property
    def percent(self) -> int:
        """How much is filled in, from 0 to 100, rounded down."""
        return self.filled * 100 // self.total if self.total else 100


def section_states(answers: Answers, outcome: Outcome) -> list[SectionState]:
    """The state of every part, in the order of the form."""
    form = answers.form
    by_section: dict[str, list[Finding]] = {s.id: [] for s in form.sections}
    for finding in outcome.findings:
        section = section_of(form, finding)
        if section:
            by_section[section].append(finding)
    return [_state(answers, section, by_section[section.id]) for section in form.sections]


def progress(states: Sequence[SectionState]) -> Progress:
    """The parts added up."""
    return Progress(
        sum(s.filled for s in states),
        sum(s.total for s in states),
        sum(s.errors for s in states),
        sum(s.confirms for s in states),
        sum(s.missing for s in states),
    )


def section_of(form: Form, finding: Finding) -> str:
    """The section a finding belongs to; that of a list is where its rows are counted. Empty where
    it belongs to none."""
    field = form.fields.get(finding.at.field)
    if field is None:
        counted = (f for f in form.fields.values() if f.rows and f.rows.list == finding.at.list)
        field = next(counted, None)
    return field.section if field else ""


def _state(answers: Answers, section: Section, findings: Sequence[Finding]) -> SectionState:
    cells = list(_required(answers, section))
    filled = sum(cells)
    missing = sum(f.code in MISSING for f in findings)
    errors = sum(f.level == "error" for f in findings) - missing
    confirms = sum(f.level == "confirm" for f in findings)
    notes = sum(f.level == "note" for f in findings)
    if not _anything(answers, section):
        state = BY_HAND if _is_signed(section) else EMPTY
    elif errors:
        state = TO_MEND
    elif missing:
        state = FILLING
    elif confirms:
        state = TO_EXPLAIN
    else:
        state = READY if _is_recorded(answers, section) else BY_HAND
    label = LABELS[state].format(errors=errors, confirms=confirms)
    return SectionState(
        section.id,
        section.part,
        section.heading,
        state,
        label,
        filled,
        len(cells),
        errors,
        confirms,
        notes,
        missing,
    )


def _is_signed(section: Section) -> bool:
    """Whether a part is printed and then signed by hand, nothing in it having to be filled in."""
    fields = section.fields
    return any(f.kind.signed for f in fields) and all(f.required == "no" for f in fields)


def _is_recorded(answers: Answers, section: Section) -> bool:
    """Whether a part that is signed by hand says who signed it and when; any other part does."""
    county_fields = [field.id for field in section.fields if field.written_by == "county"]
    return not _is_signed(section) or all(cell(field) in answers.cells for field in county_fields)


def _required(answers: Answers, section: Section) -> Iterator[bool]:
    """For each answer the part needs, whether it is given."""
    for field in section.fields:
        if field.required != "yes" or not field.kind.typed or field.kind.several:
            continue  # no tick at all can be the answer; the checks ask then
        if field.kind.plan:
            ends = (plan_periods(answers.form)[0], plan_periods(answers.form)[-1])
            for indicator in field.indicators:
                row = answers.target(Address(field.id, row=indicator.id))
                for period in ends:
                    yield bool(row and period in row.values)
        elif field.columns:
            yield from _required_in_table(answers, field)
        else:
            for at in (cell(field.id, period) for period in field.cells):
                yield at in answers.cells


def _required_in_table(answers: Answers, field: Field) -> Iterator[bool]:
    """For each cell that the rows there are need, whether it is filled in; a table of added rows
    needs one row itself."""
    if not field.given:
        yield bool(answers.row_ids(field))
    for at in _cells_of(answers, field):
        column = answers.form.question(at)
        asked = column and column.kind.typed and not column.kind.several
        if column and asked and column.required == "yes" and column.required_if is None:
            yield at in answers.cells


def _cells_of(answers: Answers, field: Field) -> Iterator[Address]:
    """The places of a field that answers stand in one by one."""
    if not field.columns:
        return (cell(field.id, period) for period in field.cells)
    rows = answers.row_ids(field)
    return (Address(field.id, row=r, part=column.id) for r in rows for column in field.columns)


def _anything(answers: Answers, section: Section) -> bool:
    return any(
        bool(answers.targets_of(field.id))
        if field.kind.plan
        else any(at in answers.cells for at in _cells_of(answers, field))
        for field in section.fields
    )
