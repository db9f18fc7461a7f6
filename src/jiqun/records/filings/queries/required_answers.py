"""How much of what a part of a form requires is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jiqun.engine import Address, Answers, Field, Form, cell, plan_periods


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a part requires: cells of its fields, and its tables."""

    required: tuple[Address, ...]
    plans: tuple[Field, ...]
    tables: tuple[Field, ...]


def required_answers(answers: Answers, section: str) -> tuple[int, int]:
    """How many of the answers that a part needs are given, and how many it needs."""
    asked = _asked(answers.form)[section]
    given = [at in answers.cells for at in asked.required]
    given += (there for plan in asked.plans for there in _in_plan(answers, plan))
    given += (there for table in asked.tables for there in _in_table(answers, table))
    return sum(given), len(given)


@lru_cache(maxsize=64)
def _asked(form: Form) -> Mapping[str, _Asked]:
    parts = {}
    for section in form.sections:
        single = [f for f in section.fields if not f.kind.tabular]
        parts[section.id] = _Asked(
            tuple(cell(f.id, period) for f in single if _is_required(f) for period in f.cells),
            tuple(f for f in section.fields if f.kind.plan),
            tuple(f for f in section.fields if f.columns),
        )
    return parts


def _is_required(question: Field) -> bool:
    """Whether an answer is needed in any case. No tick at all can be one; the checks ask then."""
    always = question.required == "yes" and question.required_if is None
    return always and question.kind.typed and not question.kind.several


def _in_plan(answers: Answers, plan: Field) -> Iterator[bool]:
    """For the first and the last figure of each indicator, whether it is given."""
    if plan.required != "yes":
        return
    first, *_, last = plan_periods(answers.form)
    for indicator in plan.indicators:
        row = answers.target(Address(plan.id, row=indicator.id))
        yield from (bool(row and period in row.values) for period in (first, last))


def _in_table(answers: Answers, table: Field) -> Iterator[bool]:
    """For each cell that the rows there are need, whether it is filled in; a table of added rows
    needs one row itself."""
    if table.required != "yes":
        return
    if not table.given:
        yield bool(answers.row_ids(table))
    for at in _cells(answers, table):
        question = answers.form.question(at)
        if question and _is_required(question):
            yield at in answers.cells


def _cells(answers: Answers, table: Field) -> Iterator[Address]:
    rows = answers.row_ids(table)
    return (Address(table.id, row=r, part=column.id) for r in rows for column in table.columns)
