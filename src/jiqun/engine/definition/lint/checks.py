"""Lint of the checks 校验: names that exist, checks that can speak, numbers that are used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from jiqun.engine.definition.check import RULE_SETTINGS, Check, CheckList
from jiqun.engine.definition.check_reading import EXPLANATIONS_FILE
from jiqun.engine.definition.form import Form
from jiqun.engine.definition.formula_reading import read_expression, read_template
from jiqun.engine.definition.lint.names import KnownNames
from jiqun.engine.definition.source import Entry, Notebook, SourcePlace, nearest, read_yaml
from jiqun.engine.expressions import Expression, Template

_WHERE = "where"
_OVERFLOW = "page_overflow"


def lint_checks(form: Form, checks: CheckList, home: Path, root: Path, notebook: Notebook) -> None:
    """Note every mistake of the checks of a form and of the numbers they use."""
    names = KnownNames(form, checks.numbers)
    used: set[str] = set()
    for entry in _entries(home, root):
        used |= _names(entry, names, notebook)
    for check in checks.checks:
        _reachable(check, form, notebook)
        _mends(check, notebook)
        _one_row(check, form, notebook)
    _twice(checks, notebook)
    _unless(checks, notebook)
    top = read_yaml(home / "checks.yaml", root, Notebook())
    if top is not None:
        _needed(form, checks, top, notebook)
        lint_numbers(top.need("numbers"), used, notebook)
        for name, own in counts.pairs() if (counts := top.get("counts")) else ():
            if name not in used:
                notebook.add(own.place, f"清单计数 {name} 没有被任何公式或文字用到。")
        _files(top.need("files"), home, notebook)


def lint_numbers(entry: Entry, used: set[str], notebook: Notebook) -> None:
    """Note numbers without unit or source, and those nobody uses."""
    for name, own in entry.pairs() if entry.is_mapping else ():
        for key, word in (("unit", "单位"), ("source", "依据")):
            value = own.get(key)
            if value is not None and not value.text().strip():
                notebook.add(value.place, f"数值 {name} 没有{word}。")
        if name not in used:
            notebook.add(own.place, f"数值 {name} 没有被任何公式、文字或设置用到。")


def _entries(home: Path, root: Path) -> Iterator[Entry]:
    """The entries of every check, in the order of the files."""
    top = read_yaml(home / "checks.yaml", root, Notebook())
    files = top.get("files") if top else None
    for name in files.items() if files else ():
        entry = read_yaml(home / "checks" / f"{name.text()}.yaml", root, Notebook())
        yield from entry.items() if entry else ()


def _needed(form: Form, checks: CheckList, top: Entry, notebook: Notebook) -> None:
    """Parts that keep to one page need words for the case that they do not; findings that words
    settle need rules for the words."""
    one_page = any(section.one_page for section in form.sections)
    if one_page and _OVERFLOW not in {check.code for check in checks.checks}:
        text = f"有须在一页之内的栏目，缺少校验 {_OVERFLOW}（rule: elsewhere）。"
        notebook.add(top.place, text)
    if checks.explanations is None and any(check.level == "confirm" for check in checks.checks):
        text = f"有核实性校验，年度版缺少 {EXPLANATIONS_FILE}（情况说明的要求）。"
        notebook.add(top.place, text)


def _files(entry: Entry, home: Path, notebook: Notebook) -> None:
    names = [item.text() for item in entry.items()]
    for number, item in enumerate(entry.items()):
        if item.text() in names[:number]:
            notebook.add(item.place, f"文件 checks/{item.text()}.yaml 写了两次。")
    for path in sorted((home / "checks").glob("*.yaml")):
        if path.stem not in names:
            notebook.add(entry.place, f"文件 checks/{path.name} 没有列入 files。")


def _names(entry: Entry, names: KnownNames, notebook: Notebook) -> set[str]:
    """Note the names of one check that are nothing; returns all it uses, its settings too."""
    rule, fields = entry.get("rule"), entry.get("fields")
    named = (names.form.fields.get(item.text()) for item in (fields.items() if fields else ()))
    tables = [field for field in named if field and field.columns]
    names = replace(names, tables=tables)
    words = (_WHERE, *RULE_SETTINGS.get(rule.text(), ())) if rule else (_WHERE,)
    message_names = replace(names, words=words)
    repair, settings = entry.get("repair"), entry.get("settings")
    ways = entry.get("ways")
    changes = [own for own in (repair, *(ways.items() if ways else ())) if own]
    values = [own.get("value") if own.is_mapping else own for own in changes]
    used = _settings(settings, names, notebook) if settings else set()
    condition = entry.get("condition")
    for own in filter(None, (condition, entry.get("formula"), *values)):
        expression, place = read_expression(own), own.place
        if expression:
            used |= lint_expression(place, expression, names, notebook)
            if own is condition:
                _can_speak(place, expression, notebook)
    message = entry.get("message")
    template = read_template(message) if message else None
    if message and template:
        used |= lint_template(message.place, template, message_names, notebook)
    return used


def _settings(entry: Entry, names: KnownNames, notebook: Notebook) -> set[str]:
    """Note settings that point nowhere; returns all they name."""
    named = {
        "填报项": ("county", "signatory", "date", "scan"),
        "栏目": ("section",),
        "数值": ("least", "limit", "share"),
    }
    ids_of = {
        "填报项": names.form.fields,
        "栏目": names.form.section_by_id,
        "数值": names.numbers,
    }
    for what, keys in named.items():
        for key in keys:
            own = entry.get(key)
            if own and own.text() not in ids_of[what]:
                hint = nearest(own.text(), ids_of[what])
                notebook.add(own.place, f"没有{what}“{own.text()}”。{hint}")
    return {own.text() for _, own in entry.pairs()}


def lint_expression(
    place: SourcePlace, expression: Expression, names: KnownNames, notebook: Notebook
) -> set[str]:
    """Note the names of a formula that are nothing; returns all it uses."""
    for use in expression.uses:
        wrong = names.wrong(use)
        if wrong:
            notebook.add(place, f"公式第{use.position + 1}个字符处：{wrong}")
    return {use.name for use in expression.uses}


def lint_template(
    place: SourcePlace, template: Template, names: KnownNames, notebook: Notebook
) -> set[str]:
    """Note the names in the holes of a message that are nothing; returns all it uses."""
    used: set[str] = set()
    for hole in template.holes:
        for use in hole.expression.uses:
            wrong = names.wrong(use, named=hole.format in ("label", "unit"))
            if wrong:
                at = hole.position + use.position + 1
                notebook.add(place, f"文字第{at}个字符处：{wrong}")
            used.add(use.name)
    return used


def _can_speak(place: SourcePlace, condition: Expression, notebook: Notebook) -> None:
    if condition.gives not in ("condition", "answer"):
        notebook.add(place, "条件应当是比较或判断，不能是一个数或一段文字。")
    if not condition.uses:
        notebook.add(place, "条件里没有任何填报值，结果永远一样。")


def _reachable(check: Check, form: Form, notebook: Notebook) -> None:
    if check.condition is None or check.rows or None in check.periods:
        return
    for field_id in check.fields:
        if check.periods and not {*check.periods} & {*form.fields[field_id].periods}:
            years = "、".join(p for p in check.periods if p)
            text = f"填报项 {field_id} 没有{years}年度，这项校验永远用不到。"
            notebook.add(check.place, f"校验 {check.code}：{text}")


def _mends(check: Check, notebook: Notebook) -> None:
    """A rule finds itself what would clear its findings: it takes neither repair nor ways."""
    if check.rule and (check.repair or check.ways):
        text = f"规则 {check.rule} 自行给出改法，不能写“repair”或“ways”。"
        notebook.add(check.place, f"校验 {check.code}：{text}")


def _one_row(check: Check, form: Form, notebook: Notebook) -> None:
    """A rule that looks for one row needs tables that have its column, and a choice to look for."""
    wanted, value = check.settings.get("column", ""), check.settings.get("value", "")
    for field in (form.fields[f] for f in check.fields) if check.rule == "one_row" else ():
        column, text = field.column(wanted), ""
        if not field.columns:
            text = f"填报项 {field.id} 不是表格，规则 one_row 用不上，请从 fields 里删去。"
        elif column is None:
            hint = nearest(wanted, [own.id for own in field.columns])
            text = f"表格 {field.id} 没有列“{wanted}”。{hint}"
        elif column.option(value) is None:
            text = (
                f"列 {wanted} 没有选项“{value}”。{nearest(value, [o.id for o in column.options])}"
            )
        if text:
            notebook.add(check.place, f"校验 {check.code}：{text}")


def _twice(checks: CheckList, notebook: Notebook) -> None:
    seen: dict[tuple[object, ...], SourcePlace] = {}
    for check in checks.checks:
        looks = check.rule or (check.condition.text if check.condition else "")
        key = (check.code, looks, check.fields, check.rows, check.periods, check.column)
        if key in seen:
            text = f"校验 {check.code} 对同样的填报项写了两次，另一处在{seen[key]}。"
            notebook.add(check.place, text)
        seen.setdefault(key, check.place)


def _unless(checks: CheckList, notebook: Notebook) -> None:
    """A check can be silent only where one that stands before it has spoken."""
    before: set[str] = set()
    for check in checks.checks:
        for code in check.settings.get("unless", "").split():
            if code not in before:
                text = f"“unless”写了“{code}”，在它之前没有这项校验。{nearest(code, before)}"
                notebook.add(check.place, f"校验 {check.code}：{text}")
        before.add(check.code)
