"""The findings 校验结果 of the whole form, part by part, as the page and the report show them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from jiqun.engine import Finding, Repair
from jiqun.records.filings.labels import label_of, text_of
from jiqun.records.filings.queries import AnswerNow, answers_now
from jiqun.records.filings.queries.sections import section_of
from jiqun.records.journal.queries import events_of
from jiqun.screens.applicant.desk import labels_of
from jiqun.screens.applicant.findings import LACKING
from jiqun.screens.applicant.whole import Whole
from jiqun.screens.widgets import anchor_of, key_on

LEVELS = {"error": "强制性", "confirm": "核实性", "note": "提示"}
_EXPLAINED = "explained"
_EXPLANATIONS = "explanations."
_WHOLE_FORM = "整份申报表"


@dataclass(frozen=True, slots=True)
class Mend:
    """The repair of a finding: the answer it goes into, its value as JSON and as people read it."""

    key: str
    value: str
    text: str
    label: str
    elsewhere: bool
    revision: int


@dataclass(frozen=True, slots=True)
class Told:
    """An explanation 情况说明: its text, who wrote it and when."""

    text: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Item:
    """A finding on the page. `level` is error, confirm, note, or explained."""

    finding: Finding
    level: str
    level_label: str
    label: str
    address: str
    mend: Mend | None
    told: Told | None
    explanation_key: str
    explanation_revision: int
    proof_address: str


@dataclass(frozen=True, slots=True)
class Lack:
    """Answers of one field, or one indicator, that are only missing, and how many they are."""

    label: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class PartItems:
    """The findings of a part, those of missing answers gathered in `lacks`."""

    heading: str
    address: str
    items: tuple[Item, ...]
    lacks: tuple[Lack, ...]

    @property
    def lacking(self) -> int:
        return sum(lack.count for lack in self.lacks)

    @property
    def count(self) -> int:
        return len(self.items) + self.lacking


def counts_of(whole: Whole) -> dict[str, int]:
    """How many findings there are of each level, and how many are explained."""
    found = dict.fromkeys((*LEVELS, _EXPLAINED), 0)
    for finding in whole.outcome.findings:
        found[finding.level] += 1
    found[_EXPLAINED] = len(whole.outcome.explained)
    return found


def part_items(whole: Whole, level: str = "") -> list[PartItems]:
    """The findings of a level part by part; all of them where none is named."""
    now = answers_now(whole.application.filing)
    authors = _authors(whole)
    by_section: dict[str, list[Item]] = {}
    for finding, explained in _all(whole):
        item = _item(whole, finding, explained, now, authors)
        if level in ("", item.level):
            by_section.setdefault(section_of(whole.form, finding), []).append(item)
    parts = [
        _part(whole, section.heading, whole.part_address(section.part), by_section[section.id])
        for section in whole.form.sections
        if section.id in by_section
    ]
    if "" in by_section:
        parts.append(_part(whole, _WHOLE_FORM, "", by_section[""]))
    return parts


def mend_of(whole: Whole, repair: Repair, now: Mapping[str, AnswerNow]) -> Mend | None:
    """A repair as a change of an answer; None where it is on no answer of the form."""
    form = whole.form
    key = key_on(form, repair.field, repair.period, repair.row)
    if not key or key.startswith("lists."):
        return None
    value: object = repair.value
    held = now.get(key)
    if form.fields[repair.field].kind == "targets":
        row = held.value if held and isinstance(held.value, dict) else _new_row(whole, repair.row)
        value = {**row, str(repair.period): repair.value}
        text = repair.value
    else:
        text = text_of(form, key, repair.value)
    label = label_of(form, key)
    return Mend(key, json.dumps(value), text, label, False, held.revision if held else 0)


def _part(whole: Whole, heading: str, address: str, items: Sequence[Item]) -> PartItems:
    """A part: its findings, and the missing answers field by field."""
    staying, lacks = [], dict[tuple[str, str], Lack]()
    for item in items:
        finding = item.finding
        if finding.code not in LACKING or not item.address:
            staying.append(item)
            continue
        place = (finding.field or "", finding.row or "")
        known = lacks.get(place)
        indicator = whole.form.indicator_by_id.get(place[1])
        label = indicator.label if indicator else labels_of(whole.edition.id)[place[0]]
        lacks[place] = (
            Lack(label, known.address, known.count + 1) if known else Lack(label, item.address, 1)
        )
    return PartItems(heading, address, tuple(staying), tuple(lacks.values()))


def _item(
    whole: Whole,
    finding: Finding,
    explained: bool,
    now: Mapping[str, AnswerNow],
    authors: Mapping[str, tuple[str, datetime]],
) -> Item:
    form = whole.form
    level = _EXPLAINED if explained else finding.level
    anchor = anchor_of(form, finding)
    key = key_on(form, finding.field or "", finding.period, finding.row)
    mend = None if explained or not finding.repair else mend_of(whole, finding.repair, now)
    if mend and mend.key != key:
        mend = Mend(mend.key, mend.value, mend.text, mend.label, True, mend.revision)
    explanation = _EXPLANATIONS + finding.key
    held = now.get(explanation)
    told = None
    if held and isinstance(held.value, str):
        by, at = authors.get(explanation, ("", None))
        told = Told(held.value, by, at)
    return Item(
        finding,
        level,
        "已说明" if explained else LEVELS[finding.level],
        _label(whole, finding, key),
        whole.address_of(anchor.removeprefix("a-")) if anchor else "",
        mend,
        told,
        explanation,
        held.revision if held else 0,
        _proof_address(whole, finding),
    )


def _proof_address(whole: Whole, finding: Finding) -> str:
    """Where the missing evidence of a finding is brought; empty for other findings."""
    if finding.code != "evidence_missing" or not finding.field:
        return ""
    place = f"{finding.field}.{finding.option}" if finding.option else finding.field
    return f"{whole.desk.address}evidence/?for={place}#add"


def _label(whole: Whole, finding: Finding, key: str) -> str:
    """What the finding is on, in the form's words."""
    if not key:
        field = whole.form.fields.get(finding.field or "")
        return field.label if field else ""
    label = label_of(whole.form, key)
    field = whole.form.fields.get(finding.field or "")
    option = field.option(finding.option) if field and finding.option else None
    return f"{label}：{option.label}" if option else label


def _new_row(whole: Whole, indicator: str | None) -> dict[str, object]:
    known = whole.form.indicator_by_id.get(indicator or "")
    if known is None:
        return {}
    return {"direction": known.direction, "label": known.label, "unit": known.unit}


def _all(whole: Whole) -> Iterator[tuple[Finding, bool]]:
    yield from _each(whole.outcome.findings, False)
    yield from _each(whole.outcome.explained, True)


def _each(findings: Iterable[Finding], explained: bool) -> Iterator[tuple[Finding, bool]]:
    return ((finding, explained) for finding in findings)


def _authors(whole: Whole) -> dict[str, tuple[str, datetime]]:
    """By answer key of the explanation: who wrote it last, and when."""
    events = events_of(whole.application.filing.subject).filter(topic__startswith=_EXPLANATIONS)
    rows = events.order_by("id").values_list("topic", "person_name", "at")
    return {topic: (person, at) for topic, person, at in rows}
