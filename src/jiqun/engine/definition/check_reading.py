"""Read the checks of a form: checks.yaml with the named numbers, and the files under checks/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from jiqun.engine.definition.check import (
    FREE_SETTINGS,
    LEVELS,
    NO_CHECKS,
    RULE_SETTINGS,
    SETTINGS,
    Check,
    CheckList,
    ExplanationRules,
    NamedCount,
    RepairRule,
)
from jiqun.engine.definition.field_reading import with_years
from jiqun.engine.definition.form import Field, Form, year_of
from jiqun.engine.definition.formula_reading import read_expression, read_numbers, read_template
from jiqun.engine.definition.source import Entry, Notebook, nearest, read_yaml
from jiqun.engine.expressions.scope import BASELINE

ONCE = "once"
EXPLANATIONS_FILE = "explanations.yaml"


def read_checks(folder: Path, root: Path, form: Form, notebook: Notebook) -> CheckList:
    """The checks of a form's folder; NO_CHECKS when checks.yaml cannot be parsed at all.

    checks.yaml holds `numbers`, `counts` of rows of lists, and `files`: the names of the files
    under checks/, each a list of checks, in the order in which they are listed for users. What
    explanations must be stands beside the forms, in explanations.yaml of the edition.
    """
    entry = read_yaml(folder / "checks.yaml", root, notebook)
    if entry is None:
        return NO_CHECKS
    numbers = read_numbers(entry.need("numbers"))
    counts = entry.get("counts")
    names = entry.need("files").texts()
    entry.finish()
    checks = [
        check
        for name in names
        for check in _file(folder / "checks" / f"{name}.yaml", root, form, notebook)
    ]
    named = {name: _count(name, own, form) for name, own in counts.pairs()} if counts else {}
    return CheckList(
        tuple(checks),
        numbers,
        {n: c for n, c in named.items() if c},
        _explanation_rules(root, notebook),
    )


def _explanation_rules(root: Path, notebook: Notebook) -> ExplanationRules | None:
    """What explanations must be in every form of an edition; None where it has no such file."""
    path = root / EXPLANATIONS_FILE
    entry = read_yaml(path, root, notebook) if path.is_file() else None
    if entry is None:
        return None
    numbers, stock = entry.need("numbers"), entry.need("stock").texts()
    entry.finish()
    named = read_numbers(numbers)
    for name in ("least", "copied"):
        if name not in named:
            numbers.mistake(f"缺少数值“{name}”。")
            return None
    return ExplanationRules(named["least"], named["copied"], stock)


def _count(name: str, entry: Entry, form: Form) -> NamedCount | None:
    """A count of the rows of a list: the list, what the rows must be, and a unit."""
    own, where, unit = entry.need("list"), entry.get("where"), entry.need("unit").text()
    entry.finish()
    row_list = form.lists.get(own.text())
    if row_list is None:
        own.mistake(f"没有清单“{own.text()}”。{nearest(own.text(), form.lists)}")
        return None
    columns = {column.id: column for column in row_list.columns}
    texts = {}
    for column_id, text in where.pairs() if where else ():
        column = columns.get(column_id)
        if column is None:
            text.mistake(f"清单 {own.text()} 没有列“{column_id}”。{nearest(column_id, columns)}")
        elif column.options and text.text() not in column.options:
            hint = nearest(text.text(), column.options)
            text.mistake(f"列 {column_id} 没有选项“{text.text()}”。{hint}")
        texts[column_id] = text.text()
    return NamedCount(name, own.text(), texts, unit)


def _file(path: Path, root: Path, form: Form, notebook: Notebook) -> Iterator[Check]:
    entry = read_yaml(path, root, notebook)
    for item in entry.items() if entry else ():
        check = _check(item, form)
        if check is not None:
            yield check


def _check(entry: Entry, form: Form) -> Check | None:
    code, level = entry.need("code").text(), entry.need("level").one_of(LEVELS)
    title = with_years(entry.need("title").text(), form.base_year)
    source = with_years(entry.need("source").text(), form.base_year)
    message = read_template(entry.need("message"))
    rule, condition = entry.get("rule"), entry.get("condition")
    formula, repair = entry.get("formula"), entry.get("repair")
    as_printed, ways = entry.get("as_printed"), entry.get("ways")
    if repair and ways:
        text = "几处都可能有误的写“ways”，只有一处可能有误的写“repair”，不能都写。"
        ways.mistake(text)
    if (rule is None) == (condition is None):
        entry.mistake("校验须有“rule”或“condition”，且只能有其中一个。")
    fields = _names(entry.get("fields"), form.fields, "填报项")
    tables = [form.fields[f] for f in fields if form.fields[f].columns]
    given = {row.id: row for table in tables for row in table.given}
    rows = _names(entry.get("rows"), given or form.plan_of, "行或规划指标")
    column = entry.get("column")
    if column is not None and not any(table.column(column.text()) for table in tables):
        column.mistake(f"没有列“{column.text()}”。{nearest(column.text(), _columns(tables))}")
    if condition is not None and not rows and not fields:
        entry.mistake("条件须说明对哪些填报项（fields）或规划指标（rows）核对。")
    check = (
        Check(
            code=code,
            level=level,
            title=title,
            message=message,
            source=source,
            place=entry.place,
            rule=rule.one_of(tuple(RULE_SETTINGS)) if rule else "",
            settings=_settings(entry.get("settings"), rule.text() if rule else "", entry),
            fields=fields or tuple(dict.fromkeys(form.plan_of[row].id for row in rows)),
            rows=rows,
            periods=_periods(entry.get("periods"), form),
            condition=read_expression(condition) if condition else None,
            formula=read_expression(formula) if formula else None,
            repair=_repair_rule(repair, form) if repair else None,
            ways=tuple(way for e in _items(ways) if (way := _repair_rule(e, form))),
            column=column.text() if column else "",
            as_printed=as_printed.yes() if as_printed else False,
        )
        if message
        else None
    )
    entry.finish()
    return check


def _columns(tables: Iterable[Field]) -> list[str]:
    return [column.id for table in tables for column in table.columns]


def _items(entry: Entry | None) -> list[Entry]:
    return entry.items() if entry else []


def _names(entry: Entry | None, allowed: Mapping[str, object], what: str) -> tuple[str, ...]:
    for item in _items(entry):
        if item.text() not in allowed:
            item.mistake(f"没有{what}“{item.text()}”。{nearest(item.text(), list(allowed))}")
    return tuple(e.text() for e in _items(entry) if e.text() in allowed)


def _settings(entry: Entry | None, rule: str, check: Entry) -> Mapping[str, str]:
    needed, free = SETTINGS.get(rule, ()), FREE_SETTINGS.get(rule, ())
    settings = {key: own.text() for key, own in entry.pairs()} if entry else {}
    for key in needed:
        if key not in settings:
            check.mistake(f"规则 {rule} 缺少设置“{key}”。")
    for key in settings:
        if key not in (*needed, *free):
            check.mistake(f"规则 {rule} 没有设置“{key}”。{nearest(key, (*needed, *free))}")
    return settings


def _periods(entry: Entry | None, form: Form) -> tuple[str | None, ...]:
    """Years, or `once` for a condition that is not about one year."""
    if entry is not None and entry.is_text:
        entry.one_of((ONCE,))
        return (None,)
    return tuple(_period(e, form) for e in _items(entry))


def _period(entry: Entry, form: Form) -> str:
    if entry.text() == BASELINE:
        return BASELINE
    try:
        return year_of(entry.text(), form.base_year)
    except ValueError:
        entry.mistake(f"“{entry.text()}”不是年份，应写成 Y、Y-1、Y+3 这样。")
        return ""


def _repair_rule(entry: Entry, form: Form) -> RepairRule | None:
    """A repair: a formula alone, or `value` with the field or period it goes to."""
    if entry.is_text:
        value = read_expression(entry)
        return RepairRule(value) if value else None
    field, period = entry.get("field"), entry.get("period")
    value = read_expression(entry.need("value"))
    if field and field.text() not in form.fields:
        field.mistake(f"没有填报项“{field.text()}”。{nearest(field.text(), list(form.fields))}")
    rule = (
        RepairRule(
            value=value,
            field=field.text() if field else None,
            period=_period(period, form) if period else None,
        )
        if value
        else None
    )
    entry.finish()
    return rule
