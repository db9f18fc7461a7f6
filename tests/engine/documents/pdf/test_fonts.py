"""The fonts: those of the package always, the Fandol fonts before them where a folder has them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder

from jiqun.engine.documents.pdf.fonts import (
    FANDOL,
    covered,
    default_fonts,
    families,
    find_fonts,
    installed_fandol,
    typst_fonts,
)

TABLE = "的一是了我不人在有㎡²³“”（）①·☑□"


def test_fonts_of_the_package_draw_the_common_characters() -> None:
    fonts = find_fonts()
    assert fonts.fandol is None
    assert set(TABLE) <= covered(fonts)
    assert len(covered(fonts)) > 30000


def test_every_family_named_is_one_the_typesetter_has() -> None:
    fonts = find_fonts()
    known = set(typst_fonts(fonts).families())
    assert {entry["name"] for chain in families(fonts).values() for entry in chain} <= known


def test_folder_without_the_fonts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="FandolSong-Regular"):
        find_fonts(tmp_path)


def test_folder_with_the_fonts_stands_before_the_package(tmp_path: Path) -> None:
    for name in FANDOL.values():  # any font will do: only its place in the chain is looked at
        shutil.copy(find_fonts().sans, tmp_path / name)
    chains = families(find_fonts(tmp_path))
    assert [entry["name"] for entry in chains["fangsong"]][1:3] == ["Noto Sans SC", "Noto Serif SC"]
    assert [entry["name"] for entry in families(find_fonts())["fangsong"]][1] == "Noto Serif SC"


@pytest.mark.parametrize("point", [0x1, 0xE795, 0xA000], ids=["control", "private", "Yi"])
def test_character_only_a_front_font_lists_is_not_counted_on(point: int, tmp_path: Path) -> None:
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "shape"])
    builder.setupCharacterMap({point: "shape"})
    for name in FANDOL.values():
        builder.save(tmp_path / name)
    assert covered(find_fonts(tmp_path)) == covered(find_fonts())


def test_default_fonts_have_the_installed_folder_in_front() -> None:
    assert default_fonts().fandol == installed_fandol()


def test_installed_folder_is_found_only_with_all_the_fonts() -> None:
    folder = installed_fandol()
    assert folder is None or all((folder / name).is_file() for name in FANDOL.values())
