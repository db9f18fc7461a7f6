"""Lint 体检 of an edition: every mistake in its files, in plain Chinese, with file and line."""

from __future__ import annotations

from pathlib import Path

from jiqun.engine.definition.check import NO_CHECKS
from jiqun.engine.definition.edition import EditionDraft, read_draft
from jiqun.engine.definition.form import Form
from jiqun.engine.definition.lint.checks import lint_checks
from jiqun.engine.definition.lint.edition_rules import (
    lint_cases,
    lint_edition,
    lint_standards,
)
from jiqun.engine.definition.lint.fields import lint_facts, lint_fields, lint_form
from jiqun.engine.definition.lint.formulas import lint_formulas
from jiqun.engine.definition.lint.names import KnownNames
from jiqun.engine.definition.lint.official import lint_paper, lint_words
from jiqun.engine.definition.lint.shared_names import lint_shared_names
from jiqun.engine.definition.lint.sheets import lint_grid, lint_has_paper, lint_sheets
from jiqun.engine.definition.lint.slots import lint_slots
from jiqun.engine.definition.source import Mistake, Notebook

__all__ = ["lint"]


def lint(folder: Path) -> list[Mistake]:
    """Every mistake of the edition in a folder, by file and line; none where it is sound."""
    notebook = Notebook()
    draft = read_draft(folder.resolve(), notebook)
    if draft is not None:
        _lint(draft, notebook)
    return sorted(set(notebook.mistakes))


def _lint(draft: EditionDraft, notebook: Notebook) -> None:
    lint_edition(draft, notebook)
    for form in draft.forms.values():
        _lint_form(form, notebook)


def _lint_form(form: Form, notebook: Notebook) -> None:
    home, root = form.folder, form.folder.parent
    names = KnownNames(form, form.checks.numbers)
    lint_form(form, home, root, notebook)
    lint_facts(form, notebook)
    lint_fields(form, home, root, notebook)
    lint_shared_names(form, home, root, notebook)
    lint_formulas(form, names, home, root, notebook)
    lint_words(form, home, root, notebook)
    lint_has_paper(form, notebook)
    if form.layout:
        lint_sheets(form, form.layout, home, root, notebook)
        lint_slots(form, form.layout, notebook)
        lint_grid(form.layout, notebook)
        lint_paper(form, form.layout, home, root, notebook)
    if form.checks is not NO_CHECKS:
        lint_checks(form, form.checks, home, root, notebook)
        lint_cases(form, home, root, notebook)
    lint_standards(form, root, notebook)
