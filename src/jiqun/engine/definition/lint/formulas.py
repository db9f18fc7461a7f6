"""Lint of the formulas and defaults of fields: names that exist, and no circles."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jiqun.engine.definition.form import Form
from jiqun.engine.definition.formula_reading import read_expression, read_template
from jiqun.engine.definition.lint.checks import lint_expression, lint_template
from jiqun.engine.definition.lint.names import KnownNames
from jiqun.engine.definition.source import Notebook, SourcePlace, read_yaml
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
