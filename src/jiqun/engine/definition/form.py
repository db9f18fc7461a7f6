"""A form 表 as typed objects: its sections, fields, options, lists and plan indicators.

The years of a form derive from the base year Y of its edition: the columns are Y-2, Y-1, Y and
the plan runs from Y+1 to Y+3. Ids are identity; labels are the form's own words, printed only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from jiqun.engine.definition.address import Address
from jiqun.engine.definition.check import NO_CHECKS, CheckList
from jiqun.engine.definition.layout import Layout
from jiqun.engine.definition.source import SourcePlace
from jiqun.engine.definition.standard import Standard
from jiqun.engine.expressions import Expression, Template
from jiqun.engine.kinds import Division, Kind, Trouble, Value

PAPERS = ("official", "ours", "none")
"""Whose paper a form has: that of its official text, a layout of our own 版式未经核定, or none."""

EVIDENCE = ("each_option", "if_yes", "list", "list_and_evidence", "seal", "scan")


@dataclass(frozen=True, slots=True)
class Option:
    """A tick box 选项 of a choice: its id and the words beside the box."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers a field takes; None leaves that side open."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False

    def holds(self, value: Decimal) -> bool:
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return self.high is None or value <= self.high

    def __str__(self) -> str:
        if self.low is not None and self.high is not None:
            return f"{self.low}至{self.high}"
        if self.low is not None:
            return f"大于{self.low}" if self.low_open else f"不小于{self.low}"
        return f"不大于{self.high}" if self.high is not None else "任意数字"


@dataclass(frozen=True, slots=True)
class RowCount:
    """How the rows of a list 清单 add up to a count: the list, and what a row must be.

    `where` maps a column to the text it must equal; "{period}" stands for the answer's year,
    and "1..3" or "4.." for a range of whole numbers.
    """

    list: str
    where: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A row the form itself gives in a table of rows 多行: its id and the words before it.

    `of` is the answer it is about, of another filing or of this one; `says` the words that a
    derived column may show of it; `like` the field that columns take their kind from.
    """

    id: str
    label: str
    of: Expression | None = None
    says: Template | None = None
    like: Field | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A plan indicator 指标 the form gives."""

    id: str
    direction: str
    label: str
    unit: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Field:
    """A field 填报项: one answer, or one answer a year where `periods` are given.

    Of kind `rows` its answers stand in a table: `columns` are fields of their own, answered once a
    row. The rows are `given`, or as many as people add, between `least` and `most`. Of kind
    `targets` it is a table of the plan 规划目标: the `indicators`, and the rows people add, each
    under one of the `directions`.
    """

    id: str
    label: str
    kind: Kind
    section: str
    place: SourcePlace
    unit: str = ""
    periods: tuple[str, ...] = ()
    required: str = "yes"  # yes · no · at_submission · if
    required_if: Expression | None = None  # what it is required under, where `required` is "if"
    none_allowed: bool = False
    month_allowed: bool = False  # of a date: a month without a day is an answer
    range: Range = Range()
    limit: int | None = None  # 字数, as Word counts it
    options: tuple[Option, ...] = ()
    evidence: str = ""  # one of EVIDENCE, or empty
    rows: RowCount | None = None
    names_for: str = ""  # the count whose things this text names
    hint: str = ""  # the form's own hint, never an answer
    inside: str = ""  # the division this division must lie in
    level: str = ""  # of a division: city · county
    units: tuple[
        Division, ...
    ] = ()  # of a division: those of the edition 自列单位, beside the codes
    written_by: str = "county"  # county · city
    instruction: int | None = None  # number of the instruction 填报说明 behind it
    formula: str = ""  # of the computed value 计算值, in the language of expressions
    default: str = ""  # a text computed from other answers: "{county_contact} {county_phone}"
    note: str = ""
    official: bool = True  # whether the label stands in the official text
    words: tuple[str, ...] = ()  # taken in place of a value: 无法核实
    columns: tuple[Field, ...] = ()
    given: tuple[GivenRow, ...] = ()
    least: Expression | None = None  # of rows, or of files
    most: Expression | None = None
    like_row: bool = False  # of a column: its kind, unit, range and options are those of the row
    directions: Mapping[str, str] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()

    @property
    def cells(self) -> tuple[str | None, ...]:
        """The periods of its answers; (None,) where it has one answer without a year."""
        return self.periods or (None,)

    def option(self, option_id: str) -> Option | None:
        return next((o for o in self.options if o.id == option_id), None)

    def parse(self, raw: object) -> Value | Trouble | None:
        """The value of what came in: one of the `words` that may stand for it, or by the kind."""
        if isinstance(raw, str) and self.words and raw.strip() in self.words:
            return raw.strip()
        return self.kind.parse(raw, self)

    def column(self, column_id: str) -> Field | None:
        return next((c for c in self.columns if c.id == column_id), None)

    def given_row(self, row_id: str) -> GivenRow | None:
        return next((r for r in self.given if r.id == row_id), None)

    def indicator(self, row_id: str) -> Indicator | None:
        return next((i for i in self.indicators if i.id == row_id), None)

    def known_direction(self, direction: str) -> str:
        """The direction; the last one takes in the rows of directions nobody knows."""
        return direction if direction in self.directions else ["", *self.directions][-1]


@dataclass(frozen=True, slots=True)
class Section:
    """A part 栏目 of the form, in the form's order; part 0 is the cover."""

    id: str
    part: int
    heading: str
    one_page: bool
    fields: tuple[Field, ...]
    repeats: tuple[str, ...] = ()  # fields of a later part that stand here too


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list 清单."""

    id: str
    label: str
    kind: Kind
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowList:
    """A list 清单 handed in with the form; rows with the same `key` are one thing, the one with
    the lowest `lowest` speaks for it.

    `named_by` are the columns without which a row names nothing; rows with the same `repeats`
    (those of the key where it says none) were written twice; `dated` hold a date or year.
    """

    id: str
    label: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    lowest: str = ""
    named_by: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()

    def column_label(self, column_id: str) -> str:
        """What a column is called."""
        return next((c.label for c in self.columns if c.id == column_id), column_id)


@dataclass(frozen=True, slots=True)
class DeclaredFact:
    """A figure, a series of figures by year, or a text that is handed in from outside and that
    formulas may name."""

    name: str
    label: str
    unit: str
    source: str
    place: SourcePlace
    is_text: bool = False  # words, not a figure


@dataclass(frozen=True, eq=False)
class Form:
    """One form 表 of an edition 年度版, with its paper, checks and standards.

    `id` names its folder in that of its edition. Two forms are the same only if they are one
    object, so what is prepared from one can be kept by it.
    """

    id: str
    edition: str
    is_main: bool  # the main form 主表 is also meant where only the edition is named
    folder: Path
    title: str
    issuer: str
    base_year: int
    instructions: tuple[str, ...]
    sections: tuple[Section, ...]
    lists: Mapping[str, RowList]
    place: SourcePlace
    facts: Mapping[str, DeclaredFact] = field(default_factory=dict)
    paper: str = "official"  # one of PAPERS
    layout: Layout | None = None  # none: there is no paper
    checks: CheckList = NO_CHECKS
    standards: tuple[Standard, ...] = ()
    region: str = ""  # GB/T 2260 code: the divisions the form names lie in it; empty: anywhere
    sources: Mapping[str, Form] = field(default_factory=dict)  # other filings it reads, by name
    edition_revision: str = ""  # the revision 修订版 of its edition that it is read from

    @property
    def name(self) -> str:
        """What files call it: EDITION for the main form, EDITION/FORM for any other."""
        return self.edition if self.is_main else f"{self.edition}/{self.id}"

    def is_called(self, name: object) -> bool:
        """Whether a file that names this form means it."""
        return name in (self.name, f"{self.edition}/{self.id}")

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every field by id, in the order of the form."""
        return {f.id: f for s in self.sections for f in s.fields}

    @cached_property
    def _cells_of_rows(self) -> Mapping[tuple[str, str, str], Field]:
        """What is asked in each cell of the given rows, where it is that of the row."""
        return {
            (table.id, row.id, column.id): replace(
                column,
                kind=row.like.kind,
                unit=row.like.unit,
                range=row.like.range,
                options=row.like.options,
                none_allowed=row.like.none_allowed,
            )
            for table in self.fields.values()
            for row in table.given
            for column in table.columns
            if row.like is not None and column.like_row
        }

    @cached_property
    def _section_ids(self) -> Mapping[str, str]:
        sections: dict[str, str] = {}
        for asked in self.fields.values():
            sections[asked.id] = asked.section
            if asked.rows is not None:
                sections.setdefault(asked.rows.list, asked.section)
        return sections

    def section_of(self, at: Address) -> str:
        """The id of the part 部分 a place stands in; of a list, where its rows are counted first;
        "" where it stands in none."""
        return self._section_ids.get(at.field or at.list, "")

    def question(self, at: Address) -> Field | None:
        """What is asked at a cell: the field, or the column of the row; None for no such cell."""
        asked = self.fields.get(at.field)
        if asked is None or not asked.columns:
            return asked
        return self._cells_of_rows.get((at.field, at.row, at.part)) or asked.column(at.part)

    @cached_property
    def plans(self) -> tuple[Field, ...]:
        """The tables of plan targets 规划目标, in the order of the form."""
        return tuple(f for f in self.fields.values() if f.kind.plan)

    @cached_property
    def plan_of(self) -> Mapping[str, Field]:
        """The table that each indicator stands in: its id is its own in the whole form."""
        return {indicator.id: plan for plan in self.plans for indicator in plan.indicators}

    def indicator(self, at: Address) -> Indicator | None:
        """The indicator of a row of the plan; None for any other place."""
        asked = self.fields.get(at.field)
        return asked.indicator(at.row) if asked else None

    @cached_property
    def section_by_id(self) -> Mapping[str, Section]:
        return {s.id: s for s in self.sections}

    @property
    def plan_years(self) -> tuple[str, ...]:
        """The years of the plan: Y+1, Y+2, Y+3."""
        return tuple(str(self.base_year + n) for n in (1, 2, 3))

    def year(self, word: str) -> str:
        """The year a word like "Y", "Y-2" or "Y+3" stands for; raises ValueError otherwise."""
        return year_of(word, self.base_year)


def year_of(word: str, base_year: int) -> str:
    """The year a word like "Y", "Y-2" or "Y+3" stands for; raises ValueError otherwise."""
    text = word.replace(" ", "")
    if text == "Y":
        return str(base_year)
    if len(text) > 2 and text[0] == "Y" and text[1] in "+-":
        return str(base_year + int(text[1:]))
    raise ValueError(f"not a year of the form: {word!r}")
