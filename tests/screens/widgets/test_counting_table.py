"""The table by which pages count 字数 is the one that follows from the engine."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import jiqun.screens
from jiqun.screens.widgets.counting_table import nature, table

TABLE = Path(jiqun.screens.__file__).parent / "static/jiqun/js/desk/counting_table.js"


def test_table_is_the_one_of_this_unicode() -> None:
    written = TABLE.read_text(encoding="utf-8")
    if f"Unicode {unicodedata.unidata_version}." in written:
        assert written == table(), "run: python -m jiqun.screens.widgets.counting_table"
    assert sys.maxunicode == 0x10FFFF


def test_natures_are_those_the_engine_shows() -> None:
    assert [nature(c) for c in ("\u0301", "枸", "a", " ")] == [0, 1, 2, 3]
