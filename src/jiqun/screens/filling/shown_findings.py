"""A finding as every page shows it, and the findings of a part together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jiqun.engine import FINDING_LEVELS, Finding

UNFILLED, EXPLAINED = "unfilled", "explained"


@dataclass(frozen=True, slots=True)
class ShownRepair:
    """The one-click repair: put `value` into the answer `key` (into `part` of it, for a row).

    `change` is the whole answer then, as JSON, `revision` the one it is made on; `label` and `text`
    are the answer and the value as people read them. `address` is where the answer stands, if in
    another part of the form; `elsewhere` says that it is not the one the finding is on.
    """

    key: str
    part: str
    value: str
    change: str
    revision: int
    label: str
    text: str
    address: str
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class ShownWay:
    """One of the changes that would clear a finding: in words, and where its cell is: `anchor` on
    the page of the finding, else "", `address` from anywhere."""

    text: str
    anchor: str
    address: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The explanation 情况说明 of a finding as it stands: its key and revision, its text, and who
    wrote it when (where somebody did); and how many characters it has at `least`."""

    key: str
    text: str
    revision: int
    person: str = ""
    at: datetime | None = None
    least: int = 1


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with its ways: `cell` is its element on the page of its part, `address` that
    element from anywhere; `passes` where its explanation has settled it; `table` is the list, or
    table of added rows, in a row of which it is."""

    id: str
    finding: Finding
    label: str
    cell: str
    address: str
    proof_address: str
    repair: ShownRepair | None
    explanation: Explanation | None
    passes: bool = False
    changes: tuple[ShownWay, ...] = ()
    table: str = ""

    @property
    def level(self) -> str:
        """Error, confirm, note, or explained."""
        return EXPLAINED if self.passes else self.finding.level

    @property
    def level_label(self) -> str:
        """The level in the words of the report: 强制性, 核实性, 提示, 已说明, 待复核."""
        return self._of_explanation or FINDING_LEVELS[self.finding.level].label

    @property
    def to_do(self) -> str:
        """The level as what there is to do: 需改, 需核实, 提示, 已说明, 待复核."""
        return self._of_explanation or FINDING_LEVELS[self.finding.level].to_do

    @property
    def _of_explanation(self) -> str:
        """How an explanation stands that settles the finding, or did; empty where there is none."""
        if self.finding.lapsed:
            return "待复核"
        return "已说明" if self.passes else ""


@dataclass(frozen=True, slots=True)
class MissingAnswers:
    """Answers of one field, or one row, that are only missing, and how many they are; `table` is
    the list, or table of added rows, to which the row was added."""

    label: str
    cell: str
    address: str
    count: int
    table: str = ""


@dataclass(frozen=True, slots=True)
class SectionFindings:
    """The findings of a part, sorted error, confirm, note; those settled by an explanation; and
    what is only missing, field by field."""

    heading: str
    address: str
    rows: tuple[ShownFinding, ...]
    settled: tuple[ShownFinding, ...]
    gaps: tuple[MissingAnswers, ...]

    @property
    def items(self) -> tuple[ShownFinding, ...]:
        """What is to be done, then what is settled."""
        return (*self.rows, *self.settled)

    @property
    def missing(self) -> int:
        return sum(gap.count for gap in self.gaps)

    @property
    def count(self) -> int:
        return len(self.items) + self.missing

    @property
    def errors(self) -> int:
        return self._count("error")

    @property
    def confirms(self) -> int:
        return self._count("confirm")

    @property
    def notes(self) -> int:
        return self._count("note")

    def _count(self, level: str) -> int:
        return sum(row.finding.level == level for row in self.rows)
