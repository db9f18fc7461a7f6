"""Lint of the recognition standards 认定标准: names that exist, numbers with unit and source."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jiqun.engine.definition.form import Form
from jiqun.engine.definition.lint.checks import lint_expression, lint_numbers, lint_template
from jiqun.engine.definition.lint.names import Known
from jiqun.engine.definition.source import Notebook, read_yaml
from jiqun.engine.definition.standard import Standard

_FOLDER = "standards"


def lint_standards(
    standards: Iterable[Standard], form: Form, root: Path, notebook: Notebook
) -> None:
    """Note every mistake of the standards of an edition."""
    for standard in standards:
        known = Known(form, standard.numbers)
        used: set[str] = set()
        for criterion in standard.criteria:
            place = criterion.place
            used |= lint_expression(place, criterion.condition, known, notebook)
            used |= lint_template(place, criterion.figures, known, notebook)
            if criterion.applies:
                used |= lint_expression(place, criterion.applies, known, notebook)
        entry = read_yaml(root / _FOLDER / f"{standard.id}.yaml", root, Notebook())
        numbers = entry.get("numbers") if entry else None
        if numbers:
            lint_numbers(numbers, used, notebook)
