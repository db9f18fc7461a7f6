"""The findings column: what the checks say of one part, each with the way to its cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jiqun.engine import Finding, Form, Repair, Section
from jiqun.records.filings import queries as filings
from jiqun.records.filings.queries.sections import section_of
from jiqun.records.journal.queries import events_of
from jiqun.screens.applicant.desk import Desk
from jiqun.screens.widgets import anchor_of, cell_id, key_on
from jiqun.screens.widgets.page_state import PageState

LACKING = frozenset({"required", "plan_indicator_missing"})
WORDS = {"error": "需改", "confirm": "需核实", "note": "提示"}


@dataclass(frozen=True, slots=True)
class Mending:
    """The one-click repair: put `value` into the answer `key` (into `part` of it, for a row).

    `address` is where that answer stands, if in another part of the form.
    """

    key: str
    part: str
    value: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """What was written to explain a finding, by whom and when (where somebody did)."""

    key: str
    text: str
    revision: int
    person: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A finding in the column; `passes` where its explanation has settled it."""

    id: str
    finding: Finding
    word: str
    cell: str
    repair: Mending | None
    explained: Explained | None
    passes: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Answers of one field that are only missing: the field's words and where to go on."""

    label: str
    cell: str
    count: int


@dataclass(frozen=True, slots=True)
class Column:
    """All findings of a part, sorted error, confirm, note; then what is only missing."""

    rows: tuple[Row, ...]
    settled: tuple[Row, ...]
    gaps: tuple[Gap, ...]
    missing: int

    def count(self, level: str) -> int:
        return sum(row.finding.level == level for row in self.rows)

    @property
    def errors(self) -> int:
        return self.count("error")

    @property
    def confirms(self) -> int:
        return self.count("confirm")

    @property
    def notes(self) -> int:
        return self.count("note")


def column_of(desk: Desk, section: Section, standing: PageState) -> Column:
    """The findings of a part."""
    form = desk.edition.form
    here = [f for f in desk.outcome.findings if section_of(form, f) == section.id]
    passing = [f for f in desk.outcome.explained if section_of(form, f) == section.id]
    lacking = [f for f in here if f.code in LACKING]
    told = _explanations(desk, standing, [f for f in (*here, *passing) if f.level == "confirm"])
    rows = tuple(_row(desk, section, f, told) for f in here if f.code not in LACKING)
    settled = tuple(_row(desk, section, f, told, True) for f in passing)
    return Column(rows, settled, _gaps(form, lacking, standing), len(lacking))


def _row(
    desk: Desk,
    section: Section,
    finding: Finding,
    told: dict[str, Explained],
    passes: bool = False,
) -> Row:
    mark = ".".join(
        part or ""
        for part in (finding.code, finding.field, finding.period, finding.row, finding.option)
    )
    return Row(
        mark,
        finding,
        WORDS[finding.level],
        anchor_of(desk.edition.form, finding),
        _mending(desk, section, finding.repair),
        told.get(finding.key),
        passes,
    )


def _mending(desk: Desk, section: Section, repair: Repair | None) -> Mending | None:
    if repair is None:
        return None
    form = desk.edition.form
    key = key_on(form, repair.field, repair.period, repair.row)
    if not key:
        return None
    part = (repair.period or "") if repair.row else ""
    stands_in = form.section_by_id[form.fields[repair.field].section]
    if stands_in is section:
        return Mending(key, part, repair.value)
    address = f"{desk.address}part/{stands_in.part}/#{cell_id(key, part)}"
    return Mending(key, part, repair.value, address)


def _gaps(form: Form, lacking: Iterable[Finding], standing: PageState) -> tuple[Gap, ...]:
    """What is missing, field by field: the years of one field are one gap."""
    found: dict[str, Gap] = {}
    for finding in lacking:
        field = finding.field or ""
        indicator = form.indicator_by_id.get(finding.row or "")
        label = indicator.label if indicator else standing.labels.get(field, field)
        name = f"{field}.{finding.row}" if finding.row else field
        known = found.get(name)
        cell = known.cell if known else anchor_of(form, finding)
        found[name] = Gap(label, cell, known.count + 1 if known else 1)
    return tuple(found.values())


def _explanations(
    desk: Desk, standing: PageState, findings: Iterable[Finding]
) -> dict[str, Explained]:
    """By the key of a finding: the explanation as it stands."""
    values, revisions = filings.kept(desk.application.filing)
    found: dict[str, Explained] = {}
    for finding in findings:
        key = f"explanations.{finding.key}"
        found[finding.key] = Explained(key, str(values.get(key, "")), revisions.get(key, 0))
    written = {told.key: name for name, told in found.items() if told.text}
    if written:
        events = events_of(desk.application.filing.subject).filter(
            kind="answer_changed", topic__in=list(written)
        )
        for event in events.order_by("id"):
            name = written[event.topic]
            told = found[name]
            found[name] = Explained(told.key, told.text, told.revision, event.person_name, event.at)
    return found
