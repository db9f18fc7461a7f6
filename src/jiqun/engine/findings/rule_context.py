"""What a rule sees: the answers and facts, and what is worked out from them once for all rules."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from jiqun.engine.answers import Answers, Target
from jiqun.engine.definition import (
    Address,
    Check,
    Field,
    Form,
    Labels,
    cell,
    labels_of,
)
from jiqun.engine.findings.figure_scope import FigureScope
from jiqun.engine.findings.finding import Facts, Hit, Repair
from jiqun.engine.findings.rounding import rounding_hit
from jiqun.engine.findings.row_counts import RowCounts
from jiqun.engine.kinds import NONE

__all__ = ["FormIndex", "Hit", "Rule", "RuleContext", "Written", "whole_number"]


_ALWAYS = ("yes", "at_submission")


class FormIndex:
    """What can be known of a form and its checks before any answer is seen."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.labels = labels_of(form)
        fields = form.fields.values()
        self.required = tuple(
            (cell(f.id, p), f.required == "at_submission")
            for f in fields
            if f.required in _ALWAYS and f.kind.typed and not (f.kind.several or f.kind.tabular)
            for p in f.cells
        )
        self.required_if = tuple(f for f in fields if f.required_if and not f.kind.tabular)
        self.numbered = tuple(f for f in fields if (f.least or f.most) and not f.columns)
        self.tables = tuple(f for f in fields if f.columns)
        self.required_targets = tuple(f.id for f in fields if f.kind.plan and f.required != "no")
        self.text_fields = tuple(f for f in fields if f.kind.written)
        self.hints = {f.id: "".join(f.hint.split()) for f in self.text_fields if f.hint}
        self.choices = tuple(f for f in fields if f.kind.several)
        self.evidence_of = {
            asked: tuple(f for f in fields if f.evidence == asked)
            for asked in ("each_option", "if_yes", "list_and_evidence")
        }
        self.fields_with_lists = tuple(
            f for f in fields if f.rows and f.evidence.startswith("list")
        )
        self.naming_fields = tuple(f for f in fields if f.names_for)


@dataclass(frozen=True, slots=True)
class Written:
    """A written answer: where it stands, the field or column that asks for it, its text; of the
    plan also what its row calls itself."""

    at: Address
    asked: Field
    text: str
    row_label: str = ""

    def words(self, **words: str) -> dict[str, str]:
        """The words of a hit on it."""
        return {**words, "row_label": self.row_label} if self.row_label else words


@dataclass(frozen=True)
class RuleContext:
    """What a rule sees."""

    index: FormIndex
    answers: Answers
    facts: Facts
    figures: FigureScope
    rows: RowCounts
    """How many rows of its list each count has."""

    spoken: dict[str, set[Address]] = dataclasses.field(default_factory=dict)
    """By code, where the checks before this one have spoken."""

    @property
    def form(self) -> Form:
        return self.index.form

    @property
    def labels(self) -> Labels:
        return self.index.labels

    def texts(self) -> Iterator[Written]:
        """Every written answer, in the order of the form; then those in tables of rows, then those
        in the plan."""
        return iter(self._texts)

    def texts_of(self, check: Check) -> Iterator[Written]:
        """The written answers a check looks at: of its fields, or all."""
        settled = self.settled(check)
        for written in self._texts:
            if written.at not in settled and (not check.fields or written.at.field in check.fields):
                yield written

    def settled(self, check: Check) -> set[Address]:
        """Where an earlier check that this one names under `unless` has spoken."""
        codes = check.settings.get("unless", "").split()
        return set().union(*(self.spoken.get(code, ()) for code in codes))

    @cached_property
    def _texts(self) -> tuple[Written, ...]:
        asked = [(cell(field.id), field) for field in self.index.text_fields]
        asked += [(at, column) for at, column in self.cells_of_rows() if column.kind.written]
        answers = ((at, field, self.answers.cells.get(at)) for at, field in asked)
        found = [Written(at, f, a.value) for at, f, a in answers if a and isinstance(a.value, str)]
        return (*found, *self._texts_of_plan())

    def _texts_of_plan(self) -> Iterator[Written]:
        for target in self.answers.targets:
            plan = self.form.fields[target.field]
            for part, answer in target.values.items():
                if isinstance(answer.value, str):
                    at = target.at._replace(part=part)
                    yield Written(at, plan, answer.value, target.label)

    def cells_of_rows(self) -> Iterator[tuple[Address, Field]]:
        """Every cell of the rows there are, with what is asked in it."""
        for table in self.index.tables:
            for row in self.answers.row_ids(table):
                for column in table.columns:
                    at = Address(table.id, row=row, part=column.id)
                    yield at, self.form.question(at) or column

    @cached_property
    def input_hits(self) -> Mapping[str, tuple[Hit, ...]]:
        """What was not understood, by code."""
        return hits_by_code(self.answers)

    @cached_property
    def problem_places(self) -> frozenset[Address]:
        """The answers that are there, though neither in the cells nor in the targets."""
        return frozenset(p.at._replace(option="") for p in self.answers.problems)

    def number(self, name: str) -> Decimal:
        """The value of a named number."""
        return self.form.checks.numbers[name].value

    @cached_property
    def targets(self) -> Mapping[Address, Target]:
        """The plan rows by where they stand."""
        return {target.at: target for target in self.answers.targets}

    @cached_property
    def proven(self) -> frozenset[Address]:
        """The answers, and boxes of answers, that evidence was handed in for."""
        return frozenset(e.at for e in self.answers.evidence)

    @cached_property
    def counts(self) -> tuple[tuple[Field, str | None, int, int], ...]:
        """Every count with a list: field, period, count (无 is 0), rows of the list in all."""
        return tuple(self._counts())

    def _counts(self) -> Iterator[tuple[Field, str | None, int, int]]:
        cells = self.answers.cells
        for field in self.index.fields_with_lists:
            total = self.rows.total(field)
            for period in field.cells:
                answer = cells.get(cell(field.id, period))
                count = whole_number(answer.value) if answer else None
                if count is not None:
                    yield field, period, count, total


def hits_by_code(answers: Answers) -> Mapping[str, tuple[Hit, ...]]:
    """Every trouble and problem as a Hit, by code, in the order of the answers."""
    by_code: dict[str, list[Hit]] = {}
    for code, hit in _input_hits(answers):
        by_code.setdefault(code, []).append(hit)
    return {code: tuple(hits) for code, hits in by_code.items()}


def _input_hits(answers: Answers) -> Iterator[tuple[str, Hit]]:
    for at, answer in answers.cells.items():
        if answer.trouble is not None:
            words = answer.trouble.params
            yield answer.trouble.code, _hit(answers.form, at, answer.typed, words)
    for target in answers.targets:
        for period, answer in target.values.items():
            if answer.trouble is not None:
                words = {**answer.trouble.params, "row_label": target.label}
                at = target.at._replace(part=period)
                yield answer.trouble.code, _hit(answers.form, at, answer.typed, words)
    for problem in answers.problems:
        yield problem.code, _meant(problem.at, problem.params)


def _hit(form: Form, at: Address, typed: str, words: Mapping[str, str]) -> Hit:
    """What was not understood, with what was plainly meant, or what it is rounded."""
    return _meant(at, words) if words.get("repair") else rounding_hit(form, at, typed, words)


def _meant(at: Address, words: Mapping[str, str]) -> Hit:
    meant = words.get("repair")
    return Hit(at, words, repair=Repair(at, meant) if meant else None)


def whole_number(value: object) -> int | None:
    """A count as a whole number; 无 is 0."""
    if value == NONE:
        return 0
    return int(value) if isinstance(value, Decimal) else None


Rule = Callable[[Check, RuleContext], Iterator[Hit]]
"""A rule of the engine: for one check of the form's data, every place where it speaks."""
