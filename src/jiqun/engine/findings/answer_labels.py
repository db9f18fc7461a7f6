"""The words that name an answer in a message: 2024年“集群总产值”, 规划目标“研发经费投入”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from jiqun.engine.definition import Field, Form

_BRACKETS = re.compile(r"（[^（）]*）")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+\.)")
_LEADS_IN = "其中"
_LEVELS = {"city": "（市）", "county": "（县、市、区）"}
BASELINE = "baseline"


def short_label(field: Field) -> str:
    """The label without numbering, what stands in brackets or behind a colon, and inner quotes."""
    text = field.label
    while (shorter := _BRACKETS.sub("", text)) != text:
        text = shorter
    parts = [p.strip() for p in text.replace("）", "").split("：")]
    text = " ".join(next((p for p in parts if p and p != _LEADS_IN), field.label).split())
    text = text.replace("“", "‘").replace("”", "’").replace("年 月 日", "日期")
    return _NUMBERING.sub("", text) + _LEVELS.get(field.level, "")


def short_labels(form: Form) -> Mapping[str, str]:
    """The words for every field; one whose label is not its own is led by the field before it."""
    labels = {f.id: short_label(f) for f in form.fields.values()}
    counts = Counter(labels.values())
    return {
        field_id: label
        for section in form.sections
        for field_id, label in _own(section.fields, labels, counts)
    }


def _own(
    fields: tuple[Field, ...], labels: Mapping[str, str], counts: Counter[str]
) -> Iterator[tuple[str, str]]:
    leading = ""
    for field in fields:
        label = labels[field.id]
        if counts[label] == 1:
            leading = label
        elif leading:
            label = f"{leading}{label}" if label.startswith("是否") else f"{leading}的{label}"
        yield field.id, label


class Labels:
    """The words for the answers of one form."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.labels = short_labels(form)
        self.baseline = f"{form.base_year}年基准值"
        self.target = f"{form.plan_years[-1]}年目标值"

    def label(self, field_id: str) -> str:
        return self.labels.get(field_id, field_id)

    def row_label(self, row: str) -> str:
        indicator = self.form.indicator_by_id.get(row)
        if indicator is None:
            return row
        if indicator.kind.numeric:
            return indicator.label
        return f"{self.form.directions[indicator.direction]}{indicator.label}"

    def plan_period(self, period: str) -> str:
        if period == BASELINE:
            return self.baseline
        return self.target if period == self.form.plan_years[-1] else f"{period}年目标值"

    def where(
        self, field_id: str | None, period: str | None, row: str | None = None, row_label: str = ""
    ) -> str:
        """The words for one answer; for what is on none, 这份填报表."""
        if row is not None:
            is_given = row in self.form.indicator_by_id
            words = f"规划目标“{self.row_label(row) if is_given else row_label or row}”"
            return f"{words}的{self.plan_period(period)}" if period else words
        if field_id is None:
            return "这份填报表"
        words = f"“{self.label(field_id)}”"
        return f"{period}年{words}" if period else words
