"""Records hand out values: no query reaches a screen, neither handed out nor made there."""

from __future__ import annotations

import ast
import importlib
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import Manager, QuerySet

ROOT = Path(__file__).resolve().parents[2] / "src" / "jiqun"
# What only a query or a manager is asked.
ASKED = {"filter", "exclude", "order_by", "values_list", "select_related", "annotate", "aggregate"}
# Sessions and second factors are tables of Django and allauth, which have no records of ours.
THEIRS = {"account/own_sessions.py", "account/views.py"}


def screens() -> Iterator[Path]:
    yield from sorted((ROOT / "screens").rglob("*.py"))


def queries_made_in(source: str) -> list[int]:
    """The lines on which a query is made or asked on."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and (node.attr in ASKED or node.attr == "objects")
        and not _is_sent_objects(node)
    ]


def _is_sent_objects(node: ast.Attribute) -> bool:
    """`sent.objects(…)`: what a page sent, no manager."""
    return node.attr == "objects" and isinstance(node.value, ast.Name) and node.value.id == "sent"


def handed_to_screens() -> Iterator[tuple[str, object]]:
    """What screens import from the records, by its full name."""
    for path in screens():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("jiqun.records"):
                module = importlib.import_module(str(node.module))
                for alias in node.names:
                    yield f"{node.module}.{alias.name}", getattr(module, alias.name, None)


def holds_a_query(annotation: object) -> bool:
    """Whether a type is a query, or holds one anywhere in it."""
    origin = typing.get_origin(annotation) or annotation
    if isinstance(origin, type) and issubclass(origin, QuerySet | Manager):
        return True
    return any(holds_a_query(one) for one in typing.get_args(annotation))


def functions_of(thing: object) -> Iterator[object]:
    """A function itself; of a module the functions it has."""
    if callable(thing) and not isinstance(thing, type):
        yield thing
    elif isinstance(thing, type(ast)):
        yield from (one for name, one in vars(thing).items() if name[0] != "_" and callable(one))


def test_screens_make_no_queries() -> None:
    found = {
        str(path.relative_to(ROOT / "screens")): lines
        for path in screens()
        if (lines := queries_made_in(path.read_text(encoding="utf-8")))
    }
    assert found.keys() - THEIRS == set(), found


def test_no_function_hands_a_query_to_a_screen() -> None:
    looked_at, found = 0, []
    for name, thing in handed_to_screens():
        for function in functions_of(thing):
            try:
                gives = typing.get_type_hints(function).get("return")
            except (NameError, TypeError):  # what is known to the type checker alone
                text = getattr(function, "__annotations__", {}).get("return", "")
                gives = QuerySet if "QuerySet" in str(text) else None
            looked_at += 1
            if holds_a_query(gives) and _is_used(name, function):
                found.append(f"{name}: {getattr(function, '__name__', '')}")
    assert looked_at > 100
    assert found == []


def _is_used(name: str, function: object) -> bool:
    """Whether a screen names the function: one imported by itself, or asked of its module."""
    own = getattr(function, "__name__", "")
    if name.endswith(f".{own}"):
        return True
    asked = f"{name.rpartition('.')[2]}.{own}("
    return any(asked in path.read_text(encoding="utf-8") for path in screens())


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("rows = listed(person).filter(a=1)", [1]),
        ("Filing.objects.get(pk=1)", [1]),
        ("for one in sent.objects('changes'): pass", []),
        ("shown = Paginator(rows, 50)", []),
    ],
)
def test_planted_query_is_found(source: str, lines: list[int]) -> None:
    assert queries_made_in(source) == lines


def test_planted_hand_out_is_found() -> None:
    assert holds_a_query(QuerySet[typing.Any])
    assert holds_a_query(tuple[int, QuerySet[typing.Any]])
    assert not holds_a_query(list[int])
