"""What is shipped filled in, moved to the next year; Word files with and without their marks."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from jiqun.engine.answers import Answers, read_answers, read_json
from jiqun.engine.definition import Edition
from jiqun.engine.definition.years import move_years
from jiqun.engine.findings.worked_cases import read_base

SAMPLES = Path(__file__).parents[2] / "samples"
BASES = ("application/中宁枸杞", "onsite_statement/中宁枸杞")  # FORM/NAME
OF_NO_YEAR = (
    *("formal_check/中宁枸杞", "recommendation/中宁枸杞"),
    *("recommendation_letter/中卫", "recommendation_summary/中卫"),
)
"""Papers without the years of the figures: of a copy of the first two that lost its name nobody can
say of which edition it is; the letter and its list are mostly what is written into them."""
FILLED = (*BASES, "海原肉牛-外来", "贺兰乳制品-外来")
_MARKS = re.compile(
    rb"<w:bookmark(?:Start|End)[^>]*/>|<w:perm(?:Start|End)[^>]*/>"
    rb"|<w:sdtPr>.*?</w:sdtPr>|</?w:sdt>|</?w:sdtContent>",
    flags=re.DOTALL,
)


def without_marks(word: bytes) -> bytes:
    """The file without its name, tags and bookmarks, as a stranger rebuilds it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            data = source.read(info).replace(b'name="jiqun', b'name="other')
            target.writestr(info, _MARKS.sub(b"", data))
    return out.getvalue()


def moved(edition: Edition, name: str) -> Answers:
    """A base of worked cases as the edition has it, or a sample with its years moved."""
    form, _, base = name.rpartition("/")
    if form:
        return read_answers(edition.forms[form], read_base(edition.forms[form].folder, base))
    text = move_years((SAMPLES / f"{name}.json").read_text("utf-8"), 2025, edition.base_year)
    data = read_json(text.replace("ningxia-2026", edition.id).encode())
    return read_answers(edition.main, data)
