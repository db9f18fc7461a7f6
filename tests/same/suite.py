"""Section `suite`: every test with its ids and how many assertions stand in it.

Tests are known by their own names, not by their files, which may be moved; of one name there may
be several. What is new is no difference: only what is gone, or asserts less than it did.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from tests.same.baseline import Difference

ROOT = Path(__file__).resolve().parents[2]


def collect() -> dict[str, str]:
    """Ask pytest for the ids, and the files for their assertions."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-p", "no:xdist", "tests"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    ids: dict[str, list[str]] = defaultdict(list)
    for line in done.stdout.splitlines():
        if match := re.fullmatch(r"tests/\S+?\.py::(.+::)?(test\w+)(\[.*\])?", line):
            ids[match[2]].append(match[3] or "")
    counts: dict[str, int] = defaultdict(int)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name in ids:
                counts[node.name] += sum(map(_asserts, ast.walk(node)))
    return {
        name: "\n".join([f"{counts[name]} assertions", *sorted(found)])
        for name, found in ids.items()
    }


def worse(before: Mapping[str, str], now: Mapping[str, str]) -> list[Difference]:
    """Tests that are gone, have lost ids, or assert less."""
    found = []
    for name, text in sorted(before.items()):
        count, ids = _parts(text)
        new_count, new_ids = _parts(now.get(name, "0 assertions"))
        if new_count < count or any(ids.count(i) > new_ids.count(i) for i in set(ids)):
            found.append(Difference("suite", name, text, now.get(name)))
    return found


def _parts(text: str) -> tuple[int, list[str]]:
    first, *ids = text.split("\n")
    return int(first.split()[0]), ids


def _asserts(node: ast.AST) -> bool:
    """Whether it is an assert statement, or a `with pytest.raises`."""
    if isinstance(node, ast.Assert):
        return True
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("raises", "warns")
    )
