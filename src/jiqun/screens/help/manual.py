"""The chapters of the users' manual: read from their Markdown and made into pages of the site."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

_INDEX = "README.md"  # names the chapters in their order; itself for readers of the folder
_PICTURES = "pictures/"
_PNG_SIZE = slice(16, 24)  # of the file: width and height, each four bytes
# What stands in a chapter as HTML is shown as text.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class ManualPlace:
    """A heading in a chapter: the id to lead to, and its words."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its name in addresses, its title, its sections, and all of it as HTML."""

    name: str
    title: str
    places: tuple[ManualPlace, ...]
    body: SafeString


def chapters() -> tuple[Chapter, ...]:
    """The chapters of the manual, in its order."""
    folder: Path = settings.MANUAL_DIR
    index = (folder / _INDEX).read_text(encoding="utf-8")
    return tuple(_chapter(folder, name) for name in re.findall(r"\((\w+)\.md\)", index))


@lru_cache(maxsize=32)
def _chapter(folder: Path, name: str) -> Chapter:
    tokens = _MARKDOWN.parse((folder / f"{name}.md").read_text(encoding="utf-8"))
    title, *places = _name_headings(tokens)
    for token in _every(tokens):
        if token.type == "image":
            _lead_to_picture(token, folder)
        elif token.type == "link_open":
            token.attrSet("href", _address(str(token.attrGet("href"))))
        elif token.type == "table_open":
            token.attrSet("class", "table")
        elif token.type == "softbreak":  # between Chinese lines there is no space
            token.type = "text"
    # Our own file, and the renderer escapes all it finds in there.
    body = mark_safe(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))  # noqa: S308
    return Chapter(name, title.words, tuple(places), body)


def _name_headings(tokens: list[Token]) -> Iterator[ManualPlace]:
    """Give each heading the id that ways inside the manual use, as its folder's readers know it."""
    for heading, inside in pairwise(tokens):
        if heading.type == "heading_open":
            name = re.sub(r"[^\w\- ]", "", inside.content).replace(" ", "-").lower()
            heading.attrSet("id", name)
            yield ManualPlace(name, inside.content)


def _every(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _every(token.children or ())


def _lead_to_picture(image: Token, folder: Path) -> None:
    """A picture is one of the site's own files; its size is told, so that nothing moves later."""
    source = str(image.attrGet("src"))
    width, height = struct.unpack(">II", (folder / source).read_bytes()[_PNG_SIZE])
    image.attrSet("src", static(f"manual/{source.removeprefix(_PICTURES)}"))
    image.attrSet("width", str(width))
    image.attrSet("height", str(height))
    image.attrSet("loading", "lazy")


def _address(way: str) -> str:
    """The address of a way inside the manual, as a page of the site."""
    name, dot, place = way.partition(".md")
    return reverse("help_chapter", args=[name]) + place if dot else way
