"""When a check speaks: what is asked about a part 部分 of the form before anything is in it.

A part that has no answer yet is 未填 and nothing else: of it only `required` speaks. What compares
answers of two parts speaks once the part it is reported in is begun. At submission nothing is held
back.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Address, Form
from jiqun.engine.findings.finding import Facts


def begun_parts(answers: Answers) -> frozenset[str]:
    """The parts that have any answer that somebody gave: a cell, a figure or a name in the plan,
    a row of a list their counts stand for, or something that was not understood.

    What the form itself puts into an answer's place (a default, the name of a given row of the
    plan, a row the form gives) is none.
    """
    return frozenset(map(answers.form.section_of, _answered(answers))) - {""}


def is_held_back(at: Address, code: str, form: Form, begun: frozenset[str], facts: Facts) -> bool:
    """Whether a finding, or the note that a check was not made, waits: it asks for more than the
    answers of a part that is not begun. What is on no part of the form never waits, and at
    submission nothing does."""
    if facts.for_submission or code == "required":
        return False
    section = form.section_of(at)
    return bool(section) and section not in begun


def _answered(answers: Answers) -> Iterator[Address]:
    """Where there is an answer."""
    yield from {at.field: at for at in answers.cells}.values()  # one cell of each field
    for target in answers.targets:
        if target.values or answers.form.indicator(target.at) is None:
            yield target.at
    for name, rows in answers.lists.items():
        if any(map(any, (row.values() for row in rows))):
            yield Address(list=name)
    for problem in answers.problems:
        yield problem.at
