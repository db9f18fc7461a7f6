"""Making the name of a file harmless: it is shown, journalled and sent back in a header."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100  # characters, the extension included
_SEPARATORS = re.compile(r"[/\\]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')  # what Windows takes in no file name
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
# Cf: zero-width and bidirectional marks. Private characters (Co) stay: rare names are written so.
_INVISIBLE = ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")
_NAMELESS = "未命名"


def cleaned(name: str) -> str:
    """The name without folders, invisible and forbidden characters, at most 100 characters long.

    Characters of other scripts and rare ones stay as they are (no normalisation).
    """
    last = _SEPARATORS.split(name)[-1]
    seen = "".join(c for c in last if not _is_invisible(c))
    seen = _FORBIDDEN.sub("_", seen).strip().rstrip(". ")
    stem, dot, extension = seen.rpartition(".")
    if not dot:
        stem, extension = seen, ""
    stem = stem.strip() or _NAMELESS
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    ending = f".{extension}" if extension else ""
    return stem[: LONGEST - len(ending)].rstrip() + ending[:LONGEST]


def extension_of(name: str) -> str:
    """The extension in lower case without its dot; empty if there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE
