"""Lint of the formulas and defaults of fields: names that exist, and no circles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from jiqun.engine.definition.field_reading import IF
from jiqun.engine.definition.form import Form
from jiqun.engine.definition.formula_reading import read_expression, read_template
from jiqun.engine.definition.lint.checks import lint_expression, lint_template
from jiqun.engine.definition.lint.names import KnownNames
from jiqun.engine.definition.source import Entry, Notebook, SourcePlace, read_yaml
from jiqun.engine.expressions import Expression


def lint_formulas(
    form: Form, names: KnownNames, home: Path, root: Path, notebook: Notebook
) -> None:
    """Note formulas that cannot be read, name what is not there, or depend on themselves."""
    formulas: dict[str, Expression] = {}
    places: dict[str, SourcePlace] = {}
    for section in form.sections:
        part = read_yaml(home / "parts" / f"{section.id}.yaml", root, notebook)
        fields = part.get("fields") if part else None
        for field_id, own in fields.pairs() if fields else ():
            field = form.fields.get(field_id)
            if field and field.columns:
                _lint_table(own, replace(names, tables=[field]), notebook)
            _lint_limits(own, names, notebook)
            entry, default = own.get("formula"), own.get("default")
            template = read_template(default) if default else None
            if default and template:
                lint_template(default.place, template, names, notebook)
            formula = read_expression(entry) if entry else None
            if entry and formula:
                lint_expression(entry.place, formula, names, notebook)
                formulas[field_id], places[field_id] = formula, entry.place
    for circle in _circles({i: f.names for i, f in formulas.items()}):
        way = " → ".join((*circle, circle[0]))
        notebook.add(places[circle[0]], f"公式循环：{way}，谁也算不出来。")


def _lint_limits(entry: Entry, names: KnownNames, notebook: Notebook) -> None:
    """Note what the condition of `required` and the limits of `number` name that is not there,
    and conditions that are none."""
    required, number = entry.get("required"), entry.get("number")
    if required and required.is_text and required.text().startswith(IF):
        condition = read_expression(required, after=IF)
        if condition:
            lint_expression(required.place, condition, names, notebook)
            if condition.gives not in ("condition", "answer"):
                text = "“required”的 if 后面应当是比较或判断，不能是一个数或一段文字。"
                notebook.add(required.place, text)
    for key in ("least", "most"):
        own = number.get(key) if number and number.is_mapping else None
        limit = read_expression(own) if own else None
        if own and limit:
            _lint_number(own.place, limit, names, notebook)


def _lint_number(
    place: SourcePlace, limit: Expression, names: KnownNames, notebook: Notebook
) -> None:
    """Note the names of a formula that must give a number; also where it is but a name."""
    bare = limit.gives == "answer"
    for use in limit.uses:
        wrong = names.wrong(replace(use, wants="number") if bare else use)
        if wrong:
            notebook.add(place, f"公式第{use.position + 1}个字符处：{wrong}")


def _lint_table(entry: Entry, names: KnownNames, notebook: Notebook) -> None:
    """Note what the formulas of a table of rows name that is not there."""
    columns, given = entry.get("columns"), entry.get("given")
    formulas: dict[str, Expression] = {}
    places: dict[str, SourcePlace] = {}
    for column_id, own in columns.pairs() if columns else ():
        _lint_limits(own, names, notebook)
        formula = own.get("formula")
        expression = read_expression(formula) if formula else None
        if formula and expression:
            lint_expression(formula.place, expression, names, notebook)
            formulas[column_id], places[column_id] = expression, formula.place
    for circle in _circles({i: f.names for i, f in formulas.items()}):
        way = " → ".join((*circle, circle[0]))
        notebook.add(places[circle[0]], f"列的公式循环：{way}，谁也算不出来。请改其中一个公式。")
    for _, own in given.pairs() if given else ():
        for key in ("of", "says"):
            part = own.get(key) if own.is_mapping else None
            if part and key == "of" and (about := read_expression(part)):
                lint_expression(part.place, about, names, notebook)
            if part and key == "says" and (template := read_template(part)):
                lint_template(part.place, template, names, notebook)


def _circles(uses: Mapping[str, frozenset[str]]) -> list[tuple[str, ...]]:
    """Every circle of names that use one another, each once, begun at its first name."""
    circles: dict[frozenset[str], tuple[str, ...]] = {}

    def follow(name: str, way: tuple[str, ...]) -> None:
        if name in way:
            circle = way[way.index(name) :]
            circles.setdefault(frozenset(circle), circle)
            return
        for other in sorted(uses[name] & uses.keys()):
            follow(other, (*way, name))

    for name in uses:
        follow(name, ())
    return list(circles.values())
