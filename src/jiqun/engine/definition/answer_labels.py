"""The words that name a place of a form, made here alone: 2024年“集群总产值”, 标准清单第3行."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from jiqun.engine.definition.address import Address
from jiqun.engine.definition.form import Field, Form
from jiqun.engine.expressions.scope import BASELINE

_BRACKETS = re.compile(r"（[^（）]*）")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+\.)")
_LEADS_IN = "其中"
_LEVELS = {"city": "（市）", "county": "（县、市、区）"}
_PLAN = "规划目标"
_PLAN_HEAD = {"direction": "方向", "label": "名称", "unit": "单位"}


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
    """The words for every place of one form: the only maker of them.

    `full` is the form's own label with year, box or row, for tables and histories; `name` the short
    one that tells an answer from all others, for inputs; `where` the name as it is quoted in a
    sentence. `row_label` is what a row of one's own in the plan calls itself. Where the form has
    several plans, each row is led by the one it stands in.
    """

    def __init__(self, form: Form) -> None:
        self.form = form
        self.labels = short_labels(form)
        self._full: dict[Address, str] = {}
        self._plan_periods = {
            BASELINE: f"{form.base_year}年基准值",
            **{year: f"{year}年目标值" for year in form.plan_years},
        }

    def label(self, field_id: str) -> str:
        """The short label of a field that tells it from all others."""
        return self.labels.get(field_id, field_id)

    def line(self, at: Address) -> str:
        """What cells ask together: a field with its years, a row of the plan or a table."""
        if at.list:
            return self._list_row(at._replace(part=""))
        if at.row and self._table(at):
            given = self.form.fields[at.field].given_row(at.row)
            return given.label if given else self._table_row(at._replace(part=""))
        indicator = self.form.indicator(at)
        return indicator.label if indicator else self.label(at.field)

    def plan(self, field_id: str) -> str:
        """A table of the plan: 规划目标, or by its own label where the form has several."""
        return self.label(field_id) if len(self.form.plans) > 1 else _PLAN

    def row_label(self, at: Address, row_label: str = "") -> str:
        """What a row of the plan is called; a qualitative indicator is led by its direction."""
        indicator = self.form.indicator(at)
        if indicator is None:
            return row_label or at.row
        if indicator.kind.numeric:
            return indicator.label
        return f"{self.form.fields[at.field].directions[indicator.direction]}{indicator.label}"

    def plan_period(self, part: str) -> str:
        """A part of a plan row: 2025年基准值, 2028年目标值, 单位."""
        return self._plan_periods.get(part) or _PLAN_HEAD.get(part, part)

    def where(self, at: Address, row_label: str = "") -> str:
        """A place in a sentence: 2024年“集群总产值”; 这份填报表 where it is the form as a whole."""
        if at.list:
            return self._list_row(at)
        if at.row and self._table(at):
            return self._table_row(at)
        if at.row:
            words = f"{self.plan(at.field)}“{self.row_label(at, row_label)}”"
            return f"{words}的{self.plan_period(at.part)}" if at.part else words
        if not at.field:
            return "这份填报表"
        words = f"“{self.label(at.field)}”"
        return f"{at.part}年{words}" if at.part else words

    def name(self, at: Address, row_label: str = "") -> str:
        """A place as an input of it is called: 2024年集群总产值, 研发经费投入的2028年目标值."""
        if at.list:
            return self._list_row(at)
        if at.row and self._table(at):
            return self._table_row(at)
        if at.row:
            plan = self.plan(at.field) if len(self.form.plans) > 1 else ""
            return f"{plan}{self.row_label(at, row_label)}的{self.plan_period(at.part)}"
        words = self.label(at.field)
        return f"{at.part}年{words}" if at.part else words

    def full(self, at: Address, row_label: str = "") -> str:
        """A place in the form's own words: 集群总产值（亿元） 2024年, 规划目标：研发经费投入."""
        if at.row or at.code:  # there may be any number of them
            return self._in_full(at, row_label)
        words = self._full.get(at)
        if words is None:
            words = self._full[at] = self._in_full(at, row_label)
        return words

    def _in_full(self, at: Address, row_label: str) -> str:
        if at.code:
            place = at._replace(code="")
            return f"情况说明：{self.full(place) if place else at.code}"
        if at.list:
            return self._list_row(at)
        field = self.form.fields.get(at.field)
        if field is None:
            return at.field
        if at.row and field.columns:
            given, column = field.given_row(at.row), field.column(at.part)
            words = f"{field.label}：{given.label}" if given else f"{field.label}第{at.row}行"
            return f"{words} {column.label}" if column else words
        if at.row:
            indicator = field.indicator(at.row)
            label = indicator.label if indicator else row_label or at.row
            words = f"{self.plan(field.id)}：{label}"
            return f"{words} {self.plan_period(at.part)}" if at.part else words
        option = field.option(at.option)
        box = option.label if option else at.option
        words = f"{field.label}：{box}" if box else field.label
        return f"{words} {at.part}年" if at.part else words

    def _table(self, at: Address) -> bool:
        field = self.form.fields.get(at.field)
        return field is not None and bool(field.columns)

    def _table_row(self, at: Address) -> str:
        """A row of a table of rows 多行, and a column of it: 核查地点第2行“类型”."""
        field = self.form.fields[at.field]
        row, column = field.given_row(at.row), field.column(at.part)
        words = f"“{row.label}”" if row else f"{self.label(field.id)}第{at.row}行"
        return f"{words}的“{column.label}”" if column else words

    def _list_row(self, at: Address) -> str:
        row_list = self.form.lists[at.list]
        words = f"{row_list.label}第{at.row}行" if at.row else row_list.label
        column = next((c for c in row_list.columns if c.id == at.part), None)
        return f"{words}“{column.label}”" if column else words


@lru_cache(maxsize=64)
def labels_of(form: Form) -> Labels:
    """The words for the places of a form."""
    return Labels(form)
