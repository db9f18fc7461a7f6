"""The findings 校验结果 of a desk, gathered for the column of a part, the list and the report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property, lru_cache

from jiqun.engine import FINDING_LEVELS, Finding, Form, Repair, Section
from jiqun.records.filings import queries as filings
from jiqun.records.filings.labels import label_of, text_of
from jiqun.records.filings.queries import MISSING, section_of
from jiqun.records.journal.event_kinds import ANSWER_CHANGED
from jiqun.records.journal.queries import events_of
from jiqun.screens.applicant.desk import Desk, labels_of
from jiqun.screens.applicant.shown_findings import (
    EXPLAINED,
    Explanation,
    MissingAnswers,
    SectionFindings,
    ShownFinding,
    ShownRepair,
)
from jiqun.screens.widgets import anchor_of, cell_id, key_on

EXPLANATIONS = "explanations."
_WHOLE_FORM = "整份申报表"


def section_findings(desk: Desk, section: Section) -> SectionFindings:
    """The findings of one part."""
    source = _Source(desk)
    return source.gathered(
        section.heading,
        desk.part_address(section.part),
        [f for f in desk.outcome.findings if section_of(desk.form, f) == section.id],
        [f for f in desk.outcome.explained if section_of(desk.form, f) == section.id],
    )


def form_findings(desk: Desk, level: str = "") -> list[SectionFindings]:
    """The findings of a level part by part, of the parts that have any; all of them where none is
    named. What is on no part comes last."""
    source, form = _Source(desk), desk.form
    staying, passing = (
        _by_section(form, findings) for findings in (desk.outcome.findings, desk.outcome.explained)
    )
    parts = [(s.id, s.heading, desk.part_address(s.part)) for s in form.sections]
    return [
        source.gathered(
            heading,
            address,
            [f for f in staying.get(id_, ()) if level in ("", f.level)],
            passing.get(id_, []) if level in ("", EXPLAINED) else [],
        )
        for id_, heading, address in [*parts, ("", _WHOLE_FORM, "")]
        if any(level in ("", f.level) for f in staying.get(id_, ()))
        or (id_ in passing and level in ("", EXPLAINED))
    ]


def counts_of(desk: Desk) -> dict[str, int]:
    """How many findings there are of each level, and how many are explained."""
    counts = dict.fromkeys((*FINDING_LEVELS, EXPLAINED), 0)
    for finding in desk.outcome.findings:
        counts[finding.level] += 1
    counts[EXPLAINED] = len(desk.outcome.explained)
    return counts


def _by_section(form: Form, findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    sections: dict[str, list[Finding]] = {}
    for finding in findings:
        sections.setdefault(section_of(form, finding), []).append(finding)
    return sections


# A save shows the same findings over and over; how their answers read is worked out once.
@lru_cache(maxsize=4096)
def _answer_label(form: Form, key: str) -> str:
    return label_of(form, key)


@lru_cache(maxsize=4096)
def _text(form: Form, key: str, value: str) -> str:
    return text_of(form, key, value)


class _Source:
    """What shown findings are made from: the desk, its answers as they are kept, who explained."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.form = desk, desk.form
        self.values, self.revisions = filings.kept(desk.application.filing)

    def gathered(
        self, heading: str, address: str, staying: list[Finding], passing: list[Finding]
    ) -> SectionFindings:
        missing = [f for f in staying if f.code in MISSING and anchor_of(self.form, f)]
        rows = [f for f in staying if f not in missing]
        return SectionFindings(
            heading,
            address,
            tuple(self._shown(f, False) for f in rows),
            tuple(self._shown(f, True) for f in passing),
            tuple(self._gaps(missing)),
        )

    def _shown(self, finding: Finding, passes: bool) -> ShownFinding:
        mark = (finding.code, finding.field, finding.period, finding.row, finding.option)
        key = key_on(self.form, finding.field or "", finding.period, finding.row)
        cell = anchor_of(self.form, finding)
        return ShownFinding(
            ".".join(part or "" for part in mark),
            finding,
            self._label(finding, key),
            cell,
            self.desk.address_of(cell.removeprefix("a-")) if cell else "",
            self._proof_address(finding),
            self._repair(finding, finding.repair, key) if finding.repair and not passes else None,
            self._explanation(finding) if finding.level == "confirm" else None,
            passes,
        )

    def _label(self, finding: Finding, key: str) -> str:
        """What the finding is on, in the form's words."""
        field = self.form.fields.get(finding.field or "")
        if not key:
            return field.label if field else ""
        option = field.option(finding.option) if field and finding.option else None
        label = _answer_label(self.form, key)
        return f"{label}：{option.label}" if option else label

    def _proof_address(self, finding: Finding) -> str:
        """Where the missing evidence of a finding is brought; empty for other findings."""
        if finding.code != "evidence_missing" or not finding.field:
            return ""
        place = f"{finding.field}.{finding.option}" if finding.option else finding.field
        return f"{self.desk.address}evidence/?for={place}#add"

    def _repair(self, finding: Finding, repair: Repair, finding_key: str) -> ShownRepair | None:
        """A repair as a change of an answer; None where it is on no answer of the form."""
        key = key_on(self.form, repair.field, repair.period, repair.row)
        if not key or key.startswith("lists."):
            return None
        change: object = repair.value
        section = self.form.fields[repair.field].section
        part = (repair.period or "") if repair.row else ""
        if self.form.fields[repair.field].kind == "targets":
            kept = self.values.get(key)
            row = kept if isinstance(kept, Mapping) else self._new_row(repair.row)
            change, text = {**row, str(repair.period): repair.value}, repair.value
        else:
            text = _text(self.form, key, repair.value)
        return ShownRepair(
            key,
            part,
            repair.value,
            json.dumps(change),
            self.revisions.get(key, 0),
            _answer_label(self.form, key),
            text,
            "" if section == section_of(self.form, finding) else self._address(section, key, part),
            key != finding_key,
        )

    def _address(self, section: str, key: str, part: str) -> str:
        return self.desk.part_address(self.form.section_by_id[section].part, cell_id(key, part))

    def _new_row(self, indicator_id: str | None) -> dict[str, object]:
        indicator = self.form.indicator_by_id.get(indicator_id or "")
        if indicator is None:
            return {}
        return {
            "direction": indicator.direction,
            "label": indicator.label,
            "unit": indicator.unit,
        }

    def _explanation(self, finding: Finding) -> Explanation:
        key = EXPLANATIONS + finding.key
        text = str(self.values.get(key) or "")
        person, at = self._authors.get(key, ("", None)) if text else ("", None)
        return Explanation(key, text, self.revisions.get(key, 0), person, at)

    @cached_property
    def _authors(self) -> Mapping[str, tuple[str, datetime]]:
        """By the key of the explanation: who wrote it last, and when."""
        events = events_of(self.desk.application.filing.subject).filter(
            kind=ANSWER_CHANGED, topic__startswith=EXPLANATIONS
        )
        rows = events.order_by("id").values_list("topic", "person_name", "at")
        return {topic: (person, at) for topic, person, at in rows}

    def _gaps(self, findings: Iterable[Finding]) -> Iterator[MissingAnswers]:
        """What is missing, field by field: the years of one field are one gap."""
        fields: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            fields.setdefault((finding.field or "", finding.row or ""), []).append(finding)
        for (field, row), together in fields.items():
            indicator = self.form.indicator_by_id.get(row)
            label = indicator.label if indicator else labels_of(self.form)[field]
            cell = anchor_of(self.form, together[0])
            address = self.desk.address_of(cell.removeprefix("a-"))
            yield MissingAnswers(label, cell, address, len(together))
