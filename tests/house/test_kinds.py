"""Kinds 填报类型: outside their own package nobody tells kinds apart by name, only by a trait."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from jiqun.engine.kinds import KINDS

HOUSE = Path(__file__).resolve().parents[2] / "src" / "jiqun"
HOME = "engine/kinds"
# Their `kind` is another word: of a token of a formula, an event, a piece of evidence.
ELSEWHERE = {"engine/expressions/parsing.py"}


def by_name(house: Path = HOUSE) -> list[str]:
    """Where a module or template tells kinds apart by name: its path and line."""
    found = []
    for path in sorted(house.rglob("*.py")):
        name = path.relative_to(house).as_posix()
        if not name.startswith(f"{HOME}/") and name not in ELSEWHERE:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [f"{name}:{line}" for line in sorted({*_comparisons(tree), *_tables(tree)})]
    for path in sorted(house.rglob("*.html")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if _IN_TEMPLATE.search(line):
                found.append(f"{path.relative_to(house).as_posix()}:{number}")
    return found


_NAMES = "|".join(KINDS)
_IN_TEMPLATE = re.compile(
    rf"""kind(?:\.id)? *[!=]= *["'](?:{_NAMES})["']|["'](?:{_NAMES})["'] *[!=]= *[\w.]+\.kind"""
)


def _comparisons(tree: ast.AST) -> Iterator[int]:
    """Comparisons of a kind, whatever it is kept in, with a text, or a lookup by a kind."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(map(_is_kind, sides)) and any(map(_is_name, sides)):
                yield node.lineno
            continue
        by = node.subject if isinstance(node, ast.Match) else getattr(node, "slice", None)
        if by is not None and _is_kind(by):
            yield node.lineno


def _tables(tree: ast.AST) -> Iterator[int]:
    """Tuples, lists, sets and tables by key that hold nothing but names of kinds."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            names: list[ast.expr] = list(node.elts)
        elif isinstance(node, ast.Dict):
            names = [key for key in node.keys if key is not None]
        else:
            continue
        if len(names) > 1 and all(map(_is_name, names)):
            yield node.lineno


def _is_kind(node: ast.expr) -> bool:
    """x.kind, x.kind.id, or [f.kind for f in …]."""
    if isinstance(node, ast.Attribute) and node.attr == "id":
        node = node.value
    if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp):
        return _is_kind(node.elt)
    if isinstance(node, ast.List | ast.Tuple):
        return any(map(_is_kind, node.elts))
    return isinstance(node, ast.Attribute) and node.attr == "kind"


def _is_name(node: ast.expr) -> bool:
    """The name of a kind, or several."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return any(map(_is_name, node.elts))
    return isinstance(node, ast.Constant) and node.value in KINDS


def test_nobody_tells_kinds_apart_by_name() -> None:
    assert by_name() == []


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ('if field.kind == "text": pass', True),
        ('if "text" != field.kind.id: pass', True),
        ('if f.kind in ("choice", "words"): pass', True),
        ('x = [f.kind for f in fields] != ["division", "division"]', True),
        ('_NUMERIC = ("decimal", "percent", "count")', True),
        ('WIDGETS = {"text": "a.html", "date": "b.html"}', True),
        ("x = WIDGETS[field.kind.id]", True),
        ("match field.kind.id:\n    case 'text':\n        pass", True),
        ("if field.kind.numeric: pass", False),
        ("if held.kind != kind: pass", False),
        ('if token.kind == "sign": pass', False),
        ('x = KINDS["text"]', False),
        ('if kind == "text": pass', False),
        ('x = ("text", "words")', False),
    ],
)
def test_name_of_a_kind_that_is_planted_is_told(tmp_path: Path, code: str, told: bool) -> None:
    for place in ("records/planted.py", f"{HOME}/planted.py"):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code)
    assert by_name(tmp_path) == (["records/planted.py:1"] if told else [])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{% if column.kind == "text" %}', True),
        ("{% if 'date' != block.field.kind.id %}", True),
        ("{% if column.kind.has_limit %}", False),
        ("{% if id == proof.kind %}", False),
    ],
)
def test_name_of_a_kind_in_a_template_is_told(tmp_path: Path, line: str, told: bool) -> None:
    (tmp_path / "planted.html").write_text(f"<p>\n{line}\n")
    assert by_name(tmp_path) == (["planted.html:2"] if told else [])
