"""{% module %}: a script of a page, with all it imports asked for at once.

A browser learns what a module imports once it has it, and would go for them one round after the
other.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_FILES = Path(__file__).parents[1] / "static"
_IMPORT = re.compile(r'^(?:import|\}) (?:[^"\n]* )?from "(\.[^"]+)";$', re.MULTILINE)


@register.simple_tag
def module(path: str) -> SafeString:
    """The script, a path among the static files, and links that preload what it leads to."""
    links = ((static(name),) for name in imported_by(path))
    preloads = format_html_join("", '<link rel="modulepreload" href="{}">', links)
    return preloads + format_html('<script type="module" src="{}"></script>', static(path))


@cache
def imported_by(path: str) -> tuple[str, ...]:
    """The modules that a module leads to, each once, the nearest first."""
    found: dict[str, None] = {}
    waiting = [path]
    for name in waiting:
        source = (_FILES / name).read_text(encoding="utf-8")
        for near in _IMPORT.findall(source):
            imported = normpath(join(dirname(name), near))
            if imported not in found:
                found[imported] = None
                waiting.append(imported)
    return tuple(found)
