"""What the documents name exists: paths, links, and names of the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    *("README.md", "CONTRIBUTING.md", "docs/tour.md", "docs/glossary.md"),
    *(str(p.relative_to(ROOT)) for p in sorted((ROOT / "docs/how-to").glob("*.md"))),
    "docs/operate/README.md",
)
BASES = (
    *("", "docs", "src", "src/jiqun", "src/jiqun/engine", "src/jiqun/records"),
    *("src/jiqun/screens/static/jiqun/css", "forms/ningxia-2026"),
)
# What one makes by following a page, or what an installed site has.
MADE = re.compile(
    r"build/|dist/|\.venv/|node_modules/|\.boot/|/etc/|/var/|/opt/|/srv/|a/…|<"
    r"|forms/ningxia-2027/|zhongwei-2026/"
)
FILE = re.compile(r"[\w.\-一-龥]+\.(py|md|yaml|yml|toml|txt|html|css|js|json|docx|pdf)")
# Of others: programs an operator uses, words of Python.
OF_OTHERS = {"pg_dump", "cast"}
NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*(\.[A-Za-z_][A-Za-z_0-9]*)*(\(.*\))?")


def quoted(page: str) -> list[str]:
    """What stands in `marks` in the running text and tables of a page; blocks of code and
    the files it creates are left."""
    text = re.sub(r"```.*?```|Create `[^`]+`:", "", (ROOT / page).read_text("utf-8"), flags=re.S)
    return re.findall(r"`([^`\n]+)`", text)


def missing_paths(words: list[str]) -> Iterator[str]:
    for word in words:
        is_path = ("/" in word or FILE.fullmatch(word)) and re.fullmatch(r"[\w./\-…一-龥]+", word)
        if not is_path or MADE.search(word) or word.startswith("/"):
            continue
        if word.count("/") == 1 and word.split("/")[0].isupper():
            continue  # GB/T and its like
        if not any((ROOT / base / word).exists() for base in BASES):
            yield word


def broken_links(page: str) -> Iterator[str]:
    for link in re.findall(r"\]\(([^)#\s]+)", (ROOT / page).read_text("utf-8")):
        if "://" not in link and not ((ROOT / page).parent / link).exists():
            yield link


@cache
def known_words() -> frozenset[str]:
    """Every word of the code, the forms and the scripts."""
    files = [
        path
        for folder in ("src", "forms", "scripts", "tests")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix in ("", ".py", ".yaml", ".html", ".css", ".js", ".typ")
    ]
    files += [ROOT / name for name in ("Makefile", "pyproject.toml", ".env.example")]
    words = {str(path.stem) for path in files} | {part for path in files for part in path.parts}
    for path in files:
        words |= set(re.findall(r"\w+", path.read_text("utf-8", "replace")))
    return frozenset(words)


def unknown_names(words: list[str]) -> Iterator[str]:
    for word in words:
        if NAME.fullmatch(word) and not FILE.fullmatch(word) and word not in OF_OTHERS:
            parts = re.findall(r"\w+", word.partition("(")[0])
            if not set(parts) <= known_words():
                yield word


@pytest.mark.parametrize("page", PAGES)
def test_paths_that_are_named_exist(page: str) -> None:
    assert list(missing_paths(quoted(page))) == []


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    assert list(broken_links(page)) == []


@pytest.mark.parametrize("page", PAGES)
def test_names_of_the_code_exist(page: str) -> None:
    assert list(unknown_names(quoted(page))) == []


def test_path_and_name_that_are_gone_are_reported() -> None:
    assert list(missing_paths(["engine/findings/sight.py", "engine/findings/"])) == [
        "engine/findings/sight.py"
    ]
    gone = "Standing" + "Of"
    assert list(unknown_names([gone, "RuleContext"])) == [gone]
