"""The findings 校验结果 of a desk, gathered for the column of a part, the list and the report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from functools import cached_property, lru_cache

from jiqun.engine import (
    PLAN_HEAD,
    Address,
    Finding,
    Form,
    Repair,
    Section,
    Way,
    count_findings,
    is_kept,
    kept_at,
    labels_of,
    spellings,
)
from jiqun.records.filings.current_answers import placed
from jiqun.records.filings.wording import text_of
from jiqun.records.journal.event_kinds import ANSWER_CHANGED
from jiqun.records.journal.queries import last_writers
from jiqun.screens.filling.desk import Desk, address_at
from jiqun.screens.filling.shown_findings import (
    EXPLAINED,
    UNFILLED,
    Explanation,
    MissingAnswers,
    SectionFindings,
    ShownFinding,
    ShownRepair,
    ShownWay,
)
from jiqun.screens.widgets import element_of, shown_at


def section_findings(desk: Desk, section: Section) -> SectionFindings:
    """The findings of one part."""
    source = _Source(desk)
    return source.gathered(
        section.heading,
        desk.part_address(section.part),
        [f for f in desk.outcome.findings if desk.form.section_of(f.at) == section.id],
        [f for f in desk.outcome.explained if desk.form.section_of(f.at) == section.id],
    )


def form_findings(desk: Desk, level: str = "") -> list[SectionFindings]:
    """The findings of a level, or what is only missing, part by part, of the parts that have any;
    all of them where none is named. What is on no part comes last."""
    source, form = _Source(desk), desk.form
    staying, passing = (
        _by_section(form, findings) for findings in (desk.outcome.findings, desk.outcome.explained)
    )
    parts = [(s.id, s.heading, desk.part_address(s.part)) for s in form.sections]
    return [
        source.gathered(
            heading,
            address,
            [f for f in staying.get(id_, ()) if _is_of(f, level)],
            passing.get(id_, []) if level in ("", EXPLAINED) else [],
        )
        for id_, heading, address in [*parts, ("", f"整份{desk.form_name}", "")]
        if any(_is_of(f, level) for f in staying.get(id_, ()))
        or (id_ in passing and level in ("", EXPLAINED))
    ]


def counts_of(desk: Desk) -> dict[str, int]:
    """How many answers are only missing, how many findings there are of each level, and how many
    are explained."""
    return {**asdict(count_findings(desk.outcome.findings)), EXPLAINED: len(desk.outcome.explained)}


def _is_of(finding: Finding, level: str) -> bool:
    return level in ("", UNFILLED if finding.unfilled else finding.level)


def _by_section(form: Form, findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    sections: dict[str, list[Finding]] = {}
    for finding in findings:
        sections.setdefault(form.section_of(finding.at), []).append(finding)
    return sections


@lru_cache(maxsize=4096)
def _label_on(form: Form, at: Address) -> str:
    return labels_of(form).full(at._replace(part="") if at.row else at)


@lru_cache(maxsize=4096)
def _shown_of_itself(form: Form, address: str, finding: Finding, passes: bool) -> ShownFinding:
    """A finding of the desk at an address, without what follows from answers as they are kept: the
    repair and the explanation. Most are the same from save to save."""
    shown = shown_at(form, finding.at)
    return ShownFinding(
        finding.key,
        finding,
        _label_on(form, finding.at) if finding.at else "",
        element_of(shown),
        address_at(form, address, shown) if shown else "",
        _proof_address(address, finding),
        None,
        None,
        passes,
        () if passes else tuple(_way(form, address, finding, way) for way in finding.ways),
        _table(form, finding.at),
    )


def _way(form: Form, address: str, finding: Finding, way: Way) -> ShownWay:
    """A way, with a link to its cell."""
    shown = shown_at(form, way.at)
    here = form.section_of(way.at) == form.section_of(finding.at)
    return ShownWay(
        way.said(labels_of(form)),
        element_of(shown) if here else "",
        address_at(form, address, shown),
    )


def _table(form: Form, at: Address) -> str:
    """The list or table to which the row of a place was added; empty for any other place."""
    field = form.fields.get(at.field)
    added = field is not None and bool(field.columns) and not field.given and bool(at.row)
    return at.list or (at.field if added else "")


def _proof_address(address: str, finding: Finding) -> str:
    """Where the missing evidence of a finding is brought; empty for other findings."""
    if finding.code != "evidence_missing" or not finding.at:
        return ""
    return f"{address}evidence/?for={finding.at}#add"


class _Source:
    """What shown findings are made from: the desk, its answers as they are kept, who explained."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.form = desk, desk.form
        self.values, self.revisions = desk.kept

    def gathered(
        self, heading: str, address: str, staying: list[Finding], passing: list[Finding]
    ) -> SectionFindings:
        missing = [f for f in staying if f.unfilled]
        rows = [f for f in staying if not f.unfilled]
        return SectionFindings(
            heading,
            address,
            tuple(self._shown(f, False) for f in rows),
            tuple(self._shown(f, True) for f in passing),
            tuple(self._gaps(missing)),
        )

    def _shown(self, finding: Finding, passes: bool) -> ShownFinding:
        shown = _shown_of_itself(self.form, self.desk.address, finding, passes)
        repair = finding.repair if not passes else None
        if repair is None and finding.level != "confirm":
            return shown
        return replace(
            shown,
            repair=self._repair(finding, repair) if repair else None,
            explanation=self._explanation(finding) if finding.level == "confirm" else None,
        )

    def _repair(self, finding: Finding, repair: Repair) -> ShownRepair | None:
        """A repair as a change of an answer; None where it is on no answer of the form."""
        at, answer = repair.at, kept_at(self.form, repair.at)
        if at.list or not is_kept(self.form, answer):
            return None
        change: object = repair.value
        section = self.form.fields[at.field].section
        if at.row:
            kept = self.values.get(answer)
            row = kept if isinstance(kept, Mapping) else self._new_row(at)
            change, text = {**row, at.part: repair.value}, repair.value
        else:
            text = text_of(self.form, answer, repair.value)
        part_number = self.form.section_by_id[section].part
        elsewhere = section != self.form.section_of(finding.at)
        return ShownRepair(
            str(answer),
            at.part if at.row else "",
            repair.value,
            json.dumps(change),
            self.revisions.get(answer, 0),
            labels_of(self.form).full(answer),
            text,
            self.desk.part_address(part_number, element_of(at)) if elsewhere else "",
            answer != kept_at(self.form, finding.at),
        )

    def _new_row(self, at: Address) -> dict[str, object]:
        indicator = self.form.indicator(at)
        if indicator is None:
            return {}
        return {part: getattr(indicator, part) for part in PLAN_HEAD}

    def _explanation(self, finding: Finding) -> Explanation:
        address = finding.at.explained(finding.code)
        if address not in self.values:  # it may have been written when keys said less
            former = dict(placed(self.form, [(finding.former_key, None)]))
            address = next((at for at in former if at in self.values), address)
        text = str(self.values.get(address) or "")
        person, at = self._authors.get(address, ("", None)) if text else ("", None)
        rules = self.form.checks.explanations
        least = int(rules.least.value) if rules else 1
        return Explanation(str(address), text, self.revisions.get(address, 0), person, at, least)

    @cached_property
    def _authors(self) -> Mapping[Address, tuple[str, datetime]]:
        """By explanation: who wrote it last, and when."""
        written = [at for at in self.values if at.code]
        topics = [spelling for at in written for spelling in spellings(at)]
        last = last_writers(self.desk.filing.subject, ANSWER_CHANGED, topics)
        rows = sorted(last.values(), key=lambda event: event.id)
        noted = ((event.topic, (event.person, event.at)) for event in rows)
        return dict(placed(self.form, noted))

    def _gaps(self, findings: Iterable[Finding]) -> Iterator[MissingAnswers]:
        """What is missing, field by field: the years of one field, and the figures of one row of
        the plan, are one gap."""
        fields: dict[Address, dict[Address, None]] = {}
        for at in (at for finding in findings for at in finding.asks):
            fields.setdefault(Address(at.field, list=at.list, row=at.row), {})[at] = None
        for line, asked in fields.items():
            shown = shown_at(self.form, next(iter(asked)))
            address = self.desk.address_of(shown)
            label = labels_of(self.form).line(line)
            table = _table(self.form, line)
            yield MissingAnswers(label, element_of(shown), address, len(asked), table)
