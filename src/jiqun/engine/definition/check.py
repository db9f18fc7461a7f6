"""Checks 校验 as typed objects: what is looked at, when it speaks, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jiqun.engine.definition.source import SourcePlace
from jiqun.engine.expressions import Expression, Template

LEVELS = ("error", "confirm", "note")

_DOOR = (
    *("typed", "unit", "rounded", "range", "count", "limit", "over", "character", "name"),
    *("position", "spot", "option", "options", "expected"),
)

RULE_SETTINGS: Mapping[str, tuple[str, ...]] = {
    "required": ("advice",),
    "door": _DOOR,
    "name_pattern": ("name", "county", "ending", "example", "fault"),
    "placeholder": ("found", "excerpt"),
    "repeated_text": ("excerpt", "other", "how"),
    "none_in_other_words": ("excerpt", "advice"),
    "no_answer": ("excerpt", "fault", "advice"),
    "no_chinese": ("excerpt",),
    "short_text": ("count",),
    "nothing_ticked": (),
    "option_evidence": ("option",),
    "yes_evidence": (),
    "count_evidence": ("count",),
    "list_missing": ("count", "list"),
    "list_count": ("count", "list", "rows", "wanted"),
    "names_count": ("names", "number", "fault"),
    "row_incomplete": ("missing",),
    "repeated_row": ("other", "same"),
    "row_late": ("column", "date"),
    "total_length": ("count", "limit", "over"),
    "plan_missing": ("missing",),
    "plan_rising": ("values", "first", "second"),
    "plan_path": ("values", "first", "second"),
    "ledger": ("answer", "ledger"),
    "declaration": ("missing",),
    "sealed_scan": (),
    "row_number": ("count", "least", "most"),
    "one_row": ("count", "wanted"),
    "standard_not_met": ("requirement", "figures", "standard"),
    "elsewhere": ("part", "over"),
}
"""The rules of the engine by name, each with the words its message may use beside `where` (the
words for what the finding is on). `elsewhere`: found by another part of the engine, which hands
in the words; `door`: those of the trouble or problem."""

SETTINGS: Mapping[str, tuple[str, ...]] = {
    "name_pattern": ("county", "ending"),
    "placeholder": ("marks",),
    "repeated_text": ("least", "share"),
    "none_in_other_words": ("words",),
    "no_answer": ("words",),
    "short_text": ("least",),
    "names_count": ("separators", "brackets"),
    "total_length": ("section", "limit"),
    "declaration": ("signatory", "date"),
    "sealed_scan": ("signatory", "date", "scan"),
    "one_row": ("column", "value"),
}
"""The settings a rule needs in the form's data; rules that are not here need none."""

FREE_SETTINGS: Mapping[str, tuple[str, ...]] = {
    "door": ("advice",),
    "plan_path": ("free",),
    **dict.fromkeys(
        ("none_in_other_words", "no_answer", "no_chinese", "short_text", "names_count"), ("unless",)
    ),
}
"""The settings a rule may have. `advice`: what to do, where the door gives no better hint; `free`:
the indicators that need no path, parted by spaces; `unless`: the codes of earlier checks, parted by
a space, that have said already what is wrong."""


@dataclass(frozen=True, slots=True)
class NamedNumber:
    """A number a check uses: it has a name, a unit and a source."""

    name: str
    value: Decimal
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class NamedCount:
    """A number of rows of a list 清单 that a check uses: rows with the same key count once."""

    name: str
    list: str
    where: Mapping[str, str]  # column → the text it must equal
    unit: str


@dataclass(frozen=True, slots=True)
class RepairRule:
    """The repair of a condition, or one of its ways: put the value of a formula into the answer.

    `field` and `period` where it is another answer than the one the finding is on; for a plan row
    `period` is "baseline" or a year.
    """

    value: Expression
    field: str | None = None
    period: str | None = None


_ASKING = frozenset({"required", "plan_missing"})


@dataclass(frozen=True, slots=True)
class Check:
    """A check: either a `rule` of the engine by name, or a `condition` over the answers.

    A condition is evaluated once for every field in `fields` and every period in `periods` (or
    every period of the field, where there are none), or for every plan row in `rows`; when it is
    certainly true (over intervals), the finding is reported there. On a table of rows 多行 it is
    evaluated in every row, or in the given `rows`, whose columns it names.
    """

    code: str
    level: str
    title: str
    message: Template
    source: str
    place: SourcePlace
    rule: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()  # plan indicators, or given rows of a table
    periods: tuple[str | None, ...] = ()  # (None,) is once, whatever the years
    condition: Expression | None = None
    formula: Expression | None = None
    repair: RepairRule | None = None  # where one cell alone can be at fault
    ways: tuple[RepairRule, ...] = ()  # where several cells disagree, and none can be preferred
    column: str = ""  # of a table of rows: where it is reported, and what `it` means
    as_printed: bool = False  # the condition is about the figures as printed, not what they mean

    @property
    def asks_only(self) -> bool:
        """Whether it says nothing but that an answer is missing 未填."""
        return self.rule in _ASKING


@dataclass(frozen=True, slots=True)
class ExplanationRules:
    """What an explanation 情况说明 must be to pass: of at least so many characters; no copy of what
    the finding says (`copied` percent of the pairs of characters); not of `stock` phrases alone."""

    least: NamedNumber
    copied: NamedNumber
    stock: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckList:
    """All checks of a form, in the order of the list, the numbers and counts they use, and what
    explanations must be (None where the edition does not say)."""

    checks: tuple[Check, ...]
    numbers: Mapping[str, NamedNumber]
    counts: Mapping[str, NamedCount] = field(default_factory=dict)
    explanations: ExplanationRules | None = None


NO_CHECKS = CheckList((), {})
"""Of a form whose checks could not be read."""
