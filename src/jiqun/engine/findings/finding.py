"""A finding 校验结果: where a check speaks, what it says, its proof; and the whole outcome."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal

from jiqun.engine.answers import Answers, Figures
from jiqun.engine.definition import NOWHERE, Address, Form, Labels
from jiqun.engine.expressions import print_quantity


@dataclass(frozen=True, slots=True)
class Repair:
    """The smallest change that clears a finding: put `value` into this answer."""

    at: Address
    value: str


@dataclass(frozen=True, slots=True)
class Way:
    """One of several changes that would each clear a finding, none of them preferred: this answer
    would become `value` in place of `before`, both as printed, without `unit`. At a list 清单 they
    are numbers of rows."""

    at: Address
    value: str
    before: str
    unit: str = ""

    def said(self, labels: Labels) -> str:
        """The way in words: 若改2025年“集群企业数量”：90 家 → 145 家."""
        before, after = (print_quantity(text, self.unit) for text in (self.before, self.value))
        return f"若改{labels.where(self.at)}：{before} → {after}"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says of the place `at`; NOWHERE is the form as a whole.

    `figures` are those it rests on, where words can settle it; `lapsed` says which of them changed
    since its explanation was written (待复核), and is empty where none did or nothing is written.
    `asks` are the answers that are missing 未填, where it says nothing but that.
    """

    code: str
    level: str
    message: str
    at: Address = NOWHERE
    formula: str | None = None
    repair: Repair | None = None
    source: str = ""
    ways: tuple[Way, ...] = ()
    figures: Figures = ()
    lapsed: tuple[str, ...] = ()
    asks: tuple[Address, ...] = ()

    @property
    def unfilled(self) -> bool:
        """Whether it says nothing but that answers are missing."""
        return bool(self.asks)

    @property
    def key(self) -> str:
        """The key an explanation 情况说明 is written under: code:field.option:row:period."""
        return str(self.at.explained(self.code))

    @property
    def former_key(self) -> str:
        """The same as it was written before two findings never shared a key."""
        at = Address(self.at.field or self.at.list, part=self.at.part or self.at.row)
        return str(at.explained(self.code))


@dataclass(frozen=True, slots=True)
class Skipped:
    """A check that was not made, because an answer it needs is 无, or what it rests on cannot come
    in the file; `message` says so."""

    code: str
    at: Address
    message: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement of a recognition standard 认定标准 set against the figures."""

    id: str
    label: str
    result: str  # meets · fails · not_verified · not_applicable
    figures: str
    source: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the engine cannot know and is told.

    figures         what the form declares under `facts`: a figure by name, a series by name and
                    year, or a text by name; a figure stands for all that is printed so
    sources         the answers of other filings, by the name under which the form reads them
    ledger          the figures of the ledger 台账, by the cells they are the answers of
    for_submission  whether the form is checked for its submission: the declaration is asked for,
                    and nothing waits for its part to be begun
    explained_standard  the id of the standard 认定标准 whose failed figures the call asks to be
                    explained; empty where it asks for none
    """

    figures: Mapping[str, Decimal | str | Mapping[str, Decimal]] = dataclasses.field(
        default_factory=dict
    )
    sources: Mapping[str, Answers] = dataclasses.field(default_factory=dict)
    ledger: Mapping[Address, Decimal] = dataclasses.field(default_factory=dict)
    for_submission: bool = False
    explained_standard: str = ""

    def figure(self, name: str, period: str | None) -> Decimal | str | None:
        """A figure without a period, or that of a year of a series; None where there is none."""
        given = self.figures.get(name)
        if isinstance(given, Mapping):
            return given.get(period) if period else None
        return given if period is None else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from answers to a form: computed values 计算值, findings, and the
    self-assessment 自评."""

    form: Form
    values: Mapping[Address, Decimal | str]
    findings: tuple[Finding, ...]
    explained: tuple[Finding, ...]
    assessment: tuple[Requirement, ...]
    skipped: tuple[Skipped, ...] = ()
    agreeing: frozenset[Address] = frozenset()
    """The answers that may be the value computed for them, as far as rounding can tell."""
    begun: frozenset[str] = frozenset()
    """The parts that have an answer (parts_begun.py)."""

    @property
    def has_errors(self) -> bool:
        """Whether something must be mended before submission."""
        return any(f.level == "error" for f in self.findings)


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a check speaks.

    `words` fill the holes of the check's message; three of them are not for holes: `place` and
    `row_label` say where in other words, `hint` is a sentence put behind the message in place of
    the check's own advice. `beside` are figures it rests on that do not stand at `at`; `asks` the
    answers that are missing, where that is not the one at `at`.
    """

    at: Address = NOWHERE
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)
    formula: str | None = None
    repair: Repair | None = None
    ways: tuple[Way, ...] = ()
    beside: Figures = ()
    asks: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many answers are only missing 未填, and how many findings of each level there are beside.
    Every place that tells a number tells these."""

    unfilled: int
    error: int
    confirm: int
    note: int


def count_findings(findings: Iterable[Finding]) -> Counts:
    """The findings counted; an answer that several ask for is missing once."""
    missing: set[Address] = set()
    found: Counter[str] = Counter()
    for finding in findings:
        if finding.unfilled:
            missing.update(finding.asks)
        else:
            found[finding.level] += 1
    return Counts(len(missing), found["error"], found["confirm"], found["note"])


def write_outcome(outcome: Outcome) -> dict[str, object]:
    """{"edition", "form", "revision", "findings", "explained", "values", "assessment", "skipped"}
    of plain objects; the first three name what the answers were judged by."""
    return {
        "edition": outcome.form.edition,
        "form": outcome.form.name,
        "revision": outcome.form.edition_revision,
        "findings": [_finding(finding) for finding in outcome.findings],
        "explained": [_finding(finding) for finding in outcome.explained],
        "values": _values(outcome.values),
        "assessment": [asdict(requirement) for requirement in outcome.assessment],
        "skipped": [_skipped(skipped) for skipped in outcome.skipped],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "level": finding.level,
        **_place(finding.at),
        "message": finding.message,
        "formula": finding.formula,
        "repair": _repair(finding.repair) if finding.repair else None,
        "source": finding.source,
        "ways": [_way(way) for way in finding.ways],
    }


def _place(at: Address) -> dict[str, str | None]:
    """A place as other programs are told: a row of a list is reported under the list's id, or, on
    the answer it counts for, with the list's id before its number."""
    row = f"{at.list}:{at.row}" if at.list and at.field else at.row
    return {
        "field": at.field or at.list or None,
        "option": at.option or None,
        "row": row or None,
        "period": (at.part or None) if not at.list else None,
    }


def _repair(repair: Repair) -> dict[str, str | None]:
    place = _place(repair.at)
    where = {key: place[key] for key in ("period", "row")}
    return {"field": place["field"], "value": repair.value, **where}


def _way(way: Way) -> dict[str, str | None]:
    return {**_repair(Repair(way.at, way.value)), "before": way.before, "unit": way.unit}


def _skipped(skipped: Skipped) -> dict[str, str | None]:
    place = _place(skipped.at)
    where = {key: place[key] for key in ("field", "row", "period")}
    return {"code": skipped.code, **where, "message": skipped.message}


def _values(values: Mapping[Address, Decimal | str]) -> dict[str, object]:
    """By field: the value, or the values by year, or by row and column; numbers as printed."""
    by_field: dict[str, object] = {}
    for at, value in values.items():
        *outer, last = (word for word in (at.field, at.row, at.part) if word)
        inside = by_field
        for word in outer:
            within = inside.setdefault(word, {})
            inside = within if isinstance(within, dict) else inside
        inside[last] = str(value)
    return by_field


@dataclass(frozen=True, slots=True)
class FindingLevel:
    """`rank` sorts, the heaviest first; `label` is the official word, `to_do` what to do."""

    rank: int
    label: str
    to_do: str


FINDING_LEVELS: Mapping[str, FindingLevel] = {
    "error": FindingLevel(0, "强制性", "需改"),
    "confirm": FindingLevel(1, "核实性", "需核实"),
    "note": FindingLevel(2, "提示", "提示"),
}
"""An error blocks submission, a confirm passes once it is explained, a note informs."""
