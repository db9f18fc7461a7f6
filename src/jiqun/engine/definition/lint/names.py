"""Lint of the names a formula or message uses: each must be something the form has."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from jiqun.engine.definition.form import Field, Form
from jiqun.engine.definition.lint.columns import IN_ROWS
from jiqun.engine.definition.source import nearest
from jiqun.engine.expressions import NameUse

_HERE = ("it", "row", "y", "Y")


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What a formula may name: the form's fields, lists, indicators and facts, named numbers."""

    form: Form
    numbers: Collection[str] = ()
    words: Collection[str] = ()  # what a rule hands in for its message
    tables: Sequence[Field] = ()  # the tables of rows in whose rows the formula is evaluated

    def wrong(self, use: NameUse, named: bool = False) -> str:
        """What is wrong with one use of a name, or nothing; `named` where only its words count."""
        if use.source:
            return self._wrong_source(use, named)
        if use.name in _HERE or (self.tables and not use.index and use.name in IN_ROWS):
            return ""
        column = next((c for t in self.tables if (c := t.column(use.name))), None)
        if column is not None and not use.index:
            return "" if column.like_row else self._wrong_field(use, column, named)
        if use.target:
            return self._wrong_target(use)
        field = self.form.fields.get(use.name)
        if field is not None:
            return self._wrong_field(use, field, named)
        if use.name in self._whole:
            return ""
        if use.name in self.numbers:
            return f"数值 {use.name} 没有年度，不能写[{use.index}]。" if use.index else ""
        names = [*self.form.fields, *self.numbers, *self._whole]
        return f"没有填报项、清单或数值“{use.name}”。{nearest(use.name, names)}"

    def _wrong_source(self, use: NameUse, named: bool) -> str:
        """What is wrong with the name of an answer of another filing, or nothing."""
        source = self.form.sources.get(use.source)
        if source is None:
            return f"没有来源“{use.source}”。{nearest(use.source, self.form.sources)}"
        field = source.fields.get(use.name)
        if field is None:
            hint = nearest(use.name, source.fields)
            return f"表“{source.title}”没有填报项“{use.name}”。{hint}"
        return KnownNames(source)._wrong_field(use, field, named)

    @property
    def _whole(self) -> tuple[str, ...]:
        """What is taken as it is, whatever the year."""
        return (*self.form.lists, *self.form.facts, *self.form.checks.counts, *self.words)

    def _wrong_target(self, use: NameUse) -> str:
        if use.name not in self.form.plan_of:
            hint = nearest(use.name, self.form.plan_of)
            return f"没有规划指标“{use.name}”。{hint}"
        year = self._year(use)
        missing = year and year not in self.form.plan_years
        return f"规划目标没有{year}年度。" if missing else ""

    def _wrong_field(self, use: NameUse, field: Field, named: bool) -> str:
        calculates = field.kind.numeric or field.kind.dated or not field.kind.typed
        if use.wants == "number" and not calculates:
            return f"填报项 {field.id} 是 {field.kind.id} 类，不能参与计算。"
        if use.index and not field.periods:
            return f"填报项 {field.id} 不按年度填报，不能写[{use.index}]。"
        if field.periods and not use.index and not named:
            return f"填报项 {field.id} 按年度填报，应写成 {field.id}[y] 或 {field.id}[Y]。"
        year = self._year(use)
        missing = year and year not in field.periods
        return f"填报项 {field.id} 没有{year}年度。" if missing else ""

    def _year(self, use: NameUse) -> str:
        """The year a use names by the base year; nothing where it follows the check's period."""
        return self.form.year(use.index) if use.index.startswith("Y") else ""
