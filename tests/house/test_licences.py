"""The licences of others: the page says what is pinned, and none is used that may not be."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.licences import Licensed, all_used, laid, page, refused

PAGE = Path(__file__).resolve().parents[2] / "docs" / "licences.md"


def test_page_is_what_the_packages_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "docs/licences.md no longer says what is used: run .venv/bin/python scripts/write-docs"
    )


def test_every_licence_is_allowed() -> None:
    python, served, tested = all_used()
    assert len(python) > 30
    assert served and tested
    assert refused([*python, *served, *tested]) == []


def test_fonts_are_on_the_page_with_their_own_licence() -> None:
    assert "| NotoSerifSC-Regular.otf | pylopdf-fonts-zh-cn | OFL-1.1 |" in page()


@pytest.mark.parametrize(
    "licence", ["GPL-3.0-only", "MIT AND GPL-2.0-or-later", "AGPL-3.0-only OR SSPL-1.0", "", "own"]
)
def test_licence_that_is_not_allowed_is_refused(licence: str) -> None:
    (told,) = refused([Licensed("planted", "1.0", licence), Licensed("good", "1.0", "MIT")])
    assert told.startswith("planted 1.0: ")


def test_of_two_ways_one_allowed_is_enough() -> None:
    assert refused([Licensed("either", "1.0", "GPL-3.0-only OR MIT")]) == []


def test_package_laid_for_pages_is_known_by_the_manifest() -> None:
    row = {"package": "planted", "version": "2.0", "licence": "GPL-3.0-only"}
    rows = [{**row, "file": "site/planted/a.css"}, {**row, "file": "site/planted/b.css"}]
    assert laid(rows, "site") == [Licensed("planted", "2.0", "GPL-3.0-only")]
    assert laid(rows, "tests") == []
