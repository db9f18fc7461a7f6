"""Names: a class is called once in the house, a module once in its layer, a word of the engine is
in the glossary."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import jiqun.engine

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "jiqun"
GLOSSARY = ROOT / "docs" / "glossary.md"

PARTS_OF_AN_APP = {
    *(
        "__init__",
        "apps",
        "models",
        "actions",
        "queries",
        "rules",
        "tasks",
        "urls",
        "views",
        "middleware",
    ),
}
# Plain English of paper and programs.
PLAIN = {"Line", "Row", "Table", "Page", "Paragraph", "Style", "Result"}
# The same thing in two layers: what it is below, and how it is shown or made up above.
IN_TWO_LAYERS = {
    *("answers", "checks", "history", "notices", "paper", "presence", "saving", "trends"),
}


def modules(house: Path = HOUSE) -> list[Path]:
    return [path for path in house.rglob("*.py") if path.parent.name != "migrations"]


def classes(tree: ast.AST) -> Iterator[str]:
    """The classes of a module; not those inside functions, nor the Meta of a model."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if isinstance(node, ast.ClassDef) and node.name != "Meta":
            yield node.name
        yield from classes(node)


def classes_named_twice(house: Path = HOUSE) -> dict[str, list[str]]:
    places: dict[str, list[str]] = defaultdict(list)
    for path in modules(house):
        for name in classes(ast.parse(path.read_text(encoding="utf-8"))):
            places[name].append(path.relative_to(house).as_posix())
    return {name: sorted(where) for name, where in places.items() if len(where) > 1}


def modules_named_twice(house: Path = HOUSE) -> dict[str, list[str]]:
    """Modules with the name of another: in one layer, or in two without being the same thing."""
    places: dict[str, list[Path]] = defaultdict(list)
    for path in modules(house):
        if path.stem not in PARTS_OF_AN_APP:
            places[path.stem].append(path.relative_to(house))
    return {
        name: sorted(path.as_posix() for path in paths)
        for name, paths in places.items()
        if len(paths) > 1
        and not (name in IN_TWO_LAYERS and len({path.parts[0] for path in paths}) == len(paths))
    }


def words_of_code(glossary: str) -> set[str]:
    return {
        word for code in re.findall(r"`([^`]+)`", glossary) for word in re.findall(r"\w+", code)
    }


def test_every_class_has_a_name_of_its_own() -> None:
    assert classes_named_twice() == {}


def test_every_module_has_a_name_of_its_own() -> None:
    assert modules_named_twice() == {}


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    for place in ("engine/a", "engine/b", "screens/paper", "engine/paper", "engine/x/paper"):
        path = tmp_path / f"{place}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n")
    (tmp_path / "engine" / "a.py").write_text("class Row:\n    class Meta:\n        pass\n")
    (tmp_path / "engine" / "b.py").write_text("if True:\n    class Row:\n        pass\n")
    return tmp_path


def test_names_planted_twice_are_reported(planted: Path) -> None:
    assert classes_named_twice(planted) == {"Row": ["engine/a.py", "engine/b.py"]}
    papers = ["engine/paper.py", "engine/x/paper.py", "screens/paper.py"]
    assert modules_named_twice(planted) == {"paper": papers}


def classes_of_more_than_one_use(house: Path = HOUSE) -> set[str]:
    """Public classes that more than one other module names."""
    texts = {path: path.read_text(encoding="utf-8") for path in modules(house)}
    words = {path: set(re.findall(r"\w+", text)) for path, text in texts.items()}
    return {
        name
        for path, text in texts.items()
        for name in classes(ast.parse(text))
        if not name.startswith("_")
        and sum(name in words[other] for other in texts if other not in (path, _door(path))) > 1
    }


def _door(path: Path) -> Path:
    return path.with_name("__init__.py")


def test_every_class_of_more_than_one_use_is_in_the_glossary() -> None:
    words = words_of_code(GLOSSARY.read_text(encoding="utf-8"))
    assert sorted(classes_of_more_than_one_use() - words - PLAIN) == []


def test_class_of_one_use_needs_no_word(planted: Path) -> None:
    (planted / "engine" / "c.py").write_text("class Seal:\n    pass\n")
    for user in ("d", "e"):
        assert "Seal" not in classes_of_more_than_one_use(planted)
        (planted / "engine" / f"{user}.py").write_text("Seal\n")
    assert "Seal" in classes_of_more_than_one_use(planted)


def test_every_word_of_the_engine_is_in_the_glossary() -> None:
    words = words_of_code(GLOSSARY.read_text(encoding="utf-8"))
    assert sorted(set(jiqun.engine.__all__) - words) == []


def test_word_that_is_not_in_the_glossary_is_reported() -> None:
    assert words_of_code("| 表 | form | `Form`, `load(form)` |") == {"Form", "load", "form"}
