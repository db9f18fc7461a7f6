"""The table by which pages count 字数 is the one that follows from the engine."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

from scripts.character_count_table import nature, script

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "src/jiqun/screens/static/jiqun/js/desk/counting_table.js"


def test_table_is_the_one_of_this_unicode() -> None:
    written = TABLE.read_text(encoding="utf-8")
    if f"Unicode {unicodedata.unidata_version}." in written:
        assert written == script(), "run .venv/bin/python scripts/write-docs"
    assert sys.maxunicode == 0x10FFFF


def test_natures_are_those_the_engine_shows() -> None:
    assert [nature(c) for c in ("\u0301", "枸", "a", " ")] == [0, 1, 2, 3]
