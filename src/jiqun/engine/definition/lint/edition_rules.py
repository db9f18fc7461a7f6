"""Lint of edition.yaml, its recognition standards 认定标准 and its worked cases 样例."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from jiqun.engine.definition.case_reading import base_of, read_cases
from jiqun.engine.definition.edition import (
    EDITION_FILE,
    FORM_FILE,
    EditionDraft,
)
from jiqun.engine.definition.form import Form
from jiqun.engine.definition.lint.checks import lint_expression, lint_numbers, lint_template
from jiqun.engine.definition.lint.names import KnownNames
from jiqun.engine.definition.source import Entry, Notebook, SourcePlace, nearest, read_yaml
from jiqun.engine.definition.standard import STANDARDS_FOLDER
from jiqun.engine.kinds import division_of

_OF_EVERY_FORM = ("ledger", "for_submission", "sources", "explained_standard")


def lint_edition(draft: EditionDraft, notebook: Notebook) -> None:
    """Note a wrong id, a region that is none, and forms and standards that are not listed."""
    root = draft.folder
    entry = read_yaml(root / EDITION_FILE, root, Notebook())
    if entry is None:
        return
    own, region, forms = entry.need("id"), entry.need("region"), entry.need("forms")
    if own.text() != root.name:
        text = f"编号“{own.text()}”与文件夹名“{root.name}”不同，应当一致。"
        notebook.add(own.place, text)
    if region.text() and division_of(region.text()) is None:
        notebook.add(region.place, f"“{region.text()}”不是行政区划代码。")
    listed = forms.texts() if forms.is_list else ()
    for path in sorted(root.glob(f"*/{FORM_FILE}")):
        if path.parent.name not in listed:
            notebook.add(forms.place, f"文件夹 {path.parent.name} 没有列入 forms。")
    if set(listed) == set(draft.forms):  # what an unreadable form names is not known
        _unlisted_standards(draft, notebook)


def _unlisted_standards(draft: EditionDraft, notebook: Notebook) -> None:
    listed = {standard.id for form in draft.forms.values() for standard in form.standards}
    for path in sorted((draft.folder / STANDARDS_FOLDER).glob("*.yaml")):
        if path.stem not in listed:
            name = path.relative_to(draft.folder).as_posix()
            notebook.add(SourcePlace(name, 0), "没有哪个表的 standards 列入这个文件。")


def lint_standards(form: Form, root: Path, notebook: Notebook) -> None:
    """Note every mistake of the standards of a form."""
    top = read_yaml(form.folder / FORM_FILE, root, Notebook())
    listed = top.get("standards") if top else None
    names_listed = listed.texts() if listed else ()
    for number, item in enumerate(listed.items() if listed else ()):
        if item.text() in names_listed[:number]:
            notebook.add(item.place, f"认定标准 {item.text()} 写了两次。")
    for standard in form.standards:
        names = KnownNames(form, standard.numbers)
        used: set[str] = set()
        for criterion in standard.criteria:
            place = criterion.place
            used |= lint_expression(place, criterion.condition, names, notebook)
            used |= lint_template(place, criterion.figures, names, notebook)
            if criterion.applies:
                used |= lint_expression(place, criterion.applies, names, notebook)
        entry = read_yaml(root / STANDARDS_FOLDER / f"{standard.id}.yaml", root, Notebook())
        numbers = entry.get("numbers") if entry else None
        if numbers:
            lint_numbers(numbers, used, notebook)


def lint_cases(form: Form, home: Path, root: Path, notebook: Notebook) -> None:
    """Note cases that cannot be read, and expected findings and facts that the form has not."""
    read_cases(home, root, notebook)
    codes = {check.code for check in form.checks.checks}
    known = (*_OF_EVERY_FORM, *form.facts)
    for path in sorted((home / "cases").glob("*.yaml")):
        entry = read_yaml(path, root, Notebook())
        for case in entry.items() if entry else ():
            for key in ("expect", "not"):
                expected = case.get(key)
                for item in expected.items() if expected else ():
                    code = item.text().partition(":")[0]
                    if code not in codes:
                        hint = nearest(code, codes)
                        notebook.add(item.place, f"没有校验“{code}”。{hint}")
            facts = case.get("facts")
            for name, own in facts.pairs() if facts else ():
                if name not in known:
                    notebook.add(own.place, f"没有已知数“{name}”。{nearest(name, known)}")
                if name == "sources":
                    _lint_sources(own, form, notebook)
                elif name == "explained_standard":
                    known_ids = tuple(standard.id for standard in form.standards)
                    replace(own, notebook=notebook).one_of(known_ids)
                elif name != "for_submission" and not _is_text(form, name):
                    for figure in _figures(own):
                        replace(figure, notebook=notebook).number()


def _is_text(form: Form, name: str) -> bool:
    return name in form.facts and form.facts[name].is_text


def _lint_sources(entry: Entry, form: Form, notebook: Notebook) -> None:
    """Note sources the form does not have, and bases that are none of that form's."""
    for name, own in entry.pairs() if entry.is_mapping else ():
        source = form.sources.get(name)
        if source is None:
            notebook.add(own.place, f"没有来源“{name}”。{nearest(name, form.sources)}")
        elif not base_of(source.folder, own.text()).is_file():
            notebook.add(own.place, f"表 {source.id} 没有样例底稿 {own.text()}.yaml。")


def _figures(entry: Entry) -> Iterator[Entry]:
    """The entry, or those in its mappings."""
    if not entry.is_mapping:
        yield entry
    for _, own in entry.pairs() if entry.is_mapping else ():
        yield from _figures(own)
