"""What the evaluator is given: a Scope that says, for each name and period, what stands there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from jiqun.engine.expressions.interval import Interval

NONE = "无"
"""The answer where nothing applies; the word of `kinds`, which this package does not know."""

BASELINE = "baseline"
"""The period of a plan row's starting value."""

Given = Decimal | str | date | tuple[object, ...]
"""An answer as given: a tuple is the ticked boxes of a choice, or the rows of a list."""


class ScopeValue(NamedTuple):
    """What a name gives in one period.

    answer    as given (None: empty); 无 is the text "无". Looked at by given, empty, none, ticked,
              count, `in` and comparison with a text
    number    what arithmetic takes; None where there is none to take (so a count that is 无 has
              answer "无", number 0, interval [0, 0]; a percent that is 无 has number None)
    interval  what the number stands for (None exactly where number is None)
    unit      "%" makes explain print the sign; other units are not printed
    shown     the answer as printed on paper, without unit; empty: printed by print_number
    label     the words that name it, for {name:label} in templates
    """

    answer: Given | None = None
    number: Decimal | None = None
    interval: Interval | None = None
    unit: str = ""
    shown: str = ""
    label: str = ""


class Scope(Protocol):
    """Where a formula is evaluated: for which field or plan row, which period, over which figures.

    A Scope should keep the Readings it gives: one cell is read by many checks.
    """

    @property
    def period(self) -> str | None:
        """The year `y`, as text ("2025"); None where the check has no period."""

    @property
    def base_year(self) -> int:
        """The year `Y`."""

    @property
    def field(self) -> str | None:
        """The field `it` stands for."""

    @property
    def row(self) -> str | None:
        """The plan indicator `row` stands for."""

    def read(self, name: str, period: str | None) -> ScopeValue | None:
        """A field, computed value, list or named number; None where there is no such cell."""

    def target(self, row: str, period: str) -> ScopeValue | None:
        """A plan row's value of a year, or of "baseline"; None where there is no such row."""
