"""The table by which pages count 字数, so that they count exactly as the engine does.

The engine's own count tells the nature of every code point: alone, after a letter, and between two.
"""

from __future__ import annotations

import sys
import unicodedata

from jiqun.engine import count_characters

_NOTHING, _ONE, _RUN, _GAP = range(4)
_LAST = sys.maxunicode
_WIDTH = 16  # boundaries on a line


def nature(character: str) -> int:
    """How a character counts: as nothing, as one, as part of a run, or as a gap between runs."""
    alone = count_characters(character)
    if not alone:
        return _NOTHING if count_characters(f"a{character}a") == 1 else _GAP
    return _RUN if count_characters(f"a{character}a") == 1 else _ONE


def script() -> str:
    """The module with the boundaries between natures, as JavaScript."""
    boundaries: list[str] = []
    natures: list[str] = []
    before = None
    for code in range(_LAST + 1):
        current = nature(chr(code))
        if current != before:
            boundaries.append(f"{code:x}")
            natures.append(str(current))
            before = current
    lines = [boundaries[n : n + _WIDTH] for n in range(0, len(boundaries), _WIDTH)]
    texts = "\n".join("  " + " ".join(line) for line in lines)
    return (
        f"// Made by scripts/write-docs from Unicode {unicodedata.unidata_version}.\n"
        "// From each boundary on, characters are of one nature:\n"
        "// 0 nothing, 1 one, 2 part of a run, 3 a gap.\n"
        f"export const BOUNDARIES = `\n{texts}`\n"
        "  .trim().split(/\\s+/).map((hex) => parseInt(hex, 16));\n"
        f'export const NATURES =\n  "{"".join(natures)}";\n'
    )
