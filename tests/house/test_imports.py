"""What only a person runs (bench, scripts) asks the code for names it has."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN_BY_HAND = sorted(
    path
    for folder in ("tests/bench", "tests/crash", "tests/same", "scripts")
    for path in (ROOT / folder).iterdir()
    if path.is_file() and (path.suffix == ".py" or path.read_bytes()[:11] == b"#!/usr/bin/")
    if not path.read_bytes().startswith(b"#!/usr/bin/env bash")
)


def missing_names(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("jiqun"):
            module = importlib.import_module(node.module or "")
            for name in (alias.name for alias in node.names):
                if not hasattr(module, name) and not _is_module(f"{node.module}.{name}"):
                    yield f"{node.module}.{name}"


def _is_module(name: str) -> bool:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        return False
    return True


@pytest.mark.parametrize("path", RUN_BY_HAND, ids=lambda path: path.name)
def test_names_that_are_imported_exist(path: Path) -> None:
    assert list(missing_names(path.read_text(encoding="utf-8"))) == []


def test_name_that_is_gone_is_reported() -> None:
    planted = "from jiqun.engine.definition import edition, edition_reading"
    assert list(missing_names(planted)) == ["jiqun.engine.definition.edition_reading"]
