"""A finding 校验结果: where a check speaks, what it says, its proof; and the whole outcome."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Repair:
    """The smallest change that clears a finding: put `value` into this answer."""

    field: str
    value: str
    period: str | None = None
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says; `field` and the rest are None where they do not apply."""

    code: str
    level: str
    message: str
    field: str | None = None
    option: str | None = None
    row: str | None = None
    period: str | None = None
    formula: str | None = None
    repair: Repair | None = None
    source: str = ""

    @property
    def key(self) -> str:
        """The key an explanation 情况说明 is written under: code:field:period, open ends cut."""
        parts = [self.code, self.field or "", self.period or self.row or ""]
        return ":".join(parts).rstrip(":")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A check that was not made, because an answer it needs is 无; `message` says so."""

    code: str
    field: str | None
    row: str | None
    period: str | None
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

    figures         what the form declares under `facts`: a figure by name, or a series by name and
                    year; a figure stands for all that is printed so
    ledger          the figures of the ledger 台账, by field and period
    for_submission  whether the form is checked for its submission
    """

    figures: Mapping[str, Decimal | Mapping[str, Decimal]] = dataclasses.field(default_factory=dict)
    ledger: Mapping[tuple[str, str | None], Decimal] = dataclasses.field(default_factory=dict)
    for_submission: bool = False

    def figure(self, name: str, period: str | None) -> Decimal | None:
        """A figure without a period, or that of a year of a series; None where there is none."""
        given = self.figures.get(name)
        if isinstance(given, Mapping):
            return given.get(period) if period else None
        return given if period is None else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from answers: computed values 计算值, findings, and the self-assessment 自评."""

    values: Mapping[tuple[str, str | None], Decimal | str]
    findings: tuple[Finding, ...]
    explained: tuple[Finding, ...]
    assessment: tuple[Requirement, ...]
    skipped: tuple[Skipped, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether something must be mended before submission."""
        return any(f.level == "error" for f in self.findings)


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a check speaks.

    `words` fill the holes of the check's message; three of them are not for holes: `place` and
    `row_label` say where in other words, `hint` is a sentence put behind the message in place of
    the check's own advice.
    """

    field: str | None = None
    period: str | None = None
    option: str | None = None
    row: str | None = None
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)
    formula: str | None = None
    repair: Repair | None = None


def write_outcome(outcome: Outcome) -> dict[str, object]:
    """{"findings", "explained", "values", "assessment", "skipped"} of plain objects."""
    return {
        "findings": [_finding(finding) for finding in outcome.findings],
        "explained": [_finding(finding) for finding in outcome.explained],
        "values": _values(outcome.values),
        "assessment": [asdict(requirement) for requirement in outcome.assessment],
        "skipped": [asdict(skipped) for skipped in outcome.skipped],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "level": finding.level,
        "field": finding.field,
        "option": finding.option,
        "row": finding.row,
        "period": finding.period,
        "message": finding.message,
        "formula": finding.formula,
        "repair": asdict(finding.repair) if finding.repair else None,
        "source": finding.source,
    }


def _values(values: Mapping[tuple[str, str | None], Decimal | str]) -> dict[str, object]:
    """By field: the value, or the values by year; numbers as printed."""
    by_field: dict[str, object] = {}
    for (field, period), value in values.items():
        if period is None:
            by_field[field] = str(value)
        else:
            years = by_field.setdefault(field, {})
            if isinstance(years, dict):
                years[period] = str(value)
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
