"""The users' manual: its pictures, the ways inside it, and the words it quotes from the screens."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs" / "manual"
CHAPTERS = sorted(MANUAL.glob("*.md"))
PICTURES = MANUAL / "pictures"
SCREENS = ("src/jiqun/screens", "src/jiqun/records")
LARGEST = 150_000  # bytes
# Quoted, but no word of the screens: examples, and words of browsers and readers.
ELSEWHERE = {"４７.２％", "改为 28.57", "情况属实", "留在此页", "实际大小"}


def shown_in(text: str) -> set[str]:
    return set(re.findall(r"!\[[^\]]+\]\(pictures/([^)]+)\.png\)", text))


def slugs_of(text: str) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).replace(" ", "-").lower() for head in heads}


def strange_in(text: str, screens: str) -> set[str]:
    return {word for word in re.findall("“([^”]+)”", text) if word not in screens}


def words_of_the_screens() -> str:
    files = [
        path
        for folder in SCREENS
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".html", ".js", ".py")
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_pictures_of_the_manual_are_those_the_script_takes() -> None:
    shown = set().union(*(shown_in(path.read_text(encoding="utf-8")) for path in CHAPTERS))
    script = runpy.run_path(str(ROOT / "scripts" / "manual-pictures"))
    assert shown == set(script["PICTURES"])
    assert shown == {path.stem for path in PICTURES.iterdir()}


@pytest.mark.parametrize("path", sorted(PICTURES.iterdir()), ids=lambda path: path.stem)
def test_picture_has_the_size_of_an_office_screen_and_is_small(path: Path) -> None:
    with Image.open(path) as picture:
        assert picture.size == (1366, 768)
    assert path.stat().st_size < LARGEST


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_ways_of_the_manual_lead_somewhere(chapter: Path) -> None:
    text = chapter.read_text(encoding="utf-8")
    for name, place in re.findall(r"\]\(([^)#]*)#?([^)]*)\)", text):
        assert (MANUAL / name).exists(), name
        assert not place or place in slugs_of(text), place


def test_words_the_manual_quotes_stand_on_the_screens() -> None:
    manual = "\n".join(path.read_text(encoding="utf-8") for path in CHAPTERS)
    assert strange_in(manual, words_of_the_screens()) == ELSEWHERE


def test_word_that_stands_on_no_screen_is_reported() -> None:
    assert strange_in("按“保存说明”，再按“发射”。", "<button>保存说明</button>") == {"发射"}
