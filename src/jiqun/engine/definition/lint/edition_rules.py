"""Lint of edition.yaml, its recognition standards 认定标准 and its worked cases 样例."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jiqun.engine.definition.case_reading import read_cases
from jiqun.engine.definition.check import CheckList
from jiqun.engine.definition.edition import EDITION_FILE
from jiqun.engine.definition.form import Form
from jiqun.engine.definition.lint.checks import lint_expression, lint_numbers, lint_template
from jiqun.engine.definition.lint.names import KnownNames
from jiqun.engine.definition.source import Notebook, nearest, read_yaml
from jiqun.engine.definition.standard import Standard
from jiqun.engine.kinds import division_of

_STANDARDS = "standards"


def lint_edition(root: Path, notebook: Notebook) -> None:
    """Note an id that is not the folder's, a region that is none, and standards not in order."""
    entry = read_yaml(root / EDITION_FILE, root, Notebook())
    if entry is None:
        return
    own, region, listed = entry.need("id"), entry.need("region"), entry.need(_STANDARDS)
    if own.text() != root.name:
        text = f"编号“{own.text()}”与文件夹名“{root.name}”不同，应当一致。"
        notebook.add(own.place, text)
    if region.text() and division_of(region.text()) is None:
        notebook.add(region.place, f"“{region.text()}”不是行政区划代码。")
    names = listed.texts() if listed.is_list else ()
    for number, item in enumerate(listed.items()):
        if item.text() in names[:number]:
            notebook.add(item.place, f"认定标准 {item.text()} 写了两次。")
    for path in sorted((root / _STANDARDS).glob("*.yaml")):
        if path.stem not in names:
            notebook.add(listed.place, f"文件 standards/{path.name} 没有列入 standards。")


_FOLDER = "standards"


def lint_standards(
    standards: Iterable[Standard], form: Form, root: Path, notebook: Notebook
) -> None:
    """Note every mistake of the standards of an edition."""
    for standard in standards:
        names = KnownNames(form, standard.numbers)
        used: set[str] = set()
        for criterion in standard.criteria:
            place = criterion.place
            used |= lint_expression(place, criterion.condition, names, notebook)
            used |= lint_template(place, criterion.figures, names, notebook)
            if criterion.applies:
                used |= lint_expression(place, criterion.applies, names, notebook)
        entry = read_yaml(root / _FOLDER / f"{standard.id}.yaml", root, Notebook())
        numbers = entry.get("numbers") if entry else None
        if numbers:
            lint_numbers(numbers, used, notebook)


def lint_cases(checks: CheckList, home: Path, root: Path, notebook: Notebook) -> None:
    """Note cases that cannot be read, and findings expected of a check that is not there."""
    read_cases(home, root, notebook)
    codes = {check.code for check in checks.checks}
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
