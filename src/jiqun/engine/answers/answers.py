"""Answers 填报值: what was filled in, typed, together with what was not understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from decimal import Decimal

from jiqun.engine.definition import NOWHERE, Address, Field, Form, cell
from jiqun.engine.kinds import Trouble, Value, printable


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its value, or the text as it came together with why it was not understood.

    `typed` is empty where there is a value. A text that is too long has both value and trouble.
    """

    value: Value | None
    typed: str = ""
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """One row of the plan targets 规划目标 of a `field`; `values` by "baseline" and by year.

    `direction` is as given; one the form does not have is also listed in the problems. Values are
    read by the given indicator's kind; in a row of one's own a number where it is one, else text.
    """

    field: str
    indicator: str
    direction: str
    label: str
    unit: str
    values: Mapping[str, Answer]

    @property
    def at(self) -> Address:
        """Where the row stands."""
        return Address(self.field, row=self.indicator)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that proves an answer 佐证材料, or one box of several."""

    at: Address
    file: str
    kind: str  # authority · third_party · self_declaration


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of the input that did not fit; nothing of it is lost, it is listed.

    `params` are those of a `Trouble` of the same code (all carry `typed` and `hint`), and `place`:
    where it stands in Chinese ("佐证材料第3条"), or "" where `at` says it all.
    Further codes: unknown_form (expected), unknown_field. `at` may name what the form has not.
    """

    code: str
    at: Address = NOWHERE
    params: Mapping[str, str] = default(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Leftover:
    """What had no place in the form, kept as it came, so that it is written back.

    `path` leads to it through the interchange form: keys, the indicator for a row of targets, and
    at the end, inside an array, the position it was found at (counted from 0).
    """

    path: tuple[str | int, ...]
    value: object


ListRow = Mapping[str, str]
"""A row of a list 清单: column id → text; years, dates and codes in standard form."""


Figures = tuple[tuple[str, str], ...]
"""Figures as printed, each under its address or name, in the order of those."""

EVIDENCE, LISTS = "evidence", "lists"
ENCLOSURES: Mapping[str, type] = {EVIDENCE: list, LISTS: dict}
"""What is handed in with a form and not every file can carry, by its key in the interchange form,
with what stands there."""


@dataclass(frozen=True, slots=True)
class Answers:
    """All that was filled in on one form. `cells` holds only what is not empty; `rows` the ids of
    the rows of each table of rows 多行, in their order; `seen` by explanation the figures it was
    written for, where they are known: one that came in a file counts for the figures of the file.
    `not_carried` names the ENCLOSURES that the file they came in says nothing of, as a Word file
    does not: there may be some, or none. It is no answer: answers that differ in nothing else are
    equal."""

    form: Form
    cells: Mapping[Address, Answer] = default(default_factory=dict)
    rows: Mapping[str, tuple[str, ...]] = default(default_factory=dict)
    targets: tuple[Target, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    lists: Mapping[str, tuple[ListRow, ...]] = default(default_factory=dict)
    explanations: Mapping[str, str] = default(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    seen: Mapping[str, Figures] = default(default_factory=dict)
    not_carried: frozenset[str] = default(default=frozenset(), compare=False)

    def value(self, field_id: str, period: str | None = None) -> Value | None:
        """The value of a cell; None where it is empty or was not understood."""
        answer = self.cells.get(cell(field_id, period))
        return answer.value if answer else None

    def number(self, field_id: str, period: str | None = None) -> Decimal | None:
        """The number of a cell; None where it is empty, 无 or was not understood."""
        value = self.value(field_id, period)
        return value if isinstance(value, Decimal) else None

    def row_ids(self, field: Field) -> tuple[str, ...]:
        """The rows of a table: those the form gives, or those there are."""
        if field.given:
            return tuple(row.id for row in field.given)
        return self.rows.get(field.id, ())

    def targets_of(self, field_id: str) -> tuple[Target, ...]:
        """The rows of one table of the plan."""
        return tuple(t for t in self.targets if t.field == field_id)

    def target(self, at: Address) -> Target | None:
        """The row of the plan that a place stands in."""
        return next((t for t in self.targets if (t.field, t.indicator) == (at.field, at.row)), None)

    def shown(self, field_id: str, period: str | None = None) -> str:
        """The text for paper of a cell; see `shown_at`."""
        return self.shown_at(cell(field_id, period))

    def shown_at(self, at: Address) -> str:
        """The text for paper of a cell or of a figure of the plan: the value in standard form, what
        was not understood as typed (with � for characters nothing can print), "" where it is empty.
        """
        target = self.target(at) if at.row else None
        answer = target.values.get(at.part) if target else self.cells.get(at)
        if answer is None:
            return ""
        if answer.value is None:
            return printable(answer.typed)
        if target:
            return show_target(answer.value)
        question = self.form.question(at)
        if question is None or answer.value in question.words:
            return str(answer.value)
        return question.kind.show(answer.value, question)


def show_target(value: Value) -> str:
    """A value of the plan targets in standard form: a number, or text."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)
