"""Lint of the worked cases 样例: they can be read, and expect findings of checks the form has."""

from __future__ import annotations

from pathlib import Path

from jiqun.engine.definition.case_reading import read_cases
from jiqun.engine.definition.check import CheckList
from jiqun.engine.definition.source import Notebook, nearest, read_yaml


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
