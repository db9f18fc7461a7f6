"""The figures formulas are evaluated over: answers, lists, facts and named numbers as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache

from jiqun.engine.answers import LISTS, Answers
from jiqun.engine.definition import (
    Address,
    Field,
    Form,
    Labels,
    NamedNumber,
    cell,
    labels_of,
)
from jiqun.engine.expressions import (
    Expression,
    Interval,
    ScopeValue,
    evaluate,
    named_value,
    parse,
    place_named,
)
from jiqun.engine.expressions.scope import UNIT
from jiqun.engine.findings.finding import Facts
from jiqun.engine.findings.row_counts import RowCounts
from jiqun.engine.findings.scope_values import none_value, stands_for, value_of
from jiqun.engine.kinds import NONE

OF, SAYS, FROM_LEDGER = "of", "says", "from_ledger"
"""What a formula in a row of a table may name beside its columns: the answer the row is about, the
words the form has for it, and the figure the ledger 台账 gives for that answer."""

CellRead = tuple[str, str | None, bool] | Address
"""A cell that was asked for: a name and its period, (True) a plan row and its period, or the cell
of a table of rows."""


class FigureScope:
    """A Scope over one form's answers; move it with `seen_from`. Every ScopeValue is made once.

    `reads` gathers the cells that are read, once somebody has put a list there.
    """

    def __init__(
        self, answers: Answers, facts: Facts, numbers: Mapping[str, NamedNumber], labels: Labels
    ) -> None:
        self.answers = answers
        self.labels = labels
        self.base_year = answers.form.base_year
        self.period: str | None = None
        self.field: str | None = None
        self.row: str | None = None
        self._numbers = numbers
        self._facts = facts
        self.reads: list[CellRead] | None = None
        self._table: Field | None = None
        given = answers.form.plan_of  # a row of one's own is named in no formula
        self._rows = {t.indicator: t for t in answers.targets if t.indicator in given}
        self._formulas = _formulas(answers.form)
        self._readings: dict[tuple[str, str | None] | Address, ScopeValue | None] = {}
        self._targets: dict[tuple[str, str], ScopeValue | None] = {}
        self._sources: dict[str, FigureScope] = {}

    def seen_from(self, at: Address) -> FigureScope:
        """The same figures, seen from a place."""
        self.field, self.period, self.row = at.field or None, at.part or None, at.row or None
        field = self.answers.form.fields.get(at.field) if at.row else None
        self._table = field if field and field.columns else None
        return self

    def source(self, name: str) -> FigureScope | None:
        """The figures of another filing, where it was handed in."""
        answers = self._facts.sources.get(name)
        if answers is None:
            return None
        if name not in self._sources:
            labels = labels_of(answers.form)
            self._sources[name] = FigureScope(answers, Facts(), {}, labels)
        return self._sources[name]

    def read_by(self, work: Callable[[], object]) -> Mapping[str, Sequence[CellRead]]:
        """The cells that `work` reads: of these figures under "", of others by their names."""
        scopes = {"": self}
        for name in self._facts.sources:
            if (source := self.source(name)) is not None:
                scopes[name] = source
        before = {name: scope.reads for name, scope in scopes.items()}
        gathered: dict[str, list[CellRead]] = {name: [] for name in scopes}
        for name, scope in scopes.items():
            scope.reads = gathered[name]
        work()
        for name, scope in scopes.items():
            scope.reads = before[name]
        return gathered

    def read(self, name: str, period: str | None) -> ScopeValue | None:
        """A field, list, fact or named number; in a row of a table, a column of it too, and what
        the row is about (`of`) and says (`says`). None where there is no such cell."""
        at = self._in_row(name, period) if self._table is not None else None
        derived = self._derived(at) if at is not None else self._formulas.get(name)
        if derived is not None:
            return self.bare(derived)  # not kept: it depends on what its formula reads
        if at is not None and at.part in (SAYS, FROM_LEDGER):
            return self._says(at) if at.part == SAYS else self._from_ledger(at)
        key = at or (name, period)
        if self.reads is not None:
            self.reads.append(at or (name, period, False))
        try:
            return self._readings[key]
        except KeyError:
            value = self._cell_of_row(at) if at else self._read(name, period)
            self._readings[key] = value
            return value

    def _derived(self, at: Address) -> Expression | None:
        """The formula of a cell that nobody types; None for any other."""
        form = self.answers.form
        if at.part == OF and at.row:
            given = form.fields[at.field].given_row(at.row)
            return given.of if given else None
        question = form.question(at)
        return _formula(question) if question else None

    def _in_row(self, name: str, period: str | None) -> Address | None:
        """The cell of the row one looks from that a name stands for there."""
        table, row = self._table, self.row or ""
        if table is None:
            return None
        if name == table.id and period:
            return Address(table.id, row=row, part=period)
        known = period is None and (name in (OF, SAYS, FROM_LEDGER) or table.column(name))
        return Address(table.id, row=row, part=name) if known else None

    def _cell_of_row(self, at: Address) -> ScopeValue | None:
        question = self.answers.form.question(at)
        if question is None:
            return None
        return value_of(question, self.answers.cells.get(at), self.labels.name(at))

    def _says(self, at: Address) -> ScopeValue:
        given = self.answers.form.fields[at.field].given_row(at.row)
        words = given.says.fill(self) if given and given.says else ""
        return ScopeValue(words or None, shown=words)

    def _from_ledger(self, at: Address) -> ScopeValue | None:
        if self.reads is not None:
            self.reads.append(at)
        figure = self._ledger_figure(at)
        if figure is None:
            return None
        return ScopeValue(figure, figure, Interval.exactly(figure))

    def _ledger_figure(self, at: Address) -> Decimal | None:
        given = self.answers.form.fields[at.field].given_row(at.row)
        place = place_named(given.of, self) if given and given.of else None
        return self._facts.ledger.get(cell(*place)) if place else None

    def bare(self, formula: Expression) -> ScopeValue | None:
        """What a formula gives: as it stands where it is nothing but a name, else its number."""
        named = named_value(formula, self)
        if named is not None:
            return named
        value = evaluate(formula, self)
        if isinstance(value, Decimal):
            return ScopeValue(value, value, Interval.printed(value))
        return ScopeValue(value, shown=value) if isinstance(value, str) else None

    def target(self, row: str, period: str) -> ScopeValue | None:
        """A plan row's value of a year, or of "baseline"; None where there is no such row."""
        key = (row, period)
        if self.reads is not None:
            self.reads.append((row, period, True))
        try:
            return self._targets[key]
        except KeyError:
            value = self._targets[key] = self._target(row, period)
            return value

    def held(self, read: CellRead) -> object:
        """What a ScopeValue is made of, beside the form and the numbers it names: the answer as the
        Answers hold it, the rows of a list, a plan row, a fact; None where there is none."""
        if isinstance(read, Address):
            if read.part == FROM_LEDGER:
                return self._ledger_figure(read)
            return self.answers.cells.get(read)
        name, period, target = read
        if target:
            return self._rows.get(name)
        answers = self.answers
        if name in answers.form.fields:
            return answers.cells.get(cell(name, period))
        if name in answers.form.facts:
            return self._facts.figure(name, period)
        count = answers.form.checks.counts.get(name)
        return answers.lists.get(count.list if count else name)

    def _read(self, name: str, period: str | None) -> ScopeValue | None:
        form = self.answers.form
        field = form.fields.get(name)
        if field is not None:
            if period not in field.cells:
                return None
            answer = self.answers.cells.get(cell(name, period))
            return value_of(field, answer, self.labels.label(name))
        if name in self._numbers:
            named = self._numbers[name]
            exactly = Interval.exactly(named.value)
            return ScopeValue(named.value, named.value, exactly, named.unit, f"{named.value:f}")
        count = form.checks.counts.get(name)
        if count is not None:
            if LISTS in self.answers.not_carried:
                return None
            number = Decimal(self.row_counts.things(count.list, count.where))
            return ScopeValue(number, number, Interval.exactly(number), count.unit, f"{number}")
        if name in form.lists:
            return ScopeValue(tuple(self.answers.lists.get(name, ())), label=form.lists[name].label)
        return self._fact(name, period) if name in form.facts else None

    @cached_property
    def row_counts(self) -> RowCounts:
        """How the rows of the lists add up; may be put here by who has it already."""
        return RowCounts(self.answers.form, self.answers.lists)

    def _fact(self, name: str, period: str | None) -> ScopeValue | None:
        figure, declared = self._facts.figure(name, period), self.answers.form.facts[name]
        if not isinstance(figure, Decimal):
            return None if figure is None else ScopeValue(figure, shown=figure)
        printed = Interval.printed(figure)
        return ScopeValue(figure, figure, printed, declared.unit, label=declared.label)

    def _target(self, row: str, period: str) -> ScopeValue | None:
        target = self._rows.get(row)
        indicator = self.answers.form.indicator(target.at) if target else None
        if target is None or indicator is None:
            return None
        if period == UNIT:
            return ScopeValue(target.unit or None, shown=target.unit)
        kind, label = indicator.kind, self.labels.row_label(target.at)
        answer = target.values.get(period)
        value = answer.value if answer else None
        if isinstance(value, Decimal):
            interval = stands_for(value, kind.exact)
            return ScopeValue(value, value, interval, target.unit, f"{value:f}", label)
        if value == NONE:
            return none_value(kind, target.unit, label)
        typed = answer.typed if answer else ""
        return ScopeValue(value or typed or None, unit=target.unit, label=label)


def _formula(question: Field) -> Expression | None:
    """What gives the answer where nobody types it."""
    return parse(question.formula) if question.formula and not question.kind.typed else None


@lru_cache(maxsize=64)
def _formulas(form: Form) -> Mapping[str, Expression]:
    """By field: the formula of each that nobody types."""
    found = ((field.id, _formula(field)) for field in form.fields.values())
    return {field_id: formula for field_id, formula in found if formula}


class MessageScope:
    """A Scope with words in front, for the holes of a message; they have no period."""

    def __init__(self, figures: FigureScope, words: Mapping[str, str]) -> None:
        self._figures = figures
        self._words = words
        self.base_year = figures.base_year
        self.period, self.field, self.row = figures.period, figures.field, figures.row

    def read(self, name: str, period: str | None) -> ScopeValue | None:
        word = self._words.get(name)
        if word is not None:
            return ScopeValue(word, shown=word)
        return self._figures.read(name, period)

    def target(self, row: str, period: str) -> ScopeValue | None:
        return self._figures.target(row, period)

    def source(self, name: str) -> FigureScope | None:
        return self._figures.source(name)
